"""Statistics gathered in parts, against numpy's of all frames at once; and the sample that is kept beside them."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.errors import BadDataset
from albumen.score.fad_sample import Reservoir
from albumen.score.fad_statistics import Running, statistics_of


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 9), min_size=1, max_size=8))
@settings(max_examples=50)
def test_parts_give_what_the_whole_gives(seed: int, sizes: list[int]) -> None:
    rng = np.random.default_rng(seed)
    parts = [rng.normal(3.0, 2.0, size=(size, 5)).astype(np.float32) for size in [*sizes, 2]]
    running = Running(5)
    for part in parts:
        running.add(part)
    found, whole = running.statistics(), np.concatenate(parts).astype(np.float64)
    assert found.count == len(whole)
    np.testing.assert_allclose(found.mean, whole.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(found.covariance, np.cov(whole, rowvar=False), rtol=1e-9, atol=1e-12)


def test_a_large_offset_costs_no_digits() -> None:
    rng = np.random.default_rng(2)
    frames = rng.normal(size=(1000, 3)) + 1e6
    running = Running(3)
    for part in np.array_split(frames, 37):
        running.add(part)
    np.testing.assert_allclose(
        running.statistics().covariance, np.cov(frames - 1e6, rowvar=False), rtol=1e-6, atol=1e-8
    )


def test_gathered_apart_and_merged_is_gathered_together() -> None:
    rng = np.random.default_rng(3)
    frames = rng.normal(size=(50, 4))
    first, second = Running(4), Running(4)
    first.add(frames[:7])
    second.add(frames[7:])
    first.merge(second)
    np.testing.assert_allclose(first.statistics().covariance, np.cov(frames, rowvar=False), rtol=1e-12)
    assert first.count == 50


def test_memory_does_not_grow_with_the_number_of_songs() -> None:
    rng = np.random.default_rng(4)
    running, kept = Running(64), Reservoir(64, rng, 100)
    song = rng.normal(size=(200, 64)).astype(np.float32)

    def hear(count: int) -> int:
        tracemalloc.start()
        for number in range(count):
            running.add(song)
            kept.add(song, number)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert hear(100) < 1.2 * hear(5) + 10_000


@pytest.mark.parametrize("count", [0, 1])
def test_under_two_frames_there_is_one_sentence(count: int) -> None:
    with pytest.raises(BadDataset, match=rf"needs two frames of sound or more, not {count}; give more"):
        statistics_of(np.ones((count, 3)))


def test_frames_of_another_width_and_without_numbers_are_refused() -> None:
    running = Running(3)
    with pytest.raises(ValueError, match=r"\[frames, 3\]"):
        running.add(np.ones((2, 4)))
    with pytest.raises(BadDataset, match="not numbers"):
        running.add(np.array([[1.0, np.inf, 0.0]]))
    assert running.count == 0


def test_a_reservoir_that_is_not_full_holds_every_frame_in_order() -> None:
    kept = Reservoir(1, np.random.default_rng(0), 10)
    kept.add(np.array([[1], [2]], np.float32), 0)
    kept.add(np.array([[3]], np.float32), 1)
    sample = kept.sample()
    assert sample.frames[:, 0].tolist() == [1, 2, 3]
    assert sample.songs.tolist() == [0, 0, 1]


def test_a_full_reservoir_keeps_early_and_late_frames_alike() -> None:
    rng, times = np.random.default_rng(5), np.zeros(60)
    for _ in range(600):
        kept = Reservoir(1, rng, 12)
        for start in range(0, 60, 7):
            kept.add(np.arange(start, min(start + 7, 60), dtype=np.float32)[:, None], start)
        times[kept.sample().frames[:, 0].astype(int)] += 1
    assert times.sum() == 600 * 12
    expected, deviation = 120, np.sqrt(600 * 0.2 * 0.8)
    assert np.abs(times - expected).max() < 4.5 * deviation


def test_a_thinned_sample_keeps_frames_with_their_songs() -> None:
    kept = Reservoir(1, np.random.default_rng(6), 100)
    for song in range(20):
        kept.add(np.full((5, 1), song, np.float32), song)
    few = kept.sample().thinned(30, np.random.default_rng(7))
    assert len(few.frames) == 30
    assert few.frames[:, 0].tolist() == few.songs.tolist() == sorted(few.songs.tolist())
