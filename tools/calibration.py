"""Log odds that mean what they say (Platt 1999, "Probabilistic outputs for support vector machines")."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BINS = 10
STEPS = 50

Array = NDArray[np.float64]
Truth = NDArray[np.bool_]


def platt(odds: Array, true: Truth) -> tuple[float, float]:
    """Slope and offset that make `sigmoid(slope * odds + offset)` likeliest, by Newton's method."""
    design = np.column_stack([odds, np.ones(len(odds))])
    weights = np.zeros(2)
    for _ in range(STEPS):
        told = sigmoid(design @ weights)
        curvature = (design.T * (told * (1 - told))) @ design + 1e-6 * np.eye(2)
        weights -= np.linalg.solve(curvature, design.T @ (told - true))
    return float(weights[0]), float(weights[1])


def offset_for(odds: Array, share: float) -> float:
    """The offset with which the mean of `sigmoid(odds + offset)` is `share`, by halving."""
    low, high = -50.0, 50.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if sigmoid(odds + middle).mean() < share else (low, middle)
    return (low + high) / 2


def calibration_error(told: Array, true: Truth) -> float:
    """Expected calibration error: mean distance of told and true shares over ten bins, by how many fall in each."""
    bins = np.minimum((told * BINS).astype(int), BINS - 1)
    gaps = [abs(float((told - true)[bins == each].sum())) for each in range(BINS)]
    return sum(gaps) / len(told)


def crossed_error(odds: Array, true: Truth, half: Truth) -> float:
    """The error of `odds` whose slopes and offsets were fitted on the other half of the songs."""
    first, second = (platt(odds[part], true[part]) for part in (half, ~half))
    told = np.where(half, _told(odds, *second), _told(odds, *first))
    return calibration_error(told, true)


def sigmoid(odds: Array) -> Array:
    """Probabilities of log odds."""
    told: Array = 1 / (1 + np.exp(-odds))
    return told


def _told(odds: Array, slope: float, offset: float) -> Array:
    return sigmoid(slope * odds + offset)
