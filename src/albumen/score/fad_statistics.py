"""Mean and covariance of embeddings, gathered song by song in the memory of one matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.errors import BadDataset
from albumen.score.ranking import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """A Gaussian: `mean` float64 [d] and unbiased `covariance` float64 [d, d] of `count` frames."""

    count: int
    mean: Floats
    covariance: Floats


class Running:
    """Statistics of frames that come in parts; parts may also be gathered apart and then merged.

    Chan, Golub & LeVeque 1983, "Algorithms for computing the sample variance", eq. 2.1, for matrices: the result is
    that of all frames at once, without the cancellation of summed squares.
    """

    def __init__(self, dimension: int) -> None:
        self.count = 0
        self._mean: Floats = np.zeros(dimension)
        self._scatter: Floats = np.zeros((dimension, dimension))

    def add(self, frames: NDArray[np.floating[Any]]) -> None:
        """Takes in frames [n, d]; ValueError if d is another, BadDataset if they hold what is not a number."""
        if frames.ndim != 2 or frames.shape[1] != len(self._mean):
            raise ValueError(f"Frames of shape {frames.shape} are not [frames, {len(self._mean)}].")
        if not np.isfinite(frames).all():
            raise BadDataset("The embeddings hold values that are not numbers; make them again.")
        if len(frames):
            exact = frames.astype(np.float64)
            mean = exact.mean(axis=0)
            apart = exact - mean
            self._merge(len(exact), mean, apart.T @ apart)

    def merge(self, other: Running) -> None:
        """Takes in all that another has gathered."""
        self._merge(other.count, other._mean, other._scatter)

    def statistics(self) -> Statistics:
        """What was gathered; BadDataset under two frames, of which there is no covariance."""
        if self.count < 2:
            raise BadDataset(
                f"A Fréchet distance needs two frames of sound or more, not {self.count}; give more or longer songs."
            )
        return Statistics(self.count, self._mean.copy(), self._scatter / (self.count - 1))

    def _merge(self, count: int, mean: Floats, scatter: Floats) -> None:
        if not count:
            return
        total, gap = self.count + count, mean - self._mean
        self._scatter = self._scatter + scatter + np.outer(gap, gap) * (self.count * count / total)
        self._mean = self._mean + gap * (count / total)
        self.count = total


def statistics_of(frames: NDArray[np.floating[Any]]) -> Statistics:
    """The statistics of frames [n, d] at once; raises as `Running` does."""
    running = Running(frames.shape[-1])
    running.add(frames)
    return running.statistics()
