"""Losses against their formulas, computed with NumPy."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from albumen.train.losses import binary, focal, squared

RNG = np.random.default_rng(0)
LOGITS = RNG.normal(0, 2, (40, 5))
HARD = (RNG.random((40, 5)) < 0.3).astype(float)
SOFT = RNG.random((40, 5))
WEIGHTS = np.array([1.0, 2.0, 3.0, 0.5, 9.0])


def sigmoid(x: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.asarray(1 / (1 + np.exp(-x)))


@pytest.mark.parametrize("targets", [HARD, SOFT])
def test_binary_is_the_cross_entropy(targets: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
    p = sigmoid(LOGITS)
    wanted = -(WEIGHTS * targets * np.log(p) + (1 - targets) * np.log(1 - p)).mean()
    found = binary(torch.tensor(LOGITS), torch.tensor(targets), torch.tensor(WEIGHTS))
    assert float(found) == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("gamma", [0.0, 1.0, 2.0, 5.0])
def test_focal_is_equation_4_of_lin_et_al(gamma: float) -> None:
    p = sigmoid(LOGITS)
    p_t = np.where(HARD == 1, p, 1 - p)
    wanted = (-((1 - p_t) ** gamma) * np.log(p_t)).mean()
    assert float(focal(torch.tensor(LOGITS), torch.tensor(HARD), gamma)) == pytest.approx(wanted, abs=1e-12)


def test_focal_weighs_positives_as_binary_does() -> None:
    arguments = torch.tensor(LOGITS), torch.tensor(HARD)
    weights = torch.tensor(WEIGHTS)
    assert float(focal(*arguments, 0.0, weights)) == pytest.approx(float(binary(*arguments, weights)), abs=1e-12)


def test_easy_examples_count_less_in_focal() -> None:
    targets = torch.ones(1, 1)
    easy, hard = torch.tensor([[4.0]]), torch.tensor([[-4.0]])
    plain = float(binary(easy, targets) / binary(hard, targets))
    assert float(focal(easy, targets, 2.0) / focal(hard, targets, 2.0)) < plain / 1000


@pytest.mark.parametrize("logit", [-200.0, 200.0])
@pytest.mark.parametrize("target", [0.0, 1.0])
def test_focal_stays_a_number_far_out(logit: float, target: float) -> None:
    logits = torch.tensor([[logit]], requires_grad=True)
    loss = focal(logits, torch.tensor([[target]]), 2.0)
    loss.backward()  # type: ignore[no-untyped-call]
    assert torch.isfinite(loss)
    assert logits.grad is not None
    assert torch.isfinite(logits.grad).all()


def test_what_is_not_known_does_not_count() -> None:
    targets = HARD.copy()
    targets[:, 2] = np.nan
    kept = [0, 1, 3, 4]
    for loss in (binary, squared):
        found = loss(torch.tensor(LOGITS), torch.tensor(targets))
        wanted = loss(torch.tensor(LOGITS[:, kept]), torch.tensor(HARD[:, kept]))
        assert float(found) == pytest.approx(float(wanted), abs=1e-12)


def test_what_is_not_known_teaches_nothing() -> None:
    outputs = torch.zeros(2, 2, requires_grad=True)
    squared(outputs, torch.tensor([[1.0, float("nan")], [1.0, 1.0]])).backward()  # type: ignore[no-untyped-call]
    assert outputs.grad is not None
    assert outputs.grad[0, 1] == 0
    assert outputs.grad[0, 0] < 0


def test_squared_is_the_mean_squared_error() -> None:
    found = squared(torch.tensor(LOGITS), torch.tensor(SOFT))
    assert float(found) == pytest.approx(((LOGITS - SOFT) ** 2).mean(), abs=1e-12)
