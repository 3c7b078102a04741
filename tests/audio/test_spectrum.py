"""Framing, power spectra and autocorrelation against scipy and numpy."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.fft
import scipy.signal
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.audio.spectrum import BLOCK, autocorrelation, frames_of, hann, power_blocks
from tests.tunes import noise


def test_the_window_is_scipys_periodic_hann() -> None:
    np.testing.assert_allclose(hann(400), scipy.signal.get_window("hann", 400), atol=1e-7)


def test_centred_frames_have_their_sample_in_the_middle() -> None:
    samples = np.arange(1, 1001, dtype=np.float32)
    frames = frames_of(samples, 64, 100, centre=True)
    assert len(frames) == 11
    np.testing.assert_array_equal(frames[:10, 32], samples[::100])
    assert not frames[0, :32].any()


def test_frames_that_are_not_centred_are_whole() -> None:
    samples = np.arange(1000, dtype=np.float32)
    frames = frames_of(samples, 400, 160, centre=False)
    np.testing.assert_array_equal(frames[:, 0], [0, 160, 320, 480])
    assert frames_of(samples[:399], 400, 160, centre=False).shape == (0, 400)


def test_frames_are_a_view_and_take_no_memory() -> None:
    samples = noise(1)
    assert np.shares_memory(frames_of(samples, 512, 1, centre=False), samples)


@given(st.integers(0, 3000), st.integers(1, 300))
def test_there_is_a_centred_frame_for_each_hop(length: int, hop: int) -> None:
    assert len(frames_of(np.zeros(length, np.float32), 256, hop, centre=True)) == 1 + length // hop


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 2 * BLOCK + 7), st.sampled_from([(512, 512), (400, 512), (2048, 2048), (30, 64)]))
def test_power_is_scipys(count: int, sizes: tuple[int, int]) -> None:
    length, n_fft = sizes
    frames = noise(0.1 + count * length / 22_050)[: count * length].reshape(count, length)
    blocks = [(block, power.copy()) for block, power in power_blocks(frames, n_fft)]
    made = np.concatenate([power for _, power in blocks])
    window = scipy.signal.get_window("hann", length)
    expected = np.abs(scipy.fft.rfft(frames.astype(np.float64) * window, n_fft)) ** 2
    np.testing.assert_allclose(made, expected, rtol=1e-4, atol=1e-5 * expected.max())
    assert [block.start for block, _ in blocks] == list(range(0, count, BLOCK))
    assert blocks[-1][0].stop == count


def test_blocks_share_memory_so_that_they_stay_in_the_cache() -> None:
    frames = noise(30)[: 600 * 512].reshape(600, 512)
    first, *others = [power for _, power in power_blocks(frames, 512)]
    assert all(np.shares_memory(first, other) for other in others)


@pytest.mark.parametrize(("length", "lags"), [(1, 1), (7, 3), (384, 384), (1000, 50)])
def test_autocorrelation_is_numpys(length: int, lags: int) -> None:
    rows = noise(1, level=1.0)[: 4 * length].reshape(4, length)
    expected = [np.correlate(row, row, "full")[length - 1 :][:lags] for row in rows.astype(np.float64)]
    np.testing.assert_allclose(autocorrelation(rows, lags), expected, atol=1e-3)


def test_nothing_has_no_autocorrelation() -> None:
    assert autocorrelation(np.empty((0, 10), np.float32), 5).shape == (0, 5)
