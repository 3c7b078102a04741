"""The Fréchet distance, against closed forms, scipy's square root of the product, and singular values of the data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.linalg import sqrtm

from albumen.errors import BadDataset
from albumen.score.fad_distance import frechet_distance
from albumen.score.fad_statistics import Statistics, statistics_of

Floats = NDArray[np.float64]


def gaussian(mean: list[float] | Floats, covariance: list[list[float]] | Floats) -> Statistics:
    return Statistics(100, np.asarray(mean, np.float64), np.asarray(covariance, np.float64))


def frames(rng: np.random.Generator, count: int, dimension: int) -> Floats:
    """Correlated, of a falling spectrum, around a mean of its own."""
    mixed = rng.normal(size=(dimension, dimension)) / np.arange(1, dimension + 1)[:, None]
    return np.asarray(rng.normal(size=(count, dimension)) @ mixed + rng.normal(size=dimension), np.float64)


def as_published(a: Statistics, b: Statistics) -> float:
    """The formula of frechet-audio-distance, fadtk and pytorch-fid, by scipy."""
    gap = a.mean - b.mean
    root = sqrtm(a.covariance @ b.covariance)
    return float(gap @ gap + np.trace(a.covariance) + np.trace(b.covariance) - 2 * np.trace(root).real)


def of_data(x: Floats, y: Floats) -> float:
    """From the frames themselves: tr (Σx Σy)^½ is the nuclear norm of the product of the centred frames."""
    a, b = ((z - z.mean(axis=0)) / np.sqrt(len(z) - 1) for z in (x, y))
    gap = x.mean(axis=0) - y.mean(axis=0)
    return float(gap @ gap + (a**2).sum() + (b**2).sum() - 2 * np.linalg.norm(a @ b.T, "nuc"))


def test_in_one_dimension_it_is_the_gap_of_means_and_of_deviations() -> None:
    assert frechet_distance(gaussian([1.0], [[4.0]]), gaussian([4.0], [[25.0]])) == pytest.approx(9 + 9, rel=1e-14)


def test_diagonal_covariances_add_up_by_dimension() -> None:
    a, b = gaussian([0, 0, 0], np.diag([1.0, 4.0, 9.0])), gaussian([1, 2, 2], np.diag([16.0, 4.0, 1.0]))
    assert frechet_distance(a, b) == pytest.approx(9 + 9 + 0 + 4, rel=1e-14)


def test_turned_gaussians_keep_their_distance() -> None:
    rng = np.random.default_rng(1)
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    a, b = np.diag([1.0, 4.0, 9.0]), np.diag([16.0, 4.0, 1.0])
    found = frechet_distance(gaussian([0, 0, 0], turn @ a @ turn.T), gaussian([0, 0, 0], turn @ b @ turn.T))
    assert found == pytest.approx(13, rel=1e-12)


@pytest.mark.parametrize("dimension", [2, 16, 128, 200])
def test_it_agrees_with_scipy_on_the_published_formula(dimension: int) -> None:
    rng = np.random.default_rng(dimension)
    a, b = (statistics_of(frames(rng, 4 * dimension + size, dimension)) for size in (3, 40))
    assert frechet_distance(a, b) == pytest.approx(as_published(a, b), rel=1e-6)


@pytest.mark.parametrize(("few", "many"), [(2, 3), (20, 31), (20, 400), (400, 5)])
def test_it_is_exact_where_there_are_fewer_frames_than_dimensions(few: int, many: int) -> None:
    rng = np.random.default_rng(few + many)
    x, y = frames(rng, few, 64), frames(rng, many, 64)
    assert frechet_distance(statistics_of(x), statistics_of(y)) == pytest.approx(of_data(x, y), rel=1e-9)


def test_scipy_agrees_on_a_covariance_without_full_rank() -> None:
    rng = np.random.default_rng(9)
    a, b = statistics_of(frames(rng, 30, 64)), statistics_of(frames(rng, 500, 64))
    assert frechet_distance(a, b) == pytest.approx(as_published(a, b), rel=1e-6)


def test_a_single_place_is_as_far_as_the_spread_around_it() -> None:
    a, b = gaussian([0, 0], np.zeros((2, 2))), gaussian([3, 4], [[2.0, 1.0], [1.0, 5.0]])
    assert frechet_distance(a, b) == pytest.approx(25 + 7, rel=1e-14)


@given(st.integers(0, 2**32 - 1), st.integers(1, 24), st.integers(2, 60))
@settings(max_examples=40)
def test_it_is_symmetric_never_negative_and_nothing_to_itself(seed: int, dimension: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = statistics_of(frames(rng, count, dimension)), statistics_of(frames(rng, 9, dimension))
    there, back = frechet_distance(a, b), frechet_distance(b, a)
    assert there == pytest.approx(back, rel=1e-9, abs=1e-12)
    assert there >= 0
    assert frechet_distance(a, a) <= 1e-12 * float(np.trace(a.covariance))


def test_an_eigenvalue_that_is_below_zero_by_rounding_counts_as_zero() -> None:
    rounded, exact = np.diag([1.0, -1e-12]), np.diag([1.0, 0.0])
    other = gaussian([0, 0], np.diag([4.0, 9.0]))
    assert frechet_distance(gaussian([0, 0], rounded), other) == pytest.approx(
        frechet_distance(gaussian([0, 0], exact), other), rel=1e-9
    )


@pytest.mark.parametrize(
    "matrix", [[[1.0, 0.0], [0.0, -0.1]], [[1.0, 0.5], [0.1, 1.0]], [[1.0, np.nan], [np.nan, 1.0]]]
)
def test_what_is_no_covariance_is_refused(matrix: list[list[float]]) -> None:
    with pytest.raises(BadDataset, match="no covariance"):
        frechet_distance(gaussian([0, 0], matrix), gaussian([0, 0], np.eye(2)))


def test_statistics_of_two_embeddings_are_refused() -> None:
    with pytest.raises(ValueError, match="1 and of 2 dimensions"):
        frechet_distance(gaussian([0.0], np.eye(1)), gaussian([0, 0], np.eye(2)))
