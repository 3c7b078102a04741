"""Frames to columns, and levels to bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binned_statistic

from albumen.audio.columns import Columns, as_bytes, decibels, share
from albumen.audio.spectrum import Floats


def column(values: list[float]) -> Floats:
    return np.array(values, np.float32)


def test_a_column_is_the_mean_of_its_frames() -> None:
    times = np.linspace(0, 59.99, 2000).astype(np.float32)
    frames = np.random.default_rng(0).standard_normal(2000).astype(np.float32)
    expected = binned_statistic(times, frames, "mean", bins=50, range=(0, 60)).statistic
    np.testing.assert_allclose(Columns(50, 60.0, times).mean(frames), expected, atol=1e-5)


def test_each_feature_on_its_own() -> None:
    times = np.linspace(0, 9.9, 300).astype(np.float32)
    frames = np.random.default_rng(0).standard_normal((300, 4)).astype(np.float32)
    columns = Columns(16, 10.0, times)
    together = columns.mean(frames)
    assert together.shape == (16, 4)
    np.testing.assert_array_equal(together[:, 2], columns.mean(frames[:, 2]))


def test_a_gap_is_bridged_by_a_straight_line() -> None:
    """Two passages of a long song, at its start and its end."""
    made = Columns(10, 100.0, column([5, 95])).mean(column([1, 10]))
    np.testing.assert_allclose(made, np.interp(np.arange(10), [0, 9], [1, 10]), rtol=1e-6)


def test_before_the_first_and_after_the_last_nothing_changes() -> None:
    made = Columns(10, 100.0, column([35, 45])).mean(column([2, 4]))
    np.testing.assert_allclose(made, [2, 2, 2, 2, 4, 4, 4, 4, 4, 4])


@given(st.lists(st.floats(0, 500, width=32), min_size=1, max_size=50), st.integers(1, 600))
def test_any_frames_fill_every_column(at: list[float], count: int) -> None:
    times = np.sort(column(at))
    frames = np.sin(times)
    made = Columns(count, 400.0, times).mean(frames)
    assert made.shape == (count,)
    assert made.min() >= frames.min() - 1e-6
    assert made.max() <= frames.max() + 1e-6


def test_decibels_are_bytes_down_from_the_strongest() -> None:
    power = column([1.0, 0.1, 1e-4, 1e-8, 1e-9, 0.0]) * 7
    expected = [255, round(255 * 70 / 80), round(255 * 40 / 80), 0, 0, 0]
    np.testing.assert_array_equal(decibels(power, 80.0), expected)


def test_silence_has_no_decibels() -> None:
    np.testing.assert_array_equal(decibels(np.zeros((3, 2), np.float32), 60.0), np.zeros((3, 2), np.uint8))


def test_a_share_is_of_the_strongest() -> None:
    np.testing.assert_array_equal(share(column([0, 1, 2]), 2.0), [0, 128, 255])
    np.testing.assert_array_equal(share(column([0, 0]), 0.0), [0, 0])
    each = np.array([[1, 2], [0, 0]], np.float32)
    np.testing.assert_array_equal(share(each, each.max(axis=1, keepdims=True)), [[128, 255], [0, 0]])


@pytest.mark.parametrize(("level", "byte"), [(-0.5, 0), (0, 0), (0.5, 128), (1, 255), (7, 255)])
def test_levels_outside_stay_at_the_end(level: float, byte: int) -> None:
    assert as_bytes(column([level]))[0] == byte
