"""MLPs as tasks: weights of positives, thresholds, measures, predictions, fits in memory."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from scipy.stats import pearsonr
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score

from albumen.listen.mlp import Mlp
from albumen.train.mlp.arrays import fit_arrays
from albumen.train.mlp.measures import correlation, measures
from albumen.train.mlp.settings import FeatureRecipe, LossSection
from albumen.train.mlp.task import positive_weights, predict
from tests.train.tables import signal


def loss(**own: Any) -> LossSection:
    return LossSection.model_validate(own)


def recipe(kind: str = "binary", **own: Any) -> FeatureRecipe:
    fit = {"epochs": 30, "batch": 32, "learning_rate": 0.01}
    network = {"hidden": [16], "standardise": True}
    return FeatureRecipe.model_validate(
        {"title": "x", "task": "features", "fit": fit, "network": network, "loss": {"kind": kind}, **own}
    )


def test_positives_weigh_as_much_as_there_are_negatives() -> None:
    shares = np.array([0.5, 0.2, 0.001, 0.9, 0.0])
    assert positive_weights(shares, loss()) is None
    balanced = positive_weights(shares, loss(positive_weights="balanced", heaviest=50))
    assert balanced is not None
    assert balanced.tolist() == pytest.approx([1, 4, 50, 1, 1])
    root = positive_weights(shares, loss(positive_weights="root", heaviest=50))
    assert root is not None
    assert root.tolist() == pytest.approx([1, 2, 999**0.5, 1, 1])


def test_hard_labels_are_measured_as_scikit_learn_does() -> None:
    rng = np.random.default_rng(0)
    targets = (rng.random((200, 3)) < 0.4).astype(np.float32)
    answers = np.clip(rng.random((200, 3)) + 0.2 * targets, 0, 1)
    found = measures(targets, answers, "binary")
    assert found["f1"] == pytest.approx(f1_score(targets, answers >= 0.5, average="macro"))
    assert found["average_precision"] == pytest.approx(average_precision_score(targets, answers))
    assert found["auroc"] == pytest.approx(roc_auc_score(targets, answers))


def test_soft_labels_are_measured_by_correlation() -> None:
    rng = np.random.default_rng(0)
    targets = rng.random((50, 3)).astype(np.float32)
    answers = rng.random((50, 3))
    wanted = np.mean([pearsonr(targets[:, at], answers[:, at]).statistic for at in range(3)])
    assert measures(targets, answers, "binary") == {"correlation": pytest.approx(wanted, abs=1e-6)}


def test_correlation_leaves_out_what_is_not_known_or_does_not_vary() -> None:
    targets = np.array([[0, 1], [1, 1], [2, 1], [np.nan, 1]], np.float32)
    answers = np.array([[0.0, 3], [2, 1], [4, 2], [-50, 0]])
    assert correlation(targets, answers) == pytest.approx(1.0)
    assert np.isnan(correlation(targets[:, 1:], answers[:, 1:]))


def test_a_broken_networks_measures_are_no_numbers() -> None:
    found = measures(np.ones((2, 1), np.float32), np.full((2, 1), np.nan), "focal")
    assert all(np.isnan(value) for value in found.values())


def test_standardised_inputs_are_the_same_at_any_scale() -> None:
    rng = np.random.default_rng(0)
    x = torch.as_tensor(rng.normal(5, 3, (400, 4)), dtype=torch.float32)
    torch.manual_seed(0)
    one = Mlp(4, (), 2, standardise=True)
    torch.manual_seed(0)
    two = Mlp(4, (), 2, standardise=True)
    one.standardise_by(x)
    two.standardise_by(1000 * x + 7)
    torch.testing.assert_close(one(x), two(1000 * x + 7), atol=1e-4, rtol=1e-4)


def test_an_input_that_does_not_vary_does_no_harm() -> None:
    network = Mlp(2, (), 1, standardise=True)
    network.standardise_by(torch.ones(10, 2))
    assert torch.isfinite(network(torch.ones(3, 2))).all()


def test_predictions_in_blocks_are_those_at_once() -> None:
    network = Mlp(8, (4,), 3)
    x = signal(20_000)[0]
    torch.testing.assert_close(predict(network, x), network.eval()(torch.as_tensor(x)).detach())


def test_values_are_fitted_by_least_squares() -> None:
    """A linear network finds what numpy's least squares finds."""
    x = signal(400)[0]
    y = x @ np.random.default_rng(1).normal(size=(8, 2)) + 3
    fast = {"epochs": 40, "batch": 32, "learning_rate": 0.05}
    fitted = fit_arrays(x, y, recipe("squared", network={"hidden": []}, fit=fast))
    np.testing.assert_allclose(fitted.predict(x), y, atol=0.05)
    assert fitted.measures["correlation"] > 0.999


def test_soft_targets_are_learnt_as_probabilities() -> None:
    x = signal(600)[0]
    y = 1 / (1 + np.exp(-2 * x[:, :2]))
    fitted = fit_arrays(x, y, recipe())
    given = 1 / (1 + np.exp(-fitted.predict(x)))
    assert np.abs(given - y).mean() < 0.05


def test_targets_that_are_not_known_are_still_predicted() -> None:
    x = signal(600)[0]
    y = np.stack([x[:, 0], x[:, 1]], axis=1)
    hidden = y.copy()
    hidden[::2, 0] = np.nan
    given = fit_arrays(x, hidden, recipe("squared")).predict(x)
    assert np.corrcoef(given[::2, 0], y[::2, 0])[0, 1] > 0.97


def test_patience_ends_a_fit_of_noise_early_and_keeps_the_best() -> None:
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(100, 8)), (rng.random((100, 2)) < 0.5).astype(float)
    told: list[str] = []

    def listen(done: float, doing: str = "") -> None:
        told.append(doing)

    fitted = fit_arrays(x, y, recipe(stop={"patience": 3}), progress=listen)
    last = int(told[-1].split()[1])
    assert last == fitted.best_epoch + 1 + 3
    assert last < 30
