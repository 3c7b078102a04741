"""In which order examples are seen, and how often: shuffled, or with rare classes as often as common ones."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Sampling = Literal["shuffled", "inverse", "effective"]
"""Every example once an epoch; or drawn with replacement, its chance the sum of its classes' weights."""


def class_weights(counts: NDArray[np.int64], sampling: Sampling, beta: float = 0.9999) -> NDArray[np.float64]:
    """A weight for each class [classes], 1 on average over the classes that have examples, 0 for those that have none.

    Inverse frequency, 1 / n; or one over the effective number of examples, (1 - beta) / (1 - beta^n) (Cui et al. 2019,
    "Class-balanced loss based on effective number of samples", equation 2), which is the same while n is small
    against 1 / (1 - beta) and favours rare classes less beyond; or all alike.
    """
    present = counts > 0
    safe = np.where(present, counts, 1).astype(np.float64)
    if sampling == "shuffled":
        raw = np.ones_like(safe)
    elif sampling == "inverse":
        raw = 1 / safe
    else:
        raw = (1 - beta) / -np.expm1(safe * np.log(beta))
    raw *= present
    return np.asarray(raw * (present.sum() / raw.sum()) if raw.any() else raw, np.float64)


def example_weights(targets: NDArray[np.bool_], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely each example [examples] is drawn, from targets [examples, classes] and weights [classes]; sum 1."""
    raw = targets @ weights
    return np.asarray(raw / raw.sum(), np.float64)


def shuffled(size: int, rng: np.random.Generator) -> NDArray[np.uint32]:
    """Every example 0..size-1 once, in random order."""
    return rng.permutation(np.arange(size, dtype=np.uint32))


def drawn(chances: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.uint32]:
    """As many examples as there are, drawn with replacement by their chances [examples], which need not sum to 1."""
    edges = np.cumsum(chances)
    found = np.searchsorted(edges, rng.random(len(chances)) * edges[-1], side="right")
    return np.asarray(np.minimum(found, len(chances) - 1), np.uint32)
