"""A singer's vowels have their formants, its notes are reached from below, its syllables differ."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.singing import VOWELS, resonances, singer


def sung(seed: int, seconds: float = 1.2, velocity: float = 0.8) -> np.ndarray:
    return singer(220.0, seconds, velocity, np.random.default_rng(seed))


def pitch(sound: np.ndarray) -> float:
    """The strongest partial near 220 Hz, in hertz."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 18))
    f = np.fft.rfftfreq(1 << 18, 1 / RATE)
    near = (f > 190) & (f < 250)
    return float(f[near][np.argmax(spectrum[near])])


@pytest.mark.parametrize("vowel", VOWELS)
def test_a_vowel_has_its_first_formant_and_falls_above_the_third(vowel: str) -> None:
    f = np.arange(100.0, 8000.0, 10.0)
    gain = resonances(f, VOWELS[vowel])
    first, _, third = (hertz for hertz, _, _ in VOWELS[vowel][:3])

    assert abs(f[np.argmax(gain)] - first) < 0.15 * first
    assert gain[-1] < 0.5 * gain[np.argmin(np.abs(f - third))]


def test_notes_are_reached_from_below() -> None:
    early, late = zip(
        *((pitch(sound[1500:6000]), pitch(sound[12_000:20_000])) for sound in map(sung, range(6))), strict=True
    )

    assert np.mean(early) < np.mean(late) - 0.5
    assert np.mean(late) == pytest.approx(220, rel=0.01)


def test_some_syllables_begin_with_a_hiss_and_others_do_not() -> None:
    """The share of the first hundredth of a second that lies above 4 kHz, where a voice has next to nothing."""
    shares = []
    for seed in range(24):
        power = np.abs(np.fft.rfft(sung(seed)[220:1200], RATE)) ** 2
        shares.append(power[4000:].sum() / power.sum())

    assert 4 < sum(share > 0.3 for share in shares) < 18
    assert min(shares) < 0.1


def test_louder_is_brighter() -> None:
    def bright(velocity: float) -> float:
        power = np.abs(np.fft.rfft(sung(1, velocity=velocity)[10_000:40_000])) ** 2
        return float(power[len(power) // 15 :].sum() / power.sum())

    assert bright(1.0) > 1.5 * bright(0.2)
