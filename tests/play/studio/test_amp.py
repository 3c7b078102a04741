"""The amplifier bends, the cabinet cuts."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.amp import amplified
from albumen.play.band.studio.modal import RATE, modal


def level(sound: np.ndarray, hertz: float) -> float:
    windowed = sound[0, : RATE // 2] * np.hanning(RATE // 2)
    t = np.arange(RATE // 2) / RATE
    return float(20 * np.log10(abs(np.sum(windowed * np.exp(-2j * np.pi * hertz * t))) + 1e-9))


def test_a_tone_gains_odd_and_even_harmonics() -> None:
    tone = amplified(modal(300.0, 0.0, 1.0, RATE)[None])
    floor = level(tone, 450)

    assert level(tone, 900) > floor + 30
    assert level(tone, 600) > floor + 20


def test_a_power_chord_gains_the_octave_below_its_fifth() -> None:
    """Root and fifth at 2 : 3 clip into their difference, an octave under the root."""
    chord = amplified(modal([220.0, 330.0], 0.0, 1.0, RATE)[None])

    assert level(chord, 110) > level(chord, 150) + 20


def test_soft_and_loud_come_out_alike() -> None:
    tone = modal(300.0, 0.0, 1.0, RATE)[None]

    assert amplified(tone * 0.01).std() == pytest.approx(amplified(tone).std(), rel=1e-3)


def test_the_cabinet_takes_what_lies_above_its_loudspeakers() -> None:
    hiss = np.random.default_rng(0).standard_normal((1, RATE)).astype(np.float32)
    power = np.abs(np.fft.rfft(amplified(hiss)[0])) ** 2
    f = np.fft.rfftfreq(RATE, 1 / RATE)

    assert 10 * np.log10(power[f > 9000].mean() / power[(f > 2000) & (f < 4000)].mean()) < -25


def test_silence_stays_silent() -> None:
    assert not amplified(np.zeros((1, 1000), np.float32)).any()
