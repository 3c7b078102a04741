"""Linear probes: how much a plain linear model learns from vectors, on examples that it did not see.

Alain and Bengio, "Understanding intermediate layers using linear classifier probes" (2016). Every figure is from
repeated stratified cross-validation; how strongly a probe is held back is chosen inside the training folds alone, so
that the held-out fold has no say in it (Varma and Simon 2006).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from albumen.errors import MissingExtra

if TYPE_CHECKING:
    from sklearn.base import BaseEstimator

Doubles = NDArray[np.float64]

STRENGTHS = (0.003, 0.01, 0.03, 0.1)
"""Values of logistic regression's C that are tried: at a few hundred examples more only overfits."""
PENALTIES = tuple(float(penalty) for penalty in np.logspace(0, 5, 16))
"""Values of ridge regression's alpha that are tried, for each target by itself."""
INNER = 4


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """One figure for each target and each seed: `values` float64 [seeds, targets], accuracy or Pearson's r."""

    names: tuple[str, ...]
    values: Doubles

    @property
    def mean(self) -> float:
        """Over targets and seeds."""
        return float(self.values.mean())

    @property
    def spread(self) -> float:
        """Standard deviation over the seeds of the mean over targets: what the choice of folds alone makes."""
        return float(self.values.mean(axis=1).std(ddof=1)) if len(self.values) > 1 else 0.0

    def only(self, names: Sequence[str]) -> Figures:
        """The figures of these targets."""
        return Figures(tuple(names), self.values[:, [self.names.index(name) for name in names]])

    def to_dict(self) -> dict[str, object]:
        """For JSON: the mean, its spread over seeds, and each target's mean."""
        each = dict(zip(self.names, self.values.mean(axis=0).tolist(), strict=True))
        return {"mean": self.mean, "spread": self.spread, "seeds": len(self.values), "each": each}


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What class each example was told to be while it was held out, once for each seed."""

    labels: NDArray[Any]
    """What they are, [n]."""
    said: NDArray[Any]
    """What was said of them, [seeds, n]."""

    @property
    def names(self) -> tuple[str, ...]:
        """The classes, in alphabetical order."""
        return tuple(str(name) for name in np.unique(self.labels))

    def accuracy(self) -> Figures:
        """The share that was told rightly, under each seed."""
        shares = [[np.mean(once == self.labels)] for once in self.said]
        return Figures(("accuracy",), np.array(shares, np.float64))

    def confusion(self) -> Doubles:
        """Of each class (row), the share that was taken for each (column), mean over seeds: float64 [classes, classes].

        The diagonal is the recall of each class.
        """
        said_of = [self.said[:, self.labels == name] for name in np.unique(self.labels)]
        return np.array([[np.mean(said == name) for name in np.unique(self.labels)] for said in said_of], np.float64)


def classify(vectors: NDArray[Any], labels: NDArray[Any], seeds: Sequence[int] = range(5), folds: int = 5) -> Told:
    """What multinomial logistic regression on standardised vectors [n, dimensions] says of their labels [n].

    Raises
    ------
    MissingExtra
        scikit-learn is not installed.
    ValueError
        The lengths differ, or a class has fewer examples than there are folds.
    """
    sklearn_needed()
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV, StratifiedKFold

    def probe(seed: int) -> BaseEstimator:
        inner = StratifiedKFold(INNER, shuffle=True, random_state=seed)
        plain = _standardised(LogisticRegression(max_iter=1000, tol=1e-3))
        return GridSearchCV(plain, {"probe__C": STRENGTHS}, cv=inner)

    return Told(labels, np.stack([_held_out(probe(seed), vectors, labels, labels, seed, folds) for seed in seeds]))


def regress(
    vectors: NDArray[Any],
    targets: NDArray[Any],
    names: Sequence[str],
    strata: NDArray[Any],
    seeds: Sequence[int] = range(5),
    folds: int = 5,
) -> Figures:
    """Pearson's r of ridge regression with each target, over all examples, each foretold while it was held out.

    Parameters
    ----------
    vectors, targets
        [n, dimensions] and [n, targets].
    names
        The targets' names.
    strata
        What is spread evenly over the folds, such as genres [n].
    seeds, folds
        Of the cross-validation: how often, and into how many parts.

    Raises as `classify` does.
    """
    sklearn_needed()
    from sklearn.linear_model import RidgeCV

    def foretold(seed: int) -> NDArray[Any]:
        # Without folds RidgeCV takes the leave-one-out error, which has a closed form.
        probe = _standardised(RidgeCV(PENALTIES, alpha_per_target=True))
        return _held_out(probe, vectors, targets, strata, seed, folds)

    return correlations(targets, [foretold(seed) for seed in seeds], names)


def correlations(targets: NDArray[Any], foretold: Sequence[NDArray[Any]], names: Sequence[str]) -> Figures:
    """Pearson's r of each target [n, targets] with what was foretold of it under each seed, of the same shape."""
    values = [[np.corrcoef(a, b)[0, 1] for a, b in zip(targets.T, once.T, strict=True)] for once in foretold]
    return Figures(tuple(names), np.array(values, np.float64))


def split(strata: NDArray[Any], seed: int, folds: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Training and held-out rows of each fold, the strata [n] even over the folds."""
    sklearn_needed()
    from sklearn.model_selection import StratifiedKFold

    yield from StratifiedKFold(folds, shuffle=True, random_state=seed).split(strata, strata)


def sklearn_needed() -> None:
    """MissingExtra if scikit-learn is not installed."""
    from importlib.util import find_spec

    if find_spec("sklearn") is None:
        raise MissingExtra('Probes need scikit-learn; install it with: pip install "albumen[train]".')


def _standardised(probe: BaseEstimator) -> BaseEstimator:
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import StandardScaler

    return Pipeline([("scale", StandardScaler()), ("probe", probe)])


def _held_out(
    probe: BaseEstimator, vectors: NDArray[Any], targets: NDArray[Any], strata: NDArray[Any], seed: int, folds: int
) -> NDArray[Any]:
    """What the probe says of each example while that is held out, of the shape of the targets.

    Linear algebra keeps to one thread: the products are so small that threads wait for each other in a loop, which on a
    machine with other work took ten times as long.
    """
    from sklearn.base import clone
    from threadpoolctl import threadpool_limits

    if len({len(vectors), len(targets), len(strata)}) != 1:
        raise ValueError(
            f"{len(vectors)} vectors, {len(targets)} targets and {len(strata)} strata do not belong together."
        )
    said = np.empty_like(targets)
    with threadpool_limits(1):
        for seen, unseen in split(strata, seed, folds):
            told = clone(probe).fit(vectors[seen], targets[seen]).predict(vectors[unseen])
            said[unseen] = told.reshape(said[unseen].shape)  # of one target, RidgeCV drops the axis
    return said
