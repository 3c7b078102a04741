"""Kits that machines play."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.kits import acoustic
from albumen.play.band.studio.machine_kits import chip, dusty, house, machine
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.percussion import ALL
from albumen.play.band.studio.voice import Strike


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def spectrum(sound: np.ndarray) -> np.ndarray:
    return np.abs(np.fft.rfft(sound, RATE))


@pytest.mark.parametrize("strike", [house, machine])
def test_a_drum_computers_kick_falls_to_the_bottom(strike: object) -> None:
    sound = strike(36, 0.9, rng())  # type: ignore[operator]
    late = sound[int(0.06 * RATE) :]

    assert 44 <= np.argmax(spectrum(late)) <= 54


def test_the_long_kick_is_longer_than_the_hard_one() -> None:
    def half_energy(sound: np.ndarray) -> int:
        energy = np.cumsum(sound.astype(float) ** 2)
        return int(np.argmax(energy > 0.9 * energy[-1]))

    assert half_energy(machine(36, 0.9, rng())) > 1.4 * half_energy(house(36, 0.9, rng()))


@pytest.mark.parametrize("number", [36, 38])
def test_a_break_s_strokes_are_nearer_in_loudness_than_a_drummer_s(number: int) -> None:
    def span(strike: Strike) -> float:
        loud, soft = (float(np.abs(strike(number, velocity, rng())).max()) for velocity in (1.0, 0.25))
        return loud / soft

    assert span(dusty) < 0.97 * span(acoustic)


def test_tape_never_passes_its_saturation() -> None:
    assert max(float(np.abs(dusty(number, 1.0, rng())).max()) for number in ALL) <= 1.25


@pytest.mark.parametrize("number", [36, 38, 42, 49, 50])
def test_a_chips_sounds_have_square_tops_and_soft_ends(number: int) -> None:
    sound = chip(number, 0.8, rng())

    assert abs(sound[0]) < 0.1
    assert abs(sound[-1]) < 1e-3
    assert np.abs(np.diff(sound[-200:])).max() < 0.02


def test_a_chips_kick_is_square() -> None:
    sound = np.abs(chip(36, 0.8, rng())[300:1500])

    assert np.mean(sound > 0.7 * sound.max()) > 0.7
