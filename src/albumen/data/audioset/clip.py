"""One clip of AudioSet's feature files: a tensorflow.SequenceExample, read and written without TensorFlow.

Its context holds `video_id`, `start_time_seconds`, `end_time_seconds` and `labels`, its one feature list
`audio_embedding` up to ten strings of 128 bytes, one a second (research.google.com/audioset/download.html).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.data import wire
from albumen.data.wire import Malformed

BANDS = 128
"""Numbers a second: VGGish's embedding after PCA, whitening and quantisation."""
SECONDS = 10
"""Seconds of a whole clip; those at the end of a video are shorter."""
ID_LENGTH = 11
"""Characters of a video's id."""
BYTES, FLOATS, INTEGERS = 1, 2, 3
_HEAD = bytes((10, 134, 1, 10, 131, 1, 10, 128, 1))
_HEADS = np.frombuffer(_HEAD, np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A piece of one video: `start` and `end` in seconds, `labels` as AudioSet's indices 0..526.

    `frames` are uint8 [seconds, 128], seconds <= 10; see `dequantise`.
    """

    video_id: str
    start: float
    end: float
    labels: tuple[int, ...]
    frames: NDArray[np.uint8]


def dequantise(frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The embeddings as VGGish gave them before they were clipped to -2..2 and stored in 8 bits (its postprocessor)."""
    return frames.astype(np.float32) * np.float32(4 / 255) - np.float32(2)


def parse(record: bytes) -> Clip:
    """The clip that a TFRecord's record holds; fields may stand in any order, unknown ones are passed over.

    Raises
    ------
    Malformed
        The bytes are no SequenceExample, or it lacks what a clip needs.
    """
    context = dict(_entries(record, 1))
    lists = dict(_entries(record, 2))
    if "video_id" not in context or "audio_embedding" not in lists:
        raise Malformed("no video_id or no audio_embedding")
    return Clip(
        _video_id(context["video_id"]),
        _seconds(context, "start_time_seconds"),
        _seconds(context, "end_time_seconds"),
        tuple(wire.integers(_kind(context.get("labels", b""), INTEGERS))),
        _frames(lists["audio_embedding"]),
    )


def serialise(clip: Clip) -> bytes:
    """The clip as the record that `parse` reads and TensorFlow writes."""
    context = (
        _entry("video_id", _feature(BYTES, wire.write_field(1, clip.video_id.encode()))),
        _entry("start_time_seconds", _feature(FLOATS, wire.pack_floats([clip.start]))),
        _entry("end_time_seconds", _feature(FLOATS, wire.pack_floats([clip.end]))),
        _entry("labels", _feature(INTEGERS, wire.pack_integers(clip.labels))),
    )
    frames = (_feature(BYTES, wire.write_field(1, frame.tobytes())) for frame in clip.frames)
    lists = _entry("audio_embedding", b"".join(wire.write_field(1, frame) for frame in frames))
    return wire.write_field(1, b"".join(context)) + wire.write_field(2, lists)


def _entries(record: bytes, number: int) -> Iterator[tuple[str, bytes]]:
    """The items of the map in field `number`: Features of the context (1), FeatureLists (2)."""
    for part in wire.messages(record, number):
        for entry in wire.messages(part, 1):
            held = dict(wire.fields(entry))
            key, value = held.get(1, b""), held.get(2, b"")
            if isinstance(key, int) or isinstance(value, int):
                raise Malformed("a map of numbers")
            yield key.decode(errors="replace"), value


def _kind(feature: bytes, kind: int) -> bytes:
    """The list of this kind that a Feature holds; none if it is empty."""
    return b"".join(wire.messages(feature, kind))


def _video_id(feature: bytes) -> str:
    ids = list(wire.messages(_kind(feature, BYTES), 1))
    if len(ids) != 1:
        raise Malformed("no video_id")
    if not (0 < len(ids[0]) <= ID_LENGTH and ids[0].isascii()):
        raise Malformed("a video_id that is not one of YouTube's")
    return ids[0].decode()


def _seconds(context: dict[str, bytes], key: str) -> float:
    values = wire.floats(_kind(context.get(key, b""), FLOATS))
    if len(values) != 1:
        raise Malformed(f"no {key}")
    return values[0]


def _frames(feature_list: bytes) -> NDArray[np.uint8]:
    stride = len(_HEAD) + BANDS
    if feature_list and len(feature_list) % stride == 0:  # most likely as TensorFlow writes it, which needs no search
        rows = np.frombuffer(feature_list, np.uint8).reshape(-1, stride)
        if (rows[:, : len(_HEAD)] == _HEADS).all():
            return _bounded(rows[:, len(_HEAD) :])
    strings = [value for feature in wire.messages(feature_list, 1) for value in wire.messages(_kind(feature, BYTES), 1)]
    if any(len(string) != BANDS for string in strings):
        raise Malformed(f"an embedding that is not {BANDS} bytes long")
    return _bounded(np.frombuffer(b"".join(strings), np.uint8).reshape(-1, BANDS))


def _bounded(frames: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if not 1 <= len(frames) <= SECONDS:
        raise Malformed(f"{len(frames)} seconds where 1 to {SECONDS} belong")
    return frames


def _feature(kind: int, values: bytes) -> bytes:
    return wire.write_field(kind, values)


def _entry(key: str, value: bytes) -> bytes:
    return wire.write_field(1, wire.write_field(1, key.encode()) + wire.write_field(2, value))
