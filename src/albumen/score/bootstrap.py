"""How sure a score is: percentile bootstrap intervals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.score.classification import METRICS, decide, measure
from albumen.score.ranking import Floats, Ranking


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """The `level` share of resampled scores lies between: per metric [classes, 2], and of the macro and micro means.

    NaN where a class has no positives.
    """

    level: float
    resamples: int
    classes: dict[str, Floats]
    macro: dict[str, tuple[float, float]]
    micro: dict[str, tuple[float, float]]


def intervals(
    targets: NDArray[np.bool_],
    scores: NDArray[np.floating[Any]],
    thresholds: Floats | float,
    rng: np.random.Generator,
    groups: NDArray[Any] | None = None,
    resamples: int = 1000,
    level: float = 0.95,
) -> Intervals:
    """Intervals of every metric, from resampling the examples with replacement (Efron & Tibshirani 1993, section 13.3).

    `groups` [examples] say of which clip or artist each example is; they are then drawn whole, since the seconds of one
    clip are no independent evidence.
    """
    ranking, decided = Ranking(targets, scores), decide(scores, thresholds)
    runs = [measure(ranking, targets, decided, w) for w in _weights(len(targets), groups, rng, resamples)]
    tails = ((1 - level) / 2, (1 + level) / 2)

    def between(values: list[Floats] | list[float]) -> Floats:
        return _quantiles(np.asarray(values), tails)

    return Intervals(
        level,
        resamples,
        {name: between([getattr(run, name) for run in runs]) for name in METRICS},
        {name: _pair(between([run.macro[name] for run in runs])) for name in METRICS},
        {name: _pair(between([run.micro[name] for run in runs])) for name in runs[0].micro},
    )


def _weights(size: int, groups: NDArray[Any] | None, rng: np.random.Generator, resamples: int) -> Iterator[Floats]:
    """How often each example is in each resample [examples]."""
    group = np.arange(size) if groups is None else np.unique(groups, return_inverse=True)[1]
    count = int(group.max()) + 1
    for _ in range(resamples):
        yield np.bincount(rng.integers(0, count, count), minlength=count).astype(np.float64)[group]


def _quantiles(values: Floats, tails: tuple[float, float]) -> Floats:
    """The quantiles over the first axis, as the last; resamples without a positive (NaN) do not count."""
    flat = values.reshape(len(values), -1).T
    known = [column[~np.isnan(column)] for column in flat]
    found = [np.quantile(column, tails) if len(column) else (np.nan, np.nan) for column in known]
    return np.asarray(found, np.float64).reshape(*values.shape[1:], 2)


def _pair(bounds: Floats) -> tuple[float, float]:
    return float(bounds[0]), float(bounds[1])
