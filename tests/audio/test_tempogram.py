"""Onset strength and tempogram against librosa's, with its own defaults."""

from __future__ import annotations

import librosa
import numpy as np
import pytest

from albumen.audio.tempogram import onset_strength, tempogram
from albumen.song import Samples
from tests.songs import music
from tests.tunes import MAJOR_CADENCE, cadence, clicks, noise

SIGNALS: dict[str, Samples] = {
    "noise": noise(6),
    "clicks": clicks(np.arange(0.3, 9.7, 0.5), 10),
    "chords": np.concatenate([cadence(tonic, MAJOR_CADENCE) for tonic in (0, 7)]),
    "music": music(8.0, 22_050, 1)[0],
    "fading": noise(6) * np.linspace(1, 0, 6 * 22_050, dtype=np.float32) ** 8,
    "silence": np.zeros(40_000, np.float32),
    "constant": np.full(40_000, 0.3, np.float32),
}


@pytest.mark.parametrize("name", SIGNALS)
def test_onset_strength_is_librosas(name: str) -> None:
    made = onset_strength(SIGNALS[name])
    assert made.dtype == np.float32
    np.testing.assert_allclose(made, librosa.onset.onset_strength(y=SIGNALS[name]), atol=1e-4)


@pytest.mark.filterwarnings("ignore:n_fft=2048 is too large")
@pytest.mark.parametrize("length", [1, 511, 512, 1024, 1536, 2047])
def test_very_short_sound_has_a_frame_for_each_hop(length: int) -> None:
    made = onset_strength(noise(1)[:length])
    np.testing.assert_allclose(made, librosa.onset.onset_strength(y=noise(1)[:length])[: len(made)], atol=1e-4)
    assert made.shape == (1 + length // 512,)


@pytest.mark.parametrize("name", SIGNALS)
def test_tempogram_is_librosas(name: str) -> None:
    onsets = librosa.onset.onset_strength(y=SIGNALS[name])
    made = tempogram(onsets)
    assert made.shape == (len(onsets), 384)
    np.testing.assert_allclose(made, librosa.feature.tempogram(onset_envelope=onsets).T, atol=1e-4)


@pytest.mark.parametrize("win_length", [16, 192, 500])
def test_with_any_window(win_length: int) -> None:
    onsets = librosa.onset.onset_strength(y=SIGNALS["music"])
    expected = librosa.feature.tempogram(onset_envelope=onsets, win_length=win_length).T
    np.testing.assert_allclose(tempogram(onsets, win_length), expected, atol=1e-4)


def test_clicks_show_at_the_lag_of_their_tempo() -> None:
    made = tempogram(onset_strength(SIGNALS["clicks"])).mean(axis=0)
    lag = 10 + int(made[10:30].argmax())
    assert 60 * 22_050 / 512 / lag == pytest.approx(120, rel=0.03)
