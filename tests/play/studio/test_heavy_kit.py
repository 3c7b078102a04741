"""Metal's kit clicks and blazes more than rock's, and is the same kit in all else."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.heavy_kit import HEAVY
from albumen.play.band.studio.kits import ROCK
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.percussion import ALL, KICK, SNARE, Hits, played


def stroke(hits: Hits, number: int, velocity: float = 0.9) -> np.ndarray:
    return played(hits, number, velocity, np.random.default_rng(1))


def share_above(sound: np.ndarray, hertz: int) -> float:
    power = np.abs(np.fft.rfft(sound.astype(float), RATE)) ** 2
    return float(power[hertz:].sum() / power.sum())


def late(sound: np.ndarray) -> float:
    """The share of its energy that comes after a tenth of a second."""
    energy = sound.astype(float) ** 2
    return float(energy[RATE // 10 :].sum() / energy.sum())


def test_it_has_every_drum() -> None:
    assert set(ALL) <= set(HEAVY)


def test_its_snare_is_brighter_and_longer_than_rock_s() -> None:
    heavy, rock = stroke(HEAVY, SNARE), stroke(ROCK, SNARE)

    assert share_above(heavy, 4000) > 1.2 * share_above(rock, 4000)
    assert late(heavy) > 1.2 * late(rock)


@pytest.mark.parametrize("number", [KICK, SNARE])
def test_a_harder_stroke_is_brighter(number: int) -> None:
    assert share_above(stroke(HEAVY, number, 1.0), 2000) > share_above(stroke(HEAVY, number, 0.2), 2000)


def test_its_kick_ends_before_the_next_sixteenth_at_150() -> None:
    sound = stroke(HEAVY, KICK)
    assert float((sound.astype(float)[RATE // 5 :] ** 2).sum() / (sound.astype(float) ** 2).sum()) < 0.05
