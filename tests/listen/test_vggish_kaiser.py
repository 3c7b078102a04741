"""The resampler of the published front end, against its formula summed in plain sight."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from albumen.audio.log_mel import VGGISH
from albumen.listen.vggish.kaiser import BETA, GRAIN, ROLLOFF, ZEROS, Resampler, resampled

RATES = [8_000, 11_025, 22_050, 32_000, 44_056, 44_100, 48_000, 96_000]
Doubles = NDArray[np.float64]


def summed(samples: Doubles, rate: int, to_rate: int, at: int) -> float:
    """Sample `at` of the result: every sample weighed by the windowed sinc at its distance."""
    scale = min(1.0, to_rate / rate)
    moment = at * rate / to_rate
    middle = int(moment)
    step = int(scale * GRAIN) / GRAIN  # zero crossings from one sample to the next, in whole places of the table
    index = np.arange(len(samples))
    before = scale * (moment - middle) + (middle - index) * step
    after = scale - scale * (moment - middle) + (index - middle - 1) * step
    far = np.where(index <= middle, before, after)
    weights = ROLLOFF * np.sinc(ROLLOFF * far) * kaiser(far / ZEROS)
    return float(scale * samples @ np.where(far <= ZEROS, weights, 0))


def kaiser(x: Doubles) -> Doubles:
    return np.asarray(np.i0(BETA * np.sqrt(np.maximum(1 - x**2, 0))) / np.i0(BETA), np.float64)


@pytest.mark.parametrize("rate", RATES)
def test_each_sample_is_the_windowed_sinc_of_all_around_it(rate: int) -> None:
    noise = np.random.default_rng(rate).normal(0, 0.2, rate // 8)
    made = resampled(noise.astype(np.float32), rate, 16_000)
    assert len(made) == len(noise) * 16_000 // rate
    places = [0, 1, 2, 37, len(made) // 2, len(made) - 2, len(made) - 1]
    wanted = [summed(noise, rate, 16_000, at) for at in places]
    np.testing.assert_allclose(made[places], wanted, rtol=0, atol=2e-6)


@pytest.mark.parametrize(("hertz", "least", "most"), [(1_000, 0.9999, 1.0001), (6_000, 0.999, 1.001), (9_000, 0, 1e-5)])
def test_the_band_passes_and_what_would_fold_back_does_not(hertz: int, least: float, most: float) -> None:
    sine = np.sin(2 * np.pi * hertz * np.arange(44_100) / 44_100).astype(np.float32)
    middle = resampled(sine, 44_100, 16_000)[4_000:12_000]
    assert least <= np.sqrt(2 * np.mean(middle**2)) <= most


@given(st.sampled_from(RATES), st.lists(st.integers(0, 3_000), min_size=1, max_size=6), st.integers(0, 2**32))
def test_pieces_give_the_very_samples_of_the_whole(rate: int, lengths: list[int], seed: int) -> None:
    whole = np.random.default_rng(seed).normal(0, 0.2, sum(lengths)).astype(np.float32)
    resampler = Resampler(rate, 16_000)
    pieces = [resampler.push(piece) for piece in np.split(whole, np.cumsum(lengths)[:-1])]
    pieces.append(resampler.push(np.empty(0, np.float32), last=True))
    np.testing.assert_array_equal(np.concatenate(pieces), resampled(whole, rate, 16_000))


def test_sound_at_the_wanted_rate_is_left_alone() -> None:
    sound = np.ones(5, np.float32)
    assert resampled(sound, VGGISH.rate, VGGISH.rate) is sound
