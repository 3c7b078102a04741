"""Clips as SequenceExamples: TensorFlow's own, ours, and odd ones that the format allows."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.data import wire
from albumen.data.audioset import Clip, dequantise, parse, read_clips, serialise
from albumen.data.wire import Malformed
from tests.audioset_clips import assert_same, make_clip
from tools.write_audioset_sample import CLIPS

TENSORFLOW = Path(__file__).parent.parent / "tensorflow.tfrecord"


def field(number: int, value: bytes) -> bytes:
    return wire.write_field(number, value)


def entry(key: str, value: bytes) -> bytes:
    return field(1, field(1, key.encode()) + field(2, value))


def context(labels: bytes = b"") -> list[bytes]:
    return [
        entry("video_id", field(1, field(1, b"abc"))),
        entry("start_time_seconds", field(2, wire.pack_floats([1.5]))),
        entry("end_time_seconds", field(2, wire.pack_floats([3.5]))),
        entry("labels", field(3, labels or wire.pack_integers([7, 300]))),
    ]


def frames(*strings: bytes) -> bytes:
    return entry("audio_embedding", b"".join(field(1, field(1, field(1, string))) for string in strings))


FRAME = bytes(range(128))


def test_tensorflows_clips_are_read() -> None:
    clips = list(read_clips([TENSORFLOW]))
    for number, (clip, (seconds, labels)) in enumerate(zip(clips, CLIPS, strict=True)):
        second, band = np.mgrid[:seconds, :128]
        frames = ((31 * number + 7 * second + band) % 256).astype(np.uint8)
        assert_same(clip, Clip(f"tensorflow{number}", 30.5, 30.5 + seconds, labels, frames))


@given(
    st.integers(0, 999_999),
    st.lists(st.integers(0, 526), max_size=20),
    st.integers(1, 10),
)
def test_what_is_written_is_read(number: int, labels: list[int], seconds: int) -> None:
    clip = make_clip(number, labels, seconds)
    assert_same(parse(serialise(clip)), clip)


@given(st.permutations(range(4)), st.booleans(), st.booleans())
def test_fields_may_stand_in_any_order_and_in_parts(order: list[int], lists_first: bool, in_parts: bool) -> None:
    held = [context()[at] for at in order]
    first = b"".join(field(1, part) for part in held) if in_parts else field(1, b"".join(held))
    second = field(2, frames(FRAME, FRAME))
    clip = parse(second + first if lists_first else first + second)
    assert (clip.video_id, clip.start, clip.end, clip.labels) == ("abc", 1.5, 3.5, (7, 300))
    np.testing.assert_array_equal(clip.frames, [range(128)] * 2)


def test_labels_may_stand_one_by_one() -> None:
    record = field(1, b"".join(context(b"\x08\x07\x08\xac\x02"))) + field(2, frames(FRAME))
    assert parse(record).labels == (7, 300)


def test_what_is_unknown_is_passed_over() -> None:
    unknown = b"\x48\x01" + field(10, b"news")
    feature = field(1, field(1, FRAME) + unknown) + unknown
    lists = entry("audio_embedding", field(1, feature) + unknown) + entry("more", field(1, b""))
    record = unknown + field(1, b"".join(context()) + entry("more", b"") + unknown) + field(2, lists)
    np.testing.assert_array_equal(parse(record).frames, [range(128)])


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (b"", "no video_id or no audio_embedding"),
        (field(1, b"".join(context())), "no audio_embedding"),
        (field(1, b"".join(context()[1:])) + field(2, frames(FRAME)), "no video_id"),
        (field(1, b"".join(context()[::2])) + field(2, frames(FRAME)), "no start_time_seconds|no end_time"),
        (field(1, b"".join(context())) + field(2, frames(FRAME[1:])), "not 128 bytes"),
        (field(1, b"".join(context())) + field(2, frames()), "0 seconds"),
        (field(1, b"".join(context())) + field(2, frames(*[FRAME] * 11)), "11 seconds"),
        (field(1, entry("video_id", field(1, field(1, b"x" * 12)))) + field(2, frames(FRAME)), "video_id"),
        (field(1, entry("video_id", field(1, field(1, b"\xff")))) + field(2, frames(FRAME)), "video_id"),
        (
            field(1, entry("video_id", field(1, field(1, b"a") + field(1, b"b")))) + field(2, frames(FRAME)),
            "no video_id",
        ),
        (field(1, field(1, b"\x08\x05" + field(2, b"a"))) + field(2, frames(FRAME)), "a map of numbers"),
    ],
)
def test_what_is_no_clip_is_refused(record: bytes, says: str) -> None:
    with pytest.raises(Malformed, match=says):
        parse(record)


@given(st.data())
def test_no_change_does_worse_than_malformed(data: st.DataObject) -> None:
    record = bytearray(serialise(make_clip(seconds=2)))
    for at in data.draw(st.lists(st.integers(0, len(record) - 1), min_size=1, max_size=4)):
        record[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(record)))
    for damaged in (bytes(record), bytes(record[:cut])):
        with suppress(Malformed):
            assert parse(damaged).frames.shape[1] == 128


def test_bytes_span_minus_two_to_two() -> None:
    """VGGish's postprocessor stores (x + 2) * 255 / 4 of x clipped to -2..2."""
    stored = np.array([[0, 51, 255]], np.uint8)
    np.testing.assert_allclose(dequantise(stored), [[-2, -1.2, 2]], atol=1e-6)
    assert dequantise(stored).dtype == np.float32
