"""Sound that flows without a break, decoded wholly inside libav: no Python between two packets.

A song has ten thousand packets. Handing each to Python takes half as long as decoding it, and holds the interpreter, so
that nothing else gets done meanwhile; here libav decodes a fifth of a second at a time.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import cast

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

from albumen.audio.container import CONTAINERS, ends, opened

AT_ONCE = 2**13
"""Samples decoded in one go; few enough for the processor's cache."""

_JITTER = 0.05
"""Seconds by which frames may leave their times: containers' clocks do so by less, a gap by more."""

_SHORT = 0.1
"""Seconds that the decoded sound may be shorter than its packets say: encoders pad the last one."""

_TAIL = 3.0


class Broken(Exception):
    """The sound does not flow: a packet is damaged, missing or of another kind. Decode packet by packet instead."""


def steady(path: Path, until: float) -> Iterator[AudioFrame]:
    """The song's frames from its start, merged into long ones, up to `until` seconds of the container's clock or more.

    Raises
    ------
    Broken
        At the first place where the frames' times leave a gap, libav stumbles, or the end comes before that of the
        packets: the frames that were given until then may not be those that packets decoded one by one would give.
    """
    with opened(path) as sound:
        index = sound.stream.index
        if any(packet.pts is not None and packet.pts < 0 for packet in islice(sound.packets(), 1)):
            raise Broken  # what comes before the start is decoded or not, as one seeks
        sound.seek(max(until - _TAIL, 0.0))
        last = max((ends(packet, default=0.0) for packet in sound.packets() if packet.size), default=math.inf)
    end: float | None = None
    for frame in _pulled(path, index):
        if frame.layout.nb_channels > 2 or frame.time is None:
            raise Broken
        end = frame.time if end is None else end
        if abs(frame.time - end) > _JITTER:
            raise Broken
        yield frame
        end += frame.samples / frame.sample_rate
        if end >= until:
            return
    if end is None or end < last - _SHORT:
        raise Broken


def _pulled(path: Path, index: int) -> Iterator[AudioFrame]:
    limits = f"format_whitelist={CONTAINERS}:protocol_whitelist=file"
    options = {"filename": f"file:{os.fspath(path.absolute())}", "stream_index": str(index), "format_opts": limits}
    graph = Graph()
    try:
        source, sink = graph.add("amovie", **options), graph.add("abuffersink")
        graph.link_nodes(source, graph.add("asetnsamples", n=str(AT_ONCE), p="0"), sink).configure()
        while True:
            yield cast(AudioFrame, sink.pull())
    except av.EOFError:
        return
    except (av.FFmpegError, ValueError) as error:
        raise Broken from error
