"""Kits that people play have drums and cymbals with the spectra of drums and cymbals."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.hand_drums import HANDS
from albumen.play.band.studio.kits import ACOUSTIC, BRUSHES, ORCHESTRAL, ROCK
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.percussion import (
    ALL,
    CLOSED,
    CONGA_HIGH,
    CONGA_LOW,
    CRASH,
    HIGH_TOM,
    KICK,
    LIKE,
    LOW_TOM,
    MID_TOM,
    OPEN,
    RIDE,
    SHAKER,
    SNARE,
    Hits,
    place,
    played,
)  # fmt: skip

KITS = {"acoustic": ACOUSTIC, "rock": ROCK, "brushes": BRUSHES, "orchestral": ORCHESTRAL}


def stroke(hits: Hits, number: int, velocity: float = 0.8) -> np.ndarray:
    return played(hits, number, velocity, np.random.default_rng(1))


def centroid(sound: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float((np.fft.rfftfreq(len(sound), 1 / RATE) * power).sum() / power.sum())


def lowest(sound: np.ndarray) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(sound, 1 << 17))[:3000]) * RATE / (1 << 17))


def ring(sound: np.ndarray) -> float:
    """Seconds in which all but a hundredth of its energy has sounded."""
    energy = np.cumsum(sound.astype(float) ** 2)
    return float(np.argmax(energy > 0.99 * energy[-1]) / RATE)


@pytest.mark.parametrize("name", KITS)
def test_every_kit_has_every_drum(name: str) -> None:
    assert set(ALL) <= set(KITS[name])
    assert set(LIKE.values()) <= set(ALL)


@pytest.mark.parametrize("name", KITS)
def test_kick_snare_and_hat_rise_in_that_order(name: str) -> None:
    kick, snare, hat = (centroid(stroke(KITS[name], number)) for number in (KICK, SNARE, CLOSED))

    assert kick < 250
    assert kick < snare < hat
    assert hat > 4000


@pytest.mark.parametrize("name", ["acoustic", "rock", "orchestral"])
def test_toms_are_tuned_down_the_kit(name: str) -> None:
    high, mid, low = (lowest(stroke(KITS[name], number)) for number in (HIGH_TOM, MID_TOM, LOW_TOM))

    assert high / mid == pytest.approx(1.75 / 1.33, rel=0.06)
    assert mid / low == pytest.approx(1.33, rel=0.06)


@pytest.mark.parametrize("name", KITS)
def test_cymbals_ring_longer_than_hats(name: str) -> None:
    closed, opened, ride, crash = (ring(stroke(KITS[name], number)) for number in (CLOSED, OPEN, RIDE, CRASH))

    assert closed < 0.25
    assert closed < opened < crash
    assert ride > 2 * closed


def test_a_harder_snare_is_brighter() -> None:
    assert centroid(stroke(ROCK, SNARE, 1.0)) > 1.1 * centroid(stroke(ROCK, SNARE, 0.3))


def test_a_brush_is_longer_in_coming_than_a_stick() -> None:
    def half(sound: np.ndarray) -> int:
        energy = np.cumsum(sound.astype(float) ** 2)
        return int(np.argmax(energy > 0.2 * energy[-1]))

    assert half(stroke(BRUSHES, SNARE)) > 1.5 * half(stroke(ACOUSTIC, SNARE))


def test_congas_are_tuned() -> None:
    assert lowest(stroke(HANDS, CONGA_HIGH)) > 1.3 * lowest(stroke(HANDS, CONGA_LOW))


def test_a_shaker_has_nothing_low() -> None:
    power = np.abs(np.fft.rfft(stroke(HANDS, SHAKER), RATE)) ** 2

    assert power[:1000].sum() < 0.02 * power.sum()


def test_numbers_that_are_like_another_stand_with_it() -> None:
    assert place(40) == place(38)
    assert place(KICK) == 0
    assert all(-1 <= place(number) <= 1 for number in ALL)


def test_an_unknown_number_is_silence() -> None:
    assert not stroke(ROCK, 3).any()
