"""Average precision, AUROC and thresholds against scikit-learn and against trying everything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score

from albumen.score.ranking import Ranking

Targets = NDArray[np.bool_]
Scores = NDArray[np.float64]


def some(seed: int, examples: int, classes: int, levels: int) -> tuple[Targets, Scores]:
    """Targets and scores of which many are equal; every class has a positive and a negative."""
    rng = np.random.default_rng(seed)
    targets = rng.random((examples, classes)) < rng.uniform(0.05, 0.9, classes)
    targets[0], targets[1] = True, False
    return targets, rng.integers(0, levels, (examples, classes)) / levels


CASES = given(st.integers(0, 2**32), st.integers(2, 80), st.integers(1, 5), st.sampled_from([1, 2, 5, 50, 10**9]))


@CASES
def test_average_precision_is_scikit_learns(seed: int, examples: int, classes: int, levels: int) -> None:
    targets, scores = some(seed, examples, classes, levels)
    expected = [average_precision_score(targets[:, c], scores[:, c]) for c in range(classes)]
    np.testing.assert_allclose(Ranking(targets, scores).areas()[0], expected, rtol=0, atol=1e-12)


@CASES
def test_auroc_is_scikit_learns(seed: int, examples: int, classes: int, levels: int) -> None:
    targets, scores = some(seed, examples, classes, levels)
    expected = [roc_auc_score(targets[:, c], scores[:, c]) for c in range(classes)]
    np.testing.assert_allclose(Ranking(targets, scores).areas()[1], expected, rtol=0, atol=1e-12)


@CASES
def test_weights_are_scikit_learns(seed: int, examples: int, classes: int, levels: int) -> None:
    targets, scores = some(seed, examples, classes, levels)
    weights = np.random.default_rng(seed + 1).integers(0, 4, examples).astype(np.float64)
    weights[:2] = 1
    ranking = Ranking(targets, scores)
    precision = [average_precision_score(targets[:, c], scores[:, c], sample_weight=weights) for c in range(classes)]
    area = [roc_auc_score(targets[:, c], scores[:, c], sample_weight=weights) for c in range(classes)]
    np.testing.assert_allclose(ranking.areas(weights)[0], precision, rtol=0, atol=1e-12)
    np.testing.assert_allclose(ranking.areas(weights)[1], area, rtol=0, atol=1e-12)


@given(st.integers(0, 2**32), st.integers(2, 30), st.sampled_from([2, 5, 10**9]))
def test_no_other_threshold_has_a_higher_f1(seed: int, examples: int, levels: int) -> None:
    targets, scores = some(seed, examples, 1, levels)
    (threshold,) = Ranking(targets, scores).best_thresholds()
    reached = f1_score(targets[:, 0], scores[:, 0] >= threshold)
    tried = [f1_score(targets[:, 0], scores[:, 0] >= level) for level in np.unique(scores)]
    assert reached == pytest.approx(max(tried), abs=1e-12)
    assert threshold == max(level for level, f1 in zip(np.unique(scores), tried, strict=True) if f1 > reached - 1e-12)


def test_a_large_set_is_scikit_learns_too() -> None:
    targets, scores = some(0, 20_000, 2, 300)
    ranking = Ranking(targets, scores.astype(np.float32))
    for c in range(2):
        truly, single = targets[:, c], scores[:, c].astype(np.float32)
        assert ranking.areas()[0][c] == pytest.approx(average_precision_score(truly, single), abs=1e-12)
        assert ranking.areas()[1][c] == pytest.approx(roc_auc_score(truly, single), abs=1e-12)


def test_classes_without_positives_or_negatives_are_unknown() -> None:
    targets = np.array([[False, True, True], [False, True, False]])
    ranking = Ranking(targets, np.array([[0.1, 0.2, 0.9], [0.3, 0.4, 0.1]]))
    np.testing.assert_array_equal(ranking.areas()[1], [np.nan, np.nan, 1])
    np.testing.assert_array_equal(ranking.areas()[0], [np.nan, 1, 1])
    np.testing.assert_array_equal(ranking.best_thresholds(), [np.nan, 0.2, 0.9])


def test_perfect_and_reversed_orders_are_the_ends_of_the_scale() -> None:
    targets = np.array([[True], [True], [False], [False]])
    scores = np.array([[0.9], [0.8], [0.2], [0.1]])
    assert Ranking(targets, scores).areas()[1] == [1]
    assert Ranking(targets, -scores).areas()[1] == [0]
    assert Ranking(targets, scores * 0).areas()[1] == [0.5]
