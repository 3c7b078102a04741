"""A section is in tune, broad, and goes on for ever."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.ensemble import section
from albumen.play.band.studio.modal import RATE

FLAT = ((60.0, 0.0), (9000.0, 0.0))


def made(frames: int, cents: float = 9.0, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return section(220.0, frames, rng, shape=FLAT, roll=1.0, edge=3000, cents=cents)


def width(cents: float) -> float:
    """The standard deviation of the fundamental's band in hertz."""
    sound = made(5 * RATE, cents)
    f = np.fft.rfftfreq(len(sound), 1 / RATE)
    near = (f > 190) & (f < 250)
    power = np.abs(np.fft.rfft(sound)[near]) ** 2
    mean = (f[near] * power).sum() / power.sum()
    return float(np.sqrt(((f[near] - mean) ** 2 * power).sum() / power.sum()))


def test_it_lies_about_its_pitch() -> None:
    sound = made(5 * RATE)
    f = np.fft.rfftfreq(len(sound), 1 / RATE)
    near = (f > 190) & (f < 250)
    power = np.abs(np.fft.rfft(sound)[near]) ** 2

    assert 1200 * np.log2((f[near] * power).sum() / power.sum() / 220) == pytest.approx(0, abs=6)


def test_more_players_who_stray_further_are_broader() -> None:
    assert width(20) > 1.6 * width(9)


def test_it_is_longer_than_its_loop_without_a_seam() -> None:
    sound = made(9 * RATE)
    steps = np.abs(np.diff(sound.astype(float), 2))

    assert len(sound) == 9 * RATE
    assert steps.max() < 8 * steps.std()
    assert sound.std() == pytest.approx(1, abs=0.2)


def test_two_sides_are_two_sections() -> None:
    assert abs(np.corrcoef(made(RATE, seed=1), made(RATE, seed=2))[0, 1]) < 0.5
