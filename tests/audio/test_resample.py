"""Resampling keeps what is below the new Nyquist frequency and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.signal

from albumen.audio.resample import resample
from tests.songs import music

PAIRS = [(44_100, 16_000), (48_000, 16_000), (8_000, 16_000), (44_100, 22_050), (22_050, 44_100)]


def sine(frequency: float, rate: int, seconds: float = 1.0) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.sin(2 * np.pi * frequency * np.arange(round(rate * seconds)) / rate).astype(np.float32)


@pytest.mark.parametrize(("rate", "to_rate"), PAIRS)
def test_a_tone_stays_the_same_tone_in_place(rate: int, to_rate: int) -> None:
    made = resample(sine(1000.0, rate), rate, to_rate)
    expected = sine(1000.0, to_rate)
    assert made.shape == expected.shape
    assert made.dtype == np.float32
    np.testing.assert_allclose(made[500:-500], expected[500:-500], atol=1e-4)


def test_what_does_not_fit_is_gone_and_not_folded_back() -> None:
    made = resample(sine(10_000.0, 44_100), 44_100, 16_000)
    assert 20 * np.log10(np.abs(made[500:-500]).max()) < -90


def test_equal_to_scipys_polyphase_filter_on_music() -> None:
    sound = music(2.0)
    made = resample(sound, 44_100, 22_050)
    theirs = scipy.signal.resample_poly(sound, 1, 2, axis=1, window=("kaiser", 14.0))
    assert made.shape == theirs.shape
    assert np.corrcoef(made.ravel(), theirs.ravel())[0, 1] > 0.99999


def test_channels_are_resampled_each_by_itself() -> None:
    sound = music(1.0)
    both = resample(sound, 44_100, 16_000)
    np.testing.assert_array_equal(both, [resample(sound[0], 44_100, 16_000), resample(sound[1], 44_100, 16_000)])


def test_the_same_rate_changes_nothing() -> None:
    sound = music(0.5)
    assert resample(sound, 44_100, 44_100) is sound


def test_a_view_across_channels_is_taken() -> None:
    sound = np.asfortranarray(music(1.0))
    np.testing.assert_array_equal(resample(sound, 44_100, 16_000), resample(music(1.0), 44_100, 16_000))
