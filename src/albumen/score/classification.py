"""How well several labels at once are told: precision, recall, F1, average precision and AUROC, each class and overall.

A class without a single positive example says nothing about a model: its scores are NaN and left out of every mean.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.score.ranking import Floats, Ranking, ratio

METRICS = ("precision", "recall", "f1", "average_precision", "auroc")


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Per class [classes], NaN where a class has no positives; `macro` their plain means, `micro` over all decisions.

    `support` counts positives. Precision is 0 where a class that has positives is never predicted. Micro average
    precision and AUROC are those of all pairs of an example and a class in one ranking; only `score` measures them.
    """

    support: NDArray[np.int64]
    precision: Floats
    recall: Floats
    f1: Floats
    average_precision: Floats
    auroc: Floats
    macro: dict[str, float]
    micro: dict[str, float]


def decide(scores: NDArray[np.floating[Any]], thresholds: Floats | float = 0.5) -> NDArray[np.bool_]:
    """Which classes are called present, bool [examples, classes]: score >= threshold; never where that is NaN."""
    return np.asarray(scores >= thresholds)


def best_thresholds(targets: NDArray[np.bool_], scores: NDArray[np.floating[Any]]) -> Floats:
    """A threshold for each class [classes] with the highest F1 on these examples; 0.5 for classes without positives.

    Choose them on the split that the model was trained or validated on, never on the one that is reported.
    """
    _check(targets, scores)
    found = Ranking(targets, scores).best_thresholds()
    return np.where(np.isnan(found), 0.5, found)


def score(
    targets: NDArray[np.bool_],
    scores: NDArray[np.floating[Any]],
    thresholds: Floats | float = 0.5,
    weights: Floats | None = None,
) -> Scores:
    """All metrics of scores [examples, classes] against multi-label targets of the same shape.

    `thresholds` are one for all or one for each class [classes], see `decide`; `weights` [examples] say how often each
    example counts.

    Raises
    ------
    ValueError
        The shapes differ, there are no examples, or a score is NaN.
    """
    _check(targets, scores)
    found = measure(Ranking(targets, scores), targets, decide(scores, thresholds), weights)
    pairs = Ranking(targets.reshape(-1, 1), scores.reshape(-1, 1))
    precision, auroc = pairs.areas(None if weights is None else np.repeat(weights, targets.shape[1]))
    ranked = {"average_precision": float(precision[0]), "auroc": float(auroc[0])}
    return replace(found, micro={**found.micro, **ranked})


def measure(
    ranking: Ranking, targets: NDArray[np.bool_], decided: NDArray[np.bool_], weights: Floats | None = None
) -> Scores:
    """Like `score`, for targets that are sorted already and decisions that are made."""
    weight = np.ones(len(targets)) if weights is None else weights
    found, positives, called = weight @ (targets & decided), weight @ targets, weight @ decided
    precision, auroc = ranking.areas(weights)
    per_class = {
        "precision": _precision(found, called, positives),
        "recall": ratio(found, positives),
        "f1": np.where(positives > 0, ratio(2 * found, called + positives), np.nan),
        "average_precision": precision,
        "auroc": auroc,
    }
    macro = {name: _mean(values) for name, values in per_class.items()}
    total = {
        "precision": float(ratio(found.sum(), called.sum())),
        "recall": float(ratio(found.sum(), positives.sum())),
        "f1": float(ratio(2 * found.sum(), called.sum() + positives.sum())),
    }
    return Scores(np.rint(positives).astype(np.int64), **per_class, macro=macro, micro=total)


def confusion(targets: NDArray[np.bool_], decided: NDArray[np.bool_]) -> Floats:
    """Which class is taken for which: float64 [classes, classes + 1], every row the examples that truly are of a class.

    On the diagonal the share in which it is found. A miss counts, shared evenly, for the classes that are called though
    absent; or in the last column if there are none ("nothing wrong is said instead"). Rows sum to 1; NaN without
    positives.
    """
    missed, wrong = targets & ~decided, decided & ~targets
    several = wrong.sum(axis=1)
    shares = wrong / np.maximum(several, 1)[:, None]
    taken = missed.T.astype(np.float64) @ np.column_stack([shares, several == 0])
    taken[np.diag_indices(targets.shape[1])] = (targets & decided).sum(axis=0)
    return ratio(taken, np.broadcast_to(targets.sum(axis=0)[:, None], taken.shape))


def _check(targets: NDArray[np.bool_], scores: NDArray[np.floating[Any]]) -> None:
    if targets.shape != scores.shape or targets.ndim != 2 or not len(targets):
        raise ValueError(f"Targets {targets.shape} and scores {scores.shape} must be of one shape [examples, classes].")
    if np.isnan(scores).any():
        raise ValueError("A score is NaN; the model that gave it is broken.")


def _precision(found: Floats, called: Floats, positives: Floats) -> Floats:
    with_calls = np.where(called > 0, ratio(found, called), 0.0)
    return np.where(positives > 0, with_calls, np.nan)


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
