"""Brightness against librosa, onset rate against notes that were counted."""

from __future__ import annotations

import librosa
import numpy as np
import pytest

from albumen.audio.spectrum import HOP, N_FFT, Floats, frames_of, power_blocks
from albumen.audio.tempogram import onset_strength
from albumen.audio.timbre import centroid, onset_rate, onsets_in
from albumen.song import Samples
from tests.songs import music
from tests.tunes import RATE, cadence, clicks, noise, tone


def centroid_of(sound: Samples) -> Floats:
    frames = frames_of(sound, N_FFT, HOP, centre=True)
    return np.concatenate([centroid(power) for _, power in power_blocks(frames, N_FFT)])


@pytest.mark.parametrize("sound", [noise(2), tone(440, 1, 5), music(4.0, RATE, 1)[0], np.zeros(9000, np.float32)])
def test_the_centroid_is_librosas(sound: Samples) -> None:
    expected = librosa.feature.spectral_centroid(y=sound, sr=RATE)[0]
    np.testing.assert_allclose(centroid_of(sound), expected, rtol=1e-4, atol=0.01)


def test_the_centroid_of_a_tone_is_its_frequency() -> None:
    np.testing.assert_allclose(centroid_of(tone(3000, 1))[4:-4], 3000, rtol=0.01)


@pytest.mark.parametrize("per_second", [1, 2, 3.7, 8])
def test_every_knock_is_one_onset(per_second: float) -> None:
    times = np.arange(0.2, 9.9, 1 / per_second)
    found = onsets_in(onset_strength(clicks(times, 10))) * HOP / RATE
    assert len(found) == len(times)
    np.testing.assert_allclose(found, times, atol=0.05)


def test_one_bang_does_not_hide_the_rest() -> None:
    times = np.arange(0.2, 9.9, 0.5)
    sound = 0.2 * cadence(0, ((0, 4, 7),) * 20, each=0.5) + noise(10, level=1e-4)
    sound[5 * RATE : 5 * RATE + 300] += noise(1, 3, 1.0)[:300]
    assert len(onsets_in(onset_strength(sound))) == pytest.approx(len(times), abs=2)


def test_chords_are_onsets() -> None:
    sound = cadence(0, ((0, 4, 7), (5, 9, 12)) * 6, each=0.5)
    assert onset_rate([onset_strength(sound)]) == pytest.approx(2, rel=0.15)


def test_passages_are_counted_together() -> None:
    dense, sparse = (onset_strength(clicks(np.arange(0.2, 9.9, gap), 10)) for gap in (0.25, 1.0))
    assert onset_rate([dense, sparse]) == pytest.approx((39 + 10) / 20, rel=0.02)


@pytest.mark.parametrize("sound", [np.zeros(5 * RATE), np.full(5 * RATE, 0.2), noise(5), tone(440, 5)])
def test_what_is_steady_has_hardly_an_onset(sound: Samples) -> None:
    assert onset_rate([onset_strength(sound.astype(np.float32))]) <= 0.5


def test_nothing_has_no_onsets() -> None:
    assert len(onsets_in(np.empty(0, np.float32))) == 0
    assert onset_rate([]) == 0.0
