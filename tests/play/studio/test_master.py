"""What leaves the studio is as loud as it should be and never over the ceiling."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import resample_poly

from albumen.play.band.studio.master import CEILING, mastered, true_peak
from albumen.play.band.studio.modal import RATE


def music(seed: int, seconds: float, bursts: int, gain: float) -> np.ndarray:
    """Noise with a tone and sudden bursts; little near half the rate, where meters' filters differ."""
    rng = np.random.default_rng(seed)
    frames = int(seconds * RATE)
    t = np.arange(frames) / RATE
    sound = 0.05 * rng.standard_normal((2, frames)) + 0.2 * np.sin(2 * np.pi * rng.uniform(60, 2000) * t)
    for at in rng.integers(0, frames - 500, bursts):
        sound[:, at : at + 400] += rng.uniform(0.5, 6) * rng.choice([-1, 1], 400)
    smooth = 0.5 * sound + 0.25 * np.roll(sound, 1, axis=1) + 0.25 * np.roll(sound, -1, axis=1)
    return (smooth * gain).astype(np.float32)


def oversampled_peak(sound: np.ndarray) -> float:
    return float(20 * np.log10(np.abs(resample_poly(sound.astype(float), 4, 1, axis=1)).max()))


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 9999), st.floats(1, 4), st.integers(0, 12), st.sampled_from([0.01, 1.0, 30.0]))
def test_no_true_peak_passes_minus_one(seed: int, seconds: float, bursts: int, gain: float) -> None:
    assert oversampled_peak(mastered(music(seed, seconds, bursts, gain))) < -1.0


@pytest.mark.parametrize("seed", range(4))
def test_it_is_fourteen_below_full_scale(seed: int) -> None:
    sound = mastered(music(seed, 6.0, seed * 4, 1.0))

    assert pyloudnorm.Meter(RATE).integrated_loudness(sound.T.astype(float)) == pytest.approx(-14, abs=0.3)


def test_it_is_as_long_and_its_ends_are_nothing() -> None:
    sound = mastered(music(1, 2.345, 3, 1.0))

    assert sound.shape == (2, int(2.345 * RATE))
    assert sound.dtype == np.float32
    assert np.abs(sound[:, [0, -1]]).max() < 1e-3


def test_silence_stays_silence() -> None:
    assert not mastered(np.zeros((2, RATE), np.float32)).any()


def test_true_peak_finds_what_lies_between_samples() -> None:
    """A quarter of the rate, sampled 45 degrees off its crests: 3.01 dB over its largest sample."""
    t = np.arange(RATE)
    sound = np.sin(np.pi / 2 * t + np.pi / 4)[None].astype(np.float32)

    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-3.01, abs=0.01)
    assert true_peak(sound[:, 1000:]) == pytest.approx(0, abs=0.15)
    assert CEILING < -1
