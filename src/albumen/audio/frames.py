"""From libav's frames, of any sample format and channel layout, to float32 in one or two channels."""

from __future__ import annotations

from typing import Any, cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from numpy.typing import NDArray

from albumen.song import Samples

_STEPS = {"u8": 2.0**7, "s16": 2.0**15, "s32": 2.0**31, "flt": 1.0, "dbl": 1.0}
"""Full scale of the sample formats that numpy has too; libav gives 24-bit samples as the upper part of 32."""


class Unpacker:
    """Turns one stream's frames into float32 [1 or 2 channels, frames] in -1..1."""

    def __init__(self) -> None:
        self._kind = ("", "", 0)
        self._converter: Graph | None = None

    def samples(self, frame: AudioFrame) -> Samples:
        """The frame's samples; more than two channels are mixed to stereo as ITU-R BS.775 says, never over full scale.

        Channels that have no known place are dealt out: the even ones to the left, the odd ones to the right.
        """
        if frame.layout.nb_channels > 2 or _packing(frame) not in _STEPS:
            frame = self._converted(frame)
        samples = _scaled(_planar(frame), _packing(frame))
        return samples if len(samples) <= 2 else np.stack([samples[0::2].mean(axis=0), samples[1::2].mean(axis=0)])

    def _converted(self, frame: AudioFrame) -> AudioFrame:
        """The frame as planar floats in at most two channels; unchanged if libav cannot mix its layout."""
        kind = (frame.format.name, frame.layout.name, frame.sample_rate)
        try:
            if kind != self._kind:
                self._kind, self._converter = kind, None
                self._converter = _conversion(frame)
            if self._converter is None:
                return frame
            self._converter.push(frame)
            return cast(AudioFrame, self._converter.pull())
        except (av.FFmpegError, ValueError):
            self._converter = None
            return frame


def _conversion(frame: AudioFrame) -> Graph:
    """Filters that turn frames like this one into planar floats, mono or stereo."""
    rate, layout = str(frame.sample_rate), frame.layout.name
    graph = Graph()
    graph.link_nodes(
        graph.add("abuffer", sample_rate=rate, sample_fmt=frame.format.name, channel_layout=layout),
        graph.add("aresample", rematrix_maxval="1.0"),
        graph.add("aformat", sample_fmts="fltp", channel_layouts=layout if frame.layout.nb_channels <= 2 else "stereo"),
        graph.add("abuffersink"),
    ).configure()
    return graph


def _packing(frame: AudioFrame) -> str:
    return frame.format.name.removesuffix("p")


def _planar(frame: AudioFrame) -> NDArray[Any]:
    samples: NDArray[Any] = frame.to_ndarray()
    return samples if frame.format.is_planar else samples.reshape(-1, frame.layout.nb_channels).T


def _scaled(samples: NDArray[Any], packing: str) -> Samples:
    if packing in ("flt", "dbl"):
        return samples.astype(np.float32, copy=False)
    centred = np.subtract(samples, 128 if packing == "u8" else 0, dtype=np.float64 if packing == "s32" else np.float32)
    return np.asarray(centred / _STEPS[packing], np.float32)
