"""Losses on logits, each the mean over the examples and outputs whose target is known (not NaN)."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def binary(logits: Tensor, targets: Tensor, positive_weights: Tensor | None = None) -> Tensor:
    """Binary cross entropy of logits [n, classes] with targets 0..1, hard or soft.

    `positive_weights` [classes] say how much more a positive counts than a negative.
    """
    known, wanted = _known(targets)
    each = functional.binary_cross_entropy_with_logits(logits, wanted, pos_weight=positive_weights, reduction="none")
    return _mean(each, known)


def focal(logits: Tensor, targets: Tensor, gamma: float, positive_weights: Tensor | None = None) -> Tensor:
    """Focal loss, -(1 - p_t)^gamma log p_t (Lin et al. 2017, "Focal loss for dense object detection", equation 4).

    p_t is the probability given to what is true; easy examples count little. `positive_weights` [classes] take the
    place of the paper's alpha. A soft target is the mixture of both cases.
    """
    known, wanted = _known(targets)
    weight = 1.0 if positive_weights is None else positive_weights
    p = torch.sigmoid(logits)
    yes = weight * (1 - p) ** gamma * functional.logsigmoid(logits)
    no = p**gamma * functional.logsigmoid(-logits)
    return _mean(-(wanted * yes + (1 - wanted) * no), known)


def squared(outputs: Tensor, targets: Tensor) -> Tensor:
    """Squared error of outputs [n, values]."""
    known, wanted = _known(targets)
    return _mean((outputs - wanted) ** 2, known)


def _known(targets: Tensor) -> tuple[Tensor, Tensor]:
    known = ~torch.isnan(targets)
    return known, torch.where(known, targets, torch.zeros_like(targets))


def _mean(each: Tensor, known: Tensor) -> Tensor:
    return (each * known).sum() / known.sum().clamp(min=1)
