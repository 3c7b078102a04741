"""Kits that machines play."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.machine_kits import chip, dusty, house, machine
from albumen.play.band.studio.modal import RATE


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


def test_dust_is_ten_bits_at_a_third_of_the_rate() -> None:
    sound = dusty(38, 0.8, rng())[30:3000]

    assert np.abs(sound * 400 - np.round(sound * 400)).max() < 1e-3
    assert np.mean(np.diff(sound) == 0) > 0.6


@pytest.mark.parametrize("number", [36, 38, 42, 49, 50])
def test_a_chips_sounds_have_square_tops_and_soft_ends(number: int) -> None:
    sound = chip(number, 0.8, rng())

    assert abs(sound[0]) < 0.1
    assert abs(sound[-1]) < 1e-3
    assert np.abs(np.diff(sound[-200:])).max() < 0.02


def test_a_chips_kick_is_square() -> None:
    sound = np.abs(chip(36, 0.8, rng())[300:1500])

    assert np.mean(sound > 0.7 * sound.max()) > 0.7
