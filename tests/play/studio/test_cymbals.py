"""Cymbals stay the same plate and differ from stroke to stroke."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.cymbals import Plate, struck
from albumen.play.band.studio.modal import RATE

CRASH = Plate(250, 0.4, 2.0, tone=3.0)


def spectrum(sound: np.ndarray) -> np.ndarray:
    return np.abs(np.fft.rfft(sound, 1 << 17))


def bright(sound: np.ndarray) -> float:
    power = spectrum(sound) ** 2
    return float(power[len(power) // 3 :].sum() / power.sum())


def test_two_strokes_share_modes_but_not_samples() -> None:
    one, two = (struck(CRASH, 0.8, np.random.default_rng(seed)) for seed in (1, 2))
    low = slice(500, 3000)

    assert np.abs(one - two).max() > 0.1
    assert np.corrcoef(spectrum(one)[low], spectrum(two)[low])[0, 1] > 0.3


def test_harder_is_brighter() -> None:
    soft, hard = (struck(CRASH, v, np.random.default_rng(1)) for v in (0.2, 1.0))

    assert bright(hard) > 1.5 * bright(soft)


@pytest.mark.parametrize("half", [0.03, 0.3])
def test_it_rings_as_long_as_its_half_life(half: float) -> None:
    sound = struck(Plate(400, half, 1.5, dull=0.0, tone=0.0, stick=0.0), 0.8, np.random.default_rng(1))
    early, late = (sound[at : at + 2000].std() for at in (1000, 1000 + int(2 * half * RATE)))

    assert late / early == pytest.approx(0.25, rel=0.25)


def test_it_ends_at_nothing() -> None:
    assert abs(struck(CRASH, 1.0, np.random.default_rng(1))[-1]) < 1e-4
