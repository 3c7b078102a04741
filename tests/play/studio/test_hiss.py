"""Noise lies in its band and dies as it should."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.hiss import hiss, noise, steady
from albumen.play.band.studio.modal import RATE


def energy(sound: np.ndarray, low: float, high: float) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    f = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(power[(f >= low) & (f < high)].sum())


def test_noise_has_unit_variance_and_lies_in_its_band() -> None:
    sound = noise(RATE, 1000, 4000, np.random.default_rng(1))

    assert sound.std() == pytest.approx(1, abs=1e-3)
    assert energy(sound, 900, 4400) > 0.8 * energy(sound, 0, RATE)


def test_a_slope_is_decibels_an_octave() -> None:
    sound = noise(4 * RATE, 20, 20_000, np.random.default_rng(2), slope=6.0)
    octave = 10 * np.log10(energy(sound, 2000, 2020) / energy(sound, 1000, 1020))

    assert octave == pytest.approx(-6, abs=1.5)


def test_each_band_of_a_hiss_falls_by_its_own_half_life() -> None:
    sound = hiss(RATE, ((200, 1.0, 0.4), (8000, 1.0, 0.02)), np.random.default_rng(3))
    early, late = sound[: RATE // 10], sound[RATE // 2 : RATE // 2 + RATE // 10]

    assert energy(late, 100, 300) > 0.05 * energy(early, 100, 300)
    assert energy(late, 6000, 12_000) < 2e-3 * energy(early, 6000, 12_000)


def test_a_bands_level_is_its_gain() -> None:
    quiet, loud = (hiss(RATE, ((300, 1.0, 9.0), (3000, level, 9.0)), np.random.default_rng(4)) for level in (0.1, 1.0))

    assert energy(loud, 2950, 3050) / energy(quiet, 2950, 3050) == pytest.approx(100, rel=0.1)


def test_no_frames_are_no_noise() -> None:
    assert len(noise(0, 100, 200, np.random.default_rng(0))) == 0
    assert len(hiss(0, ((100, 1, 1), (200, 1, 1)), np.random.default_rng(0))) == 0


def test_steady_noise_is_longer_than_its_loop_without_a_seam() -> None:
    sound = steady(5 * RATE, 900, 7500, np.random.default_rng(5))
    bends = np.abs(np.diff(sound.astype(float), 2))

    assert len(sound) == 5 * RATE
    assert sound.std() == pytest.approx(1, abs=0.02)
    assert bends.max() < 10 * bends.std()
