"""Linear probes on vectors whose answers are known: signal, noise, and leaks."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

import numpy as np
import pytest

from albumen.errors import MissingExtra
from albumen.score.probe import PENALTIES, Figures, Told, classify, correlations, regress, split

SIZE = 60
LABELS = np.array(["a", "b", "c"] * (SIZE // 3))


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def ridge(x: np.ndarray, y: np.ndarray, unseen: np.ndarray, penalty: float) -> np.ndarray:
    """Ridge regression in closed form (Hoerl & Kennard 1970, equation 2.1), with an intercept."""
    centre = x.mean(axis=0)
    inner = (x - centre).T @ (x - centre) + penalty * np.eye(x.shape[1])
    return np.asarray(y.mean() + (unseen - centre) @ np.linalg.solve(inner, (x - centre).T @ (y - y.mean())))


def test_classes_apart_are_told() -> None:
    vectors = np.eye(3)[np.tile([0, 1, 2], SIZE // 3)] + 0.1 * rng().normal(size=(SIZE, 3))
    found = classify(vectors, LABELS, seeds=(0, 1)).accuracy()
    assert found.values.shape == (2, 1)
    assert found.mean == 1.0
    assert found.spread == 0.0


def test_probes_keep_to_one_thread_of_algebra_and_give_the_others_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from sklearn.linear_model import RidgeCV
    from threadpoolctl import threadpool_info

    def threads() -> set[int]:
        return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}

    seen: set[int] = set()
    fit, before = RidgeCV.fit, threads()

    def watched(self: RidgeCV, *given: object) -> object:
        seen.update(threads())
        return fit(self, *given)

    monkeypatch.setattr(RidgeCV, "fit", watched)
    targets = rng().normal(size=(SIZE, 1))
    regress(rng().normal(size=(SIZE, 3)), targets, ["x"], LABELS, seeds=(0,))
    assert seen == {1}
    assert threads() == before


def test_noise_is_told_no_oftener_than_by_chance() -> None:
    found = classify(rng().normal(size=(SIZE, 40)), LABELS, seeds=(0,), folds=3)
    assert abs(found.accuracy().mean - 1 / 3) < 0.2


def test_the_units_of_a_column_make_no_difference() -> None:
    vectors = np.eye(3)[np.tile([0, 1, 2], SIZE // 3)] + rng().normal(size=(SIZE, 3))
    scaled = vectors * [1e4, 1.0, 1e-4] + [5, -7, 1e3]
    np.testing.assert_array_equal(classify(vectors, LABELS, (0,)).said, classify(scaled, LABELS, (0,)).said)


def test_the_probe_says_one_of_the_labels_of_each_example_under_each_seed() -> None:
    told = classify(rng().normal(size=(SIZE, 4)), LABELS, seeds=(0, 1), folds=3)
    assert told.said.shape == (2, SIZE)
    assert set(told.said.ravel()) <= set(LABELS)
    assert told.names == ("a", "b", "c")


def test_two_classes_that_are_alike_are_taken_for_each_other_and_the_third_is_not() -> None:
    vectors = np.tile([[1.0], [1.0], [5.0]], (SIZE // 3, 1)) + 0.1 * rng().normal(size=(SIZE, 1))
    confusion = classify(vectors, LABELS, seeds=(0, 1)).confusion()
    assert confusion[2].tolist() == [0, 0, 1]
    assert confusion[:2, 2].tolist() == [0, 0]
    assert confusion[0, 1] > 0.2
    assert confusion[1, 0] > 0.2


def test_accuracy_and_confusion_are_counted_over_the_seeds() -> None:
    told = Told(np.array(["x", "x", "y", "y"]), np.array([["x", "y", "y", "y"], ["x", "x", "x", "y"]]))
    assert told.accuracy().values.tolist() == [[0.75], [0.75]]
    np.testing.assert_allclose(told.confusion(), [[0.75, 0.25], [0.25, 0.75]])


def test_shares_of_a_class_add_up_whatever_its_size() -> None:
    labels = np.array(["x"] * 5 + ["y"] * 2 + ["z"])
    told = Told(labels, rng().choice(["x", "y", "z"], size=(3, 8)))
    np.testing.assert_allclose(told.confusion().sum(axis=1), 1)


def test_a_linear_target_is_foretold_and_noise_is_not() -> None:
    vectors = rng().normal(size=(SIZE, 4))
    targets = np.stack([vectors @ [1.0, -2.0, 0.5, 0.0], rng().normal(size=SIZE)], axis=1)
    found = regress(vectors, targets, ("line", "noise"), LABELS, seeds=(0, 1))
    assert found.only(["line"]).mean > 0.98
    assert found.only(["noise"]).mean < 0.4


def test_ridge_is_the_closed_form_with_the_best_penalty_inside_the_fold() -> None:
    vectors = rng().normal(size=(SIZE, 5))
    target = vectors[:, 0] + 2 * rng().normal(size=SIZE)
    said = np.empty(SIZE)
    for seen, unseen in split(LABELS, 3, 5):
        middle, width = vectors[seen].mean(axis=0), vectors[seen].std(axis=0)
        x, new, y = (vectors[seen] - middle) / width, (vectors[unseen] - middle) / width, target[seen]

        def error(penalty: float, x: np.ndarray = x, y: np.ndarray = y) -> float:
            left_out = [ridge(np.delete(x, i, 0), np.delete(y, i), x[i : i + 1], penalty)[0] for i in range(len(x))]
            return float(np.mean((y - left_out) ** 2))

        said[unseen] = ridge(x, y, new, min(PENALTIES, key=error))
    found = regress(vectors, target[:, None], ("y",), LABELS, seeds=(3,))
    assert found.mean == pytest.approx(np.corrcoef(said, target)[0, 1], abs=5e-3)


def test_every_example_is_held_out_once_and_strata_are_even() -> None:
    parts = list(split(LABELS, 0, 5))
    assert sorted(np.concatenate([unseen for _, unseen in parts]).tolist()) == list(range(SIZE))
    for seen, unseen in parts:
        assert not set(seen) & set(unseen)
        assert np.unique(LABELS[unseen], return_counts=True)[1].tolist() == [4, 4, 4]


def test_another_seed_makes_other_folds_and_the_same_seed_the_same() -> None:
    first, again, other = (next(split(LABELS, seed, 5))[1].tolist() for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_what_was_foretold_is_scored_by_pearsons_r() -> None:
    targets = np.array([[0.0, 1.0], [1.0, 0.0], [2.0, 1.0], [3.0, 0.0]])
    foretold = np.array([[0.0, 0.0], [2.0, 1.0], [4.0, 0.0], [6.0, 1.0]])
    np.testing.assert_allclose(correlations(targets, [foretold], ("up", "down")).values, [[1.0, -1.0]])


def test_figures_tell_means_over_targets_and_spreads_over_seeds() -> None:
    figures = Figures(("x", "y"), np.array([[0.2, 0.4], [0.4, 0.6]]))
    assert figures.mean == pytest.approx(0.4)
    assert figures.spread == pytest.approx(np.sqrt(0.02))
    told = figures.only(["y"]).to_dict()
    assert told["mean"] == pytest.approx(0.5)
    assert told["seeds"] == 2
    assert told["each"] == pytest.approx({"y": 0.5})
    assert Figures(("x",), np.array([[0.5]])).spread == 0.0


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="59 vectors, 60 targets"):
        classify(np.zeros((SIZE - 1, 2)), LABELS)


@pytest.mark.parametrize(
    "probe",
    [
        lambda: classify(np.zeros((SIZE, 1)), LABELS),
        lambda: regress(np.zeros((SIZE, 1)), np.zeros((SIZE, 1)), ("y",), LABELS),
    ],
)
def test_without_scikit_learn_the_sentence_says_how_to_get_it(
    probe: Callable[[], Figures], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"albumen\[train\]"):
        probe()
