"""Frames of any layout come as one or two channels."""

from __future__ import annotations

import numpy as np
import pytest
from av.audio.frame import AudioFrame

from albumen.audio.frames import Unpacker


def frame(layout: str, values: list[float]) -> AudioFrame:
    interleaved = np.tile(np.array(values, np.float32), 1000).reshape(1, -1)
    made = AudioFrame.from_ndarray(interleaved, "flt", layout)
    made.sample_rate = 48_000
    return made


def test_two_channels_pass_unchanged() -> None:
    samples = Unpacker().samples(frame("stereo", [0.25, -0.5]))
    np.testing.assert_array_equal(samples, np.repeat([[0.25], [-0.5]], 1000, axis=1))


def test_four_corners_keep_their_sides() -> None:
    left, right = Unpacker().samples(frame("quad", [1.0, 0.0, 1.0, 0.0]))[:, 500]
    assert left == pytest.approx(1.0, abs=1e-4)
    assert right == pytest.approx(0.0, abs=1e-4)


def test_channels_without_a_place_are_dealt_out() -> None:
    """Ambisonics have no speakers, and libav does not mix them."""
    unpacker = Unpacker()
    for _ in range(2):
        left, right = unpacker.samples(frame("ambisonic 1", [0.2, 0.4, 0.6, 0.2]))[:, 500]
        assert left == pytest.approx(0.4)
        assert right == pytest.approx(0.3)


def test_a_layout_that_changes_midway_is_followed() -> None:
    unpacker = Unpacker()
    assert unpacker.samples(frame("5.1", [0.1] * 6)).shape == (2, 1000)
    assert unpacker.samples(frame("7.1", [0.1] * 8)).shape == (2, 1000)
    assert unpacker.samples(frame("mono", [0.1])).shape == (1, 1000)
