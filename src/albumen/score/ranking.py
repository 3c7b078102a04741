"""Scores that need no threshold: average precision and AUROC; and the thresholds with the best F1."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Ranking:
    """Every class's examples from the highest score to the lowest; equal scores are one step.

    It is sorted once. `areas` takes `weights` [examples], how often each example counts, so that a bootstrap sample,
    which holds some examples twice and others not at all, needs no sorting.

    Parameters
    ----------
    targets
        bool [examples, classes].
    scores
        float [examples, classes], without NaN; higher is likelier.
    """

    def __init__(self, targets: NDArray[np.bool_], scores: NDArray[np.floating[Any]]) -> None:
        self._order = np.argsort(-scores.T, axis=1, kind="stable")  # [classes, examples], as all that follows
        self._scores = np.take_along_axis(scores.T, self._order, axis=1)
        self._hits = np.take_along_axis(targets.T, self._order, axis=1)
        first = np.ones(self._scores.shape, bool)
        first[:, 1:] = self._scores[:, 1:] != self._scores[:, :-1]
        last = np.ones(self._scores.shape, bool)
        last[:, :-1] = first[:, 1:]
        places = np.arange(first.size).reshape(first.shape)  # flat, which np.take reads fastest
        self._starts = np.maximum.accumulate(np.where(first, places, 0), axis=1)
        ends = np.minimum.accumulate(np.where(last, places, first.size)[:, ::-1], axis=1)[:, ::-1]
        self._ends = np.ascontiguousarray(ends)

    def areas(self, weights: Floats | None = None) -> tuple[Floats, Floats]:
        """Average precision and AUROC, each [classes].

        Average precision is the mean of the precision where each positive stands, the sum of (R_k - R_{k-1}) P_k over
        the steps without interpolation; NaN without positives. AUROC is the chance that a positive scores above a
        negative, equals half; NaN unless there are both.
        """
        weight = np.ones(self._order.shape) if weights is None else weights[self._order]
        hit = weight * self._hits
        held, found = np.cumsum(weight, axis=1), np.cumsum(hit, axis=1)
        missed = held - found
        before = np.take(missed - weight + hit, self._starts)
        found, missed = (np.take(total, self._ends) for total in (found, missed))
        positives, negatives = found[:, -1], missed[:, -1]
        precision = np.divide(found, found + missed, out=np.zeros_like(found), where=found > 0)
        below = negatives[:, None] - (missed + before) / 2
        return (
            ratio(np.einsum("ij,ij->i", hit, precision), positives),
            ratio(np.einsum("ij,ij->i", hit, below), positives * negatives),
        )

    def best_thresholds(self) -> Floats:
        """The score from which on a class is called present, where that gives the highest F1 [classes].

        Of equally good scores the highest; NaN without positives.
        """
        found = np.take(np.cumsum(self._hits, axis=1), self._ends)
        positives, held = found[:, -1], np.arange(1, found.shape[1] + 1)
        f1 = 2 * found / (np.take(np.broadcast_to(held, found.shape), self._ends) + positives[:, None])
        best = np.take_along_axis(self._scores, f1.argmax(axis=1)[:, None], axis=1)[:, 0]
        return np.where(positives > 0, best, np.nan)


def ratio(part: ArrayLike, whole: ArrayLike) -> Floats:
    """Part by whole, each or together; NaN where the whole is nothing."""
    share = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=share, where=np.asarray(whole) > 0)
    return share
