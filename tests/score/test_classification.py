"""Precision, recall, F1, their means, and what is taken for what."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, f1_score, precision_score, recall_score, roc_auc_score

from albumen.score.classification import best_thresholds, confusion, decide, score


@given(st.integers(0, 2**32), st.integers(1, 60), st.integers(2, 6), st.sampled_from([0.0, 0.3, 0.9]))
def test_every_score_is_scikit_learns(seed: int, examples: int, classes: int, threshold: float) -> None:
    rng = np.random.default_rng(seed)
    targets, scores = rng.random((examples, classes)) < 0.4, rng.random((examples, classes)).round(1)
    targets[0] = True
    found, decided = score(targets, scores, threshold), scores >= threshold
    for name, measure in (("precision", precision_score), ("recall", recall_score), ("f1", f1_score)):
        each = measure(targets, decided, average=None, zero_division=0)
        np.testing.assert_allclose(getattr(found, name), each, rtol=0, atol=1e-12)
        assert found.macro[name] == pytest.approx(each.mean(), abs=1e-12)
        if decided.any():
            assert found.micro[name] == pytest.approx(measure(targets, decided, average="micro"), abs=1e-12)


@given(st.integers(0, 2**32), st.integers(2, 60))
def test_all_pairs_in_one_ranking_are_scikit_learns_micro(seed: int, examples: int) -> None:
    rng = np.random.default_rng(seed)
    targets, scores = rng.random((examples, 4)) < 0.3, rng.random((examples, 4)).round(1)
    targets[:2, 0], targets[:, 3] = (True, False), False  # and a class without a positive
    found = score(targets, scores).micro
    assert found["average_precision"] == pytest.approx(average_precision_score(targets, scores, average="micro"))
    assert found["auroc"] == pytest.approx(roc_auc_score(targets, scores, average="micro"))


@given(st.integers(0, 2**32))
def test_a_weight_is_a_repetition(seed: int) -> None:
    rng = np.random.default_rng(seed)
    targets, scores, times = rng.random((30, 3)) < 0.4, rng.random((30, 3)).round(1), rng.integers(0, 3, 30)
    weighted = score(targets, scores, weights=times.astype(np.float64))
    repeated = score(np.repeat(targets, times, axis=0), np.repeat(scores, times, axis=0))
    for name in ("support", "precision", "recall", "f1", "average_precision", "auroc"):
        np.testing.assert_allclose(getattr(weighted, name), getattr(repeated, name), atol=1e-12)
    assert weighted.micro == pytest.approx(repeated.micro, nan_ok=True)


def test_a_class_without_positives_is_left_out_of_the_means() -> None:
    targets = np.array([[True, False], [False, False]])
    found = score(targets, np.array([[0.9, 0.9], [0.1, 0.1]]))
    assert np.isnan([found.precision[1], found.recall[1], found.f1[1], found.average_precision[1]]).all()
    assert found.support.tolist() == [1, 0]
    assert found.macro["f1"] == found.macro["auroc"] == 1
    assert found.micro["precision"] == 0.5  # its wrong alarm still counts among all decisions


def test_a_class_that_is_never_called_scores_nothing() -> None:
    found = score(np.array([[True], [False]]), np.array([[0.1], [0.2]]))
    assert (found.precision[0], found.recall[0], found.f1[0]) == (0, 0, 0)


def test_each_class_has_its_own_threshold() -> None:
    scores = np.array([[0.3, 0.3]], np.float32)
    assert decide(scores, np.array([0.2, 0.4])).tolist() == [[True, False]]
    assert decide(scores, scores[0].astype(np.float64)).tolist() == [[True, True]]


def test_thresholds_chosen_on_a_split_raise_its_f1() -> None:
    rng = np.random.default_rng(0)
    targets = rng.random((500, 3)) < [0.02, 0.2, 0.5]
    scores = 0.3 * targets * rng.random((500, 3)) + 0.2 * rng.random((500, 3))
    chosen = best_thresholds(targets, scores)
    assert (score(targets, scores, chosen).f1 > score(targets, scores).f1).all()


def test_a_class_without_positives_keeps_the_usual_threshold() -> None:
    assert best_thresholds(np.array([[False], [False]]), np.array([[0.9], [0.1]])).tolist() == [0.5]


@pytest.mark.parametrize(
    ("targets", "scores", "says"),
    [
        (np.ones((2, 2), bool), np.ones((2, 3)), "of one shape"),
        (np.ones((0, 2), bool), np.ones((0, 2)), "of one shape"),
        (np.ones((1, 1), bool), np.array([[np.nan]]), "NaN"),
    ],
)
def test_what_cannot_be_scored_is_refused(
    targets: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    says: str,
) -> None:
    with pytest.raises(ValueError, match=says):
        score(targets, scores)


def test_confusion_by_hand() -> None:
    rock, pop, ska = np.eye(3, dtype=bool)
    targets = np.stack([rock, rock, rock, rock, pop | ska])
    decided = np.stack([rock | pop, pop, pop | ska, rock & pop, ska])
    expected = [
        [1 / 4, 1.5 / 4, 0.5 / 4, 1 / 4],  # found once, pop once, pop or ska once, nothing once
        [0.0, 0.0, 0.0, 1.0],  # missed, and ska is no mistake there
        [0.0, 0.0, 1.0, 0.0],
    ]
    np.testing.assert_allclose(confusion(targets, decided), np.array(expected))


@given(st.integers(0, 2**32))
def test_every_row_of_a_confusion_is_whole(seed: int) -> None:
    rng = np.random.default_rng(seed)
    targets, decided = rng.random((40, 5)) < 0.2, rng.random((40, 5)) < 0.3
    taken = confusion(targets, decided)
    present = targets.any(axis=0)
    np.testing.assert_allclose(taken[present].sum(axis=1), 1)
    assert np.isnan(taken[~present]).all()
    recall = (targets & decided).sum(axis=0)[present] / targets.sum(axis=0)[present]
    np.testing.assert_allclose(np.diag(taken)[present], recall)
