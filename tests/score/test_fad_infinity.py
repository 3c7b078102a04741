"""FAD without end, where the truth is known; and the kernel distance, which has no bias to begin with."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.errors import BadDataset
from albumen.score.embeddings import Frames
from albumen.score.fad_distance import frechet_distance
from albumen.score.fad_infinity import extrapolate
from albumen.score.fad_kernel import kernel_distance
from albumen.score.fad_sample import Sample
from albumen.score.fad_statistics import Statistics, statistics_of

DIMENSION = 48
SPREAD = 1.0 / np.arange(1, DIMENSION + 1)
BACKGROUND = Statistics(10**9, np.zeros(DIMENSION), np.diag(SPREAD))
SHIFTED = Statistics(10**9, np.full(DIMENSION, 0.05), np.diag(1.2 * SPREAD))
TRUTH = frechet_distance(BACKGROUND, SHIFTED)


def drawn(count: int, seed: int) -> Frames:
    """Frames of `SHIFTED`."""
    rng = np.random.default_rng(seed)
    return (0.05 + rng.normal(size=(count, DIMENSION)) * np.sqrt(1.2 * SPREAD)).astype(np.float32)


def one_song(frames: Frames) -> Sample:
    return Sample(frames, np.zeros(len(frames), np.int64))


def test_it_recovers_the_truth_from_samples_whose_fad_is_too_high() -> None:
    plain, endless = [], []
    for seed in range(6):
        frames = drawn(800, seed)
        plain.append(frechet_distance(BACKGROUND, statistics_of(frames)))
        endless.append(extrapolate(BACKGROUND, one_song(frames), np.random.default_rng(seed), steps=12).fad)
    assert min(plain) > 1.1 * TRUTH
    assert abs(np.mean(endless) - TRUTH) < 0.25 * (np.mean(plain) - TRUTH)


def test_drawing_again_what_was_drawn_would_not_recover_it() -> None:
    """Why samples are drawn without replacement."""
    sizes = np.linspace(400, 800, 12).astype(int)
    left = []
    for seed in range(8):
        frames, rng = drawn(800, seed), np.random.default_rng(seed)
        again = [frechet_distance(BACKGROUND, statistics_of(frames[rng.integers(0, 800, n)])) for n in sizes]
        bias = frechet_distance(BACKGROUND, statistics_of(frames)) - TRUTH
        left.append((np.polyfit(1 / sizes, again, 1)[1] - TRUTH) / bias)
    assert np.mean(left) > 0.6


def test_the_line_is_the_one_through_its_points() -> None:
    found = extrapolate(BACKGROUND, one_song(drawn(900, 1)), np.random.default_rng(1), steps=9)
    sizes, fads = np.array(found.points).T
    slope, limit = np.polyfit(1 / sizes, fads, 1)
    assert (found.slope, found.fad) == pytest.approx((slope, limit))
    assert found.r_squared == pytest.approx(np.corrcoef(1 / sizes, fads)[0, 1] ** 2)
    assert found.r_squared > 0.9
    assert (sizes[0], sizes[-1], len(sizes)) == (450, 900, 9)
    assert fads[-1] == pytest.approx(frechet_distance(BACKGROUND, statistics_of(drawn(900, 1))))


def test_songs_alike_in_themselves_are_few_samples_however_many_frames_they_have() -> None:
    """Each song is one draw with a little movement: only drawing songs shows how few there are."""
    voices = np.repeat(drawn(100, 3), 20, axis=0)
    frames = (voices + np.random.default_rng(4).normal(0, 0.01, voices.shape)).astype(np.float32)
    sample = Sample(frames, np.repeat(np.arange(100), 20))
    by_frames, by_songs = (
        extrapolate(BACKGROUND, sample, np.random.default_rng(5), unit).fad for unit in ("frames", "songs")
    )  # fmt: skip
    plain = frechet_distance(BACKGROUND, statistics_of(frames))
    assert plain - by_frames < 0.15 * (plain - TRUTH)
    assert abs(by_songs - TRUTH) < 0.5 * (plain - TRUTH)


def test_the_same_seed_gives_the_same_line() -> None:
    sample = one_song(drawn(300, 6))
    first, second = (extrapolate(BACKGROUND, sample, np.random.default_rng(7), steps=4) for _ in range(2))
    assert first == second


def test_too_few_frames_or_songs_are_refused_in_one_sentence() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(BadDataset, match="needs 98 frames or more of 48 dimensions, not 97"):
        extrapolate(BACKGROUND, one_song(drawn(97, 0)), rng)
    with pytest.raises(BadDataset, match="needs 20 songs or more, not 1"):
        extrapolate(BACKGROUND, one_song(drawn(500, 0)), rng, "songs")


def test_the_kernel_distance_is_that_of_a_double_loop() -> None:
    rng = np.random.default_rng(8)
    x, y = rng.normal(size=(7, 3)).astype(np.float32), (rng.normal(size=(5, 3)) + 1).astype(np.float32)

    def k(a: Frames, b: Frames) -> float:
        return float(np.exp(-np.square(a.astype(float) - b).sum() / (2 * 1.5**2)))

    within = np.mean([k(a, b) for i, a in enumerate(x) for j, b in enumerate(x) if i != j])
    other = np.mean([k(a, b) for i, a in enumerate(y) for j, b in enumerate(y) if i != j])
    across = np.mean([k(a, b) for a in x for b in y])
    assert kernel_distance(x, y, 1.5) == pytest.approx(within + other - 2 * across, rel=1e-6)


def test_the_kernel_distance_has_no_bias_where_fad_has_much() -> None:
    pairs = [(drawn(60, seed), drawn(60, seed + 100)) for seed in range(40)]
    kernels = np.array([kernel_distance(x, y) for x, y in pairs])
    fads = np.array([frechet_distance(statistics_of(x), statistics_of(y)) for x, y in pairs])
    assert abs(kernels.mean()) < 3 * kernels.std() / np.sqrt(len(kernels))
    assert kernels.min() < 0 < kernels.max()
    assert fads.min() > 0.2


def test_the_kernel_is_as_wide_as_the_reference() -> None:
    x, y = drawn(50, 1), drawn(50, 2) + np.float32(1)
    assert kernel_distance(10 * x, 10 * y) == pytest.approx(kernel_distance(x, y), rel=1e-5)


def test_frames_all_the_same_have_no_kernel_distance() -> None:
    same = np.ones((4, 3), np.float32)
    with pytest.raises(BadDataset, match="are the same"):
        kernel_distance(same, same)
    with pytest.raises(BadDataset, match="at least two frames"):
        kernel_distance(same, same[:1])
