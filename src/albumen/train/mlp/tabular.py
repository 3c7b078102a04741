"""The source that is a table of features in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from albumen.data.sampling import class_weights, drawn, example_weights, shuffled
from albumen.errors import BadDataset
from albumen.train.mlp.settings import FeatureData
from albumen.train.mlp.source import Examples
from albumen.train.mlp.table import Table

_HELD_OUT = 2**32
"""Beside the seed, so that the split is not drawn as an epoch's order is."""


class Tabular:
    """Batches of a table's training split; where it has no splits, groups are held out for validation by chance.

    Raises
    ------
    BadDataset
        There is nothing to train on, or nothing to validate on.
    """

    def __init__(self, table: Table, data: FeatureData, batch: int, seed: int, name: str = "features") -> None:
        self._names, self._data, self._name = table.names, data, name
        self._size, self._seed = batch, seed
        if table.split is None:
            held = held_out(table.examples, data.validation, seed)
            self._train, self._validation = table.examples[~held], table.examples[held]
        else:
            self._train, self._validation = table.part("train"), table.part("validation")
        if len(self._train) < 2 or not len(self._validation):
            raise BadDataset(
                f"{name} has {len(self._train)} examples to train on and {len(self._validation)} to validate on; "
                "there must be two and one at least."
            )
        self._chances = self._example_chances()

    @property
    def names(self) -> tuple[str, ...]:
        """The outputs' names."""
        return self._names

    @property
    def inputs(self) -> int:
        """Numbers in an example."""
        return int(self._train.features.shape[1])

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return -(-len(self._train) // self._size)

    @property
    def shares(self) -> NDArray[np.float64]:
        """The share of positives [outputs], soft targets counted by what they are."""
        known = ~np.isnan(self._train.targets)
        weight = self._chances[:, None] * known
        positive = (weight * np.nan_to_num(self._train.targets)).sum(axis=0)
        return np.asarray(positive / np.maximum(weight.sum(axis=0), 1e-12), np.float64)

    def batches(self, epoch: int, first: int) -> Iterator[Examples]:
        """The batches of an epoch from step `first` on."""
        rng = np.random.default_rng([self._seed, epoch])
        whole = self._data.sampling == "shuffled"
        order = shuffled(len(self._train), rng) if whole else drawn(self._chances, rng)
        for step in range(first, self.steps):
            yield self._train[order[step * self._size : (step + 1) * self._size]]

    def sample(self, most: int) -> Examples:
        """Training examples, each at most once."""
        rows = np.random.default_rng(self._seed).permutation(len(self._train))[:most]
        return self._train[np.sort(rows)]

    def validation(self) -> Examples:
        """The validation split."""
        return self._validation

    def about(self) -> Mapping[str, object]:
        """Name, counts and licence."""
        return {
            "name": self._name,
            "train": {"examples": len(self._train)},
            "validation": {"examples": len(self._validation)},
            "licence": self._data.licence,
        }

    def _example_chances(self) -> NDArray[np.float64]:
        size = len(self._train)
        if self._data.sampling == "shuffled":
            return np.full(size, 1 / size)
        targets = np.nan_to_num(self._train.targets) > 0.5
        if not targets.any(axis=1).all():
            raise BadDataset(f"{self._name} has examples of no class, which balanced sampling would never draw.")
        weights = class_weights(targets.sum(axis=0), self._data.sampling, self._data.beta)
        return example_weights(targets, weights)


def held_out(examples: Examples, share: float, seed: int) -> NDArray[np.bool_]:
    """Which examples are held out [n]: whole groups, as many as make the share, one at least."""
    groups = np.arange(len(examples)) if examples.groups is None else np.unique(examples.groups, return_inverse=True)[1]
    count = int(groups.max()) + 1
    order = np.random.default_rng([seed, _HELD_OUT]).permutation(count)
    return np.asarray(np.isin(groups, order[: max(round(share * count), 1)]))
