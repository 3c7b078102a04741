"""Convolution is convolution; rooms die away as long as they are large."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.room import Convolution, booth, convolved, hall
from albumen.play.band.style import Room


@settings(deadline=None, max_examples=15)
@given(st.integers(1, 40_000), st.integers(1, 3000))
def test_convolved_is_numpys_convolution(frames: int, taps: int) -> None:
    rng = np.random.default_rng((frames, taps))
    sound = rng.standard_normal(frames, np.float32)[None]
    impulse = rng.standard_normal(taps, np.float32)
    size = frames + taps
    spectrum = np.fft.rfft(sound[0].astype(float), size) * np.fft.rfft(impulse.astype(float), size)
    wanted = np.asarray(np.fft.irfft(spectrum, size))

    assert np.abs(convolved(sound, impulse)[0] - wanted[:frames]).max() < 1e-3


def test_blocks_ring_into_one_another() -> None:
    rng = np.random.default_rng(1)
    sound = rng.standard_normal((2, 30_000), np.float32)
    impulse = rng.standard_normal((2, 700), np.float32)
    walls = Convolution(impulse)
    pieces = [walls(sound[:, a:b]) for a, b in ((0, 10), (10, 20_011), (20_011, 20_300), (20_300, 30_000))]

    assert np.abs(np.concatenate(pieces, axis=1) - convolved(sound, impulse)).max() < 1e-3


def test_a_mono_sound_in_a_stereo_room_is_stereo() -> None:
    click = np.zeros((1, 5000), np.float32)
    click[0, 0] = 1
    answer = convolved(click, booth(0.03, 5000))

    assert answer.shape == (2, 5000)
    assert abs(np.asarray(np.corrcoef(answer))[0, 1]) < 0.3


def reverberation_time(impulse: np.ndarray) -> float:
    """Seconds to -60 dB, by Schroeder's backward integral from -5 to -25 dB."""
    left = np.cumsum(impulse[0, ::-1].astype(float) ** 2)[::-1]
    level = 10 * np.log10(left / left[0] + 1e-12)
    return float(3 * (np.argmax(level < -25) - np.argmax(level < -5)) / RATE)


def test_larger_rooms_ring_longer() -> None:
    times = [reverberation_time(hall(room)) for room in ("dry", "studio", "club", "hall", "cathedral")]

    assert times == sorted(times)
    assert times[0] < 0.4
    assert 1.2 < times[3] < 3.0
    assert times[4] > 3.0


@pytest.mark.parametrize("room", ["dry", "studio", "club", "hall", "cathedral"])
def test_a_room_has_unit_energy_on_either_side_and_ends_silent(room: Room) -> None:
    impulse = hall(room)

    assert np.linalg.norm(impulse, axis=1) == pytest.approx([1, 1], abs=1e-3)
    assert np.abs(impulse[:, -1]).max() < 1e-4
