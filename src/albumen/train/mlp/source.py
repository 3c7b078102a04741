"""Where an MLP's examples come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Features float32 [n, inputs] and targets float32 [n, outputs]; NaN where a target is not known.

    `groups` [n] say which examples are of one clip, song or artist, and so are no independent evidence.
    """

    features: Floats
    targets: Floats
    groups: NDArray[Any] | None = None

    def __len__(self) -> int:
        return len(self.features)

    def __getitem__(self, rows: Any) -> Examples:
        groups = None if self.groups is None else self.groups[rows]
        return Examples(self.features[rows], self.targets[rows], groups)


class Source(Protocol):
    """A training split that comes in batches, and a validation split that is held in memory."""

    @property
    def names(self) -> tuple[str, ...]:
        """The outputs' names."""
        ...

    @property
    def inputs(self) -> int:
        """Numbers in an example."""
        ...

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        ...

    @property
    def shares(self) -> NDArray[np.float64]:
        """Of the examples as they are drawn, the share that is positive [outputs]."""
        ...

    def batches(self, epoch: int, first: int) -> Iterator[Examples]:
        """The batches of an epoch from step `first` on."""
        ...

    def sample(self, most: int) -> Examples:
        """Training examples, each at most once, as they are and not as they are drawn; all of them if not too many."""
        ...

    def validation(self) -> Examples:
        """The validation split."""
        ...

    def about(self) -> Mapping[str, object]:
        """What the card says of the data: name, counts, licence."""
        ...
