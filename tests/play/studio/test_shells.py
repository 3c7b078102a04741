"""Struck drums die as drums do: the shell of a kick at once, a snare's wires the later the higher they are."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.kits import ACOUSTIC, ROCK
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.percussion import CLOSED, KICK, SHAKER, SNARE, TAMBOURINE, Hits, played


def stroke(hits: Hits, number: int, seed: int = 1) -> np.ndarray:
    return played(hits, number, 0.9, np.random.default_rng(seed)).astype(float)


def to_a_tenth(sound: np.ndarray, low: float, high: float) -> float:
    """Seconds from a band's loudest 8 ms until it has fallen by 20 dB."""
    spectrum = np.fft.rfft(sound, 1 << 16)
    f = np.fft.rfftfreq(1 << 16, 1 / RATE)
    band = np.fft.irfft(np.where((f > low) & (f < high), spectrum, 0))[: len(sound)]
    envelope = np.sqrt(np.convolve(band**2, np.ones(353) / 353, "same"))
    peak = int(envelope[: RATE // 8].argmax())
    return float(np.argmax(envelope[peak:] < 0.1 * envelope[peak]) / RATE)


@pytest.mark.parametrize("hits", [ACOUSTIC, ROCK], ids=["acoustic", "rock"])
def test_what_is_not_the_head_of_a_kick_is_over_in_a_moment(hits: Hits) -> None:
    assert to_a_tenth(stroke(hits, KICK), 400, 6000) < 0.06
    assert to_a_tenth(stroke(hits, KICK), 30, 120) > 0.06


@pytest.mark.parametrize("hits", [ACOUSTIC, ROCK], ids=["acoustic", "rock"])
def test_a_snare_s_wires_ring_the_longer_the_higher(hits: Hits) -> None:
    times = [
        np.mean([to_a_tenth(stroke(hits, SNARE, seed), low, 1.6 * low) for seed in range(6)])
        for low in (450, 1500, 5000)
    ]
    assert times == sorted(times)
    assert times[2] > 1.5 * times[0]


def test_nothing_of_a_snare_lies_over_twelve_kilohertz() -> None:
    power = np.abs(np.fft.rfft(stroke(ACOUSTIC, SNARE), RATE)) ** 2
    assert power[12_500:].sum() < 0.003 * power.sum()


@pytest.mark.parametrize(
    ("number", "least", "most"), [(KICK, -4, 7), (CLOSED, -17, -9), (TAMBOURINE, -9, 0), (SHAKER, -13, -3)]
)
def test_drums_stand_to_the_snare_as_in_a_real_kit(number: int, least: float, most: float) -> None:
    """Energies in dB; a sampled kit (FluidR3) has -1, -14, -2 and -7."""
    energy = [np.mean([(stroke(ACOUSTIC, each, seed) ** 2).sum() for seed in range(4)]) for each in (number, SNARE)]
    assert least < 10 * np.log10(energy[0] / energy[1]) < most
