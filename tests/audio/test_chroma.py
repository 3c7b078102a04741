"""Chroma of tones and chords whose pitches are known."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.audio.chroma import Peaks, chroma, joined, peaks_of, tuning
from albumen.audio.spectrum import HOP, N_FFT, Floats, frames_of, power_blocks
from albumen.song import Samples
from tests.tunes import RATE, chord, noise, tone


def peaks_in(sound: Samples) -> tuple[Peaks, int]:
    frames = frames_of(sound, N_FFT, HOP, centre=True)
    parts = [peaks_of(power, block.start) for block, power in power_blocks(frames, N_FFT)]
    return joined(parts), len(frames)


def chroma_in(sound: Samples, tuned: float = 0.0) -> Floats:
    return chroma(*peaks_in(sound), tuned)


def hertz(pitch: float) -> float:
    return float(440 * 2 ** ((pitch - 69) / 12))


@pytest.mark.parametrize("pitch", [48, 55.3, 60, 64.8, 69, 75.25, 81])
def test_a_tones_peak_is_at_its_pitch_to_five_cents(pitch: float) -> None:
    peaks, frames = peaks_in(tone(hertz(pitch), 1))
    inside = (peaks.frame > 3) & (peaks.frame < frames - 4) & (peaks.strength > 0.1 * peaks.strength.max())
    np.testing.assert_allclose(peaks.pitch[inside], pitch, atol=0.05 if pitch > 55 else 0.1)


def test_its_strength_is_its_magnitude_between_the_bins() -> None:
    heights = []
    for shift in (0.0, 0.25, 0.5):
        peaks, frames = peaks_in(tone((80 + shift) * RATE / N_FFT, 1))
        heights.append(float(peaks.strength[peaks.frame == frames // 2].max()))
    assert max(heights) / min(heights) < 1.04


@pytest.mark.parametrize("pitch", range(50, 80, 3))
def test_a_tone_is_its_own_pitch_class(pitch: int) -> None:
    mean = chroma_in(tone(hertz(pitch), 1, 6)).mean(axis=0)
    assert mean.argmax() == pitch % 12


@pytest.mark.parametrize("pitches", [(60, 64, 67), (57, 60, 64), (62, 65, 69), (55, 59, 62), (54, 58, 61)])
def test_a_chord_is_its_three_pitch_classes(pitches: tuple[int, ...]) -> None:
    mean = chroma_in(chord(pitches, 2)).mean(axis=0)
    assert set(np.argsort(mean)[-3:]) == {pitch % 12 for pitch in pitches}


@pytest.mark.parametrize("off", [-0.45, -0.3, -0.1, 0.0, 0.15, 0.3, 0.45])
def test_the_tuning_is_found(off: float) -> None:
    sound = np.concatenate([chord([p + off for p in (60, 64, 67)], 1.5), chord([p + off for p in (62, 65, 69)], 1.5)])
    assert tuning(peaks_in(sound)[0]) == pytest.approx(off, abs=0.06)


def test_tuned_chroma_of_a_flat_piano_is_that_of_one_in_tune() -> None:
    flat, (peaks, frames) = -0.4, peaks_in(chord([p - 0.4 for p in (60, 64, 67)], 2))
    mean = chroma(peaks, frames, flat).mean(axis=0)
    assert set(np.argsort(mean)[-3:]) == {0, 4, 7}


def test_the_strongest_is_one_and_all_are_between() -> None:
    made = chroma_in(chord((60, 64, 67), 2))
    assert made.dtype == np.float32
    assert made.min() >= 0
    np.testing.assert_allclose(made[2:40].max(axis=1), 1, rtol=1e-6)


def test_noise_over_a_chord_does_not_hide_it() -> None:
    mean = chroma_in(chord((60, 64, 67), 2) + noise(2, level=0.05)).mean(axis=0)
    assert set(np.argsort(mean)[-3:]) == {0, 4, 7}


def test_silence_has_no_chroma() -> None:
    silence = np.zeros(RATE, np.float32)
    peaks, frames = peaks_in(silence)
    assert len(peaks.frame) == 0
    assert tuning(peaks) == 0.0
    np.testing.assert_array_equal(chroma(peaks, frames), np.zeros((frames, 12), np.float32))


def test_frames_are_numbered_through() -> None:
    peaks, frames = peaks_in(tone(440, 20))
    assert frames > 3 * 256
    assert set(peaks.frame) == set(range(frames))
