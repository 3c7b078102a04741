"""Batches of AudioSet's embeddings with their targets, shuffled or balanced, from any position on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from albumen.data.audioset.clip import dequantise
from albumen.data.audioset.labels import Task, targets
from albumen.data.audioset.store import ClipStore
from albumen.data.sampling import Sampling, class_weights, drawn, example_weights, shuffled
from albumen.errors import BadDataset

Example = Literal["second", "clip"]
"""Each second with its clip's labels, as the paper's totals count (docs/audioset.md); or a clip's mean over time."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Features float32 [examples, 128], about -2..2, and multi-label targets float32 [examples, classes], 0 or 1.

    `clips` are the rows of the store that they come from; `epoch` and `step` count from 0.
    """

    features: NDArray[np.float32]
    targets: NDArray[np.float32]
    clips: NDArray[np.uint32]
    epoch: int
    step: int


class Batches:
    """The examples of one task in a store: those clips that have at least one of its classes.

    An epoch's batches follow from `seed`, the epoch and the step alone. To resume after step s of epoch e, whatever was
    read before, go on with `epoch(e, first=s + 1)`.

    Raises
    ------
    BadDataset
        No clip has any of the task's classes.
    """

    def __init__(
        self,
        store: ClipStore,
        task: Task,
        size: int = 4096,
        seed: int = 0,
        example: Example = "second",
        sampling: Sampling = "shuffled",
        beta: float = 0.9999,
    ) -> None:
        labelled = targets(np.asarray(store.masks), task)
        rows = np.flatnonzero(labelled.any(axis=1)).astype(np.uint32)
        if not len(rows):
            raise BadDataset(f"None of the clips has a {task} label.")
        self._store, self._labelled, self._example = store, labelled, example
        self._clips = rows
        self._seconds: NDArray[np.uint8] | None = None
        if example == "second":
            self._clips, self._seconds = _by_second(rows, store.seconds)
        self._size, self._seed, self._sampling, self._beta = size, seed, sampling, beta

    def __len__(self) -> int:
        """Batches in an epoch; the last may be smaller than the others."""
        return -(-self.examples // self._size)

    @property
    def examples(self) -> int:
        """Examples in an epoch."""
        return len(self._clips)

    @property
    def counts(self) -> NDArray[np.int64]:
        """Examples that have each class [classes]."""
        times = np.bincount(self._clips, minlength=len(self._labelled))
        return np.asarray(times @ self._labelled, np.int64)

    def epoch(self, epoch: int, first: int = 0) -> Iterator[Batch]:
        """The batches of an epoch from step `first` on."""
        order = self._order(np.random.default_rng([self._seed, epoch]))
        for step in range(first, len(self)):
            yield self._batch(order[step * self._size : (step + 1) * self._size], epoch, step)

    def _order(self, rng: np.random.Generator) -> NDArray[np.uint32]:
        if self._sampling == "shuffled":
            return shuffled(self.examples, rng)
        weights = class_weights(self.counts, self._sampling, self._beta)
        return drawn(example_weights(self._labelled, weights)[self._clips], rng)

    def _batch(self, chosen: NDArray[np.uint32], epoch: int, step: int) -> Batch:
        clips = self._clips[chosen]
        if self._seconds is None:
            features = _means(self._store, clips)
        else:
            features = dequantise(self._store.features[clips, self._seconds[chosen]])
        return Batch(features, self._labelled[clips].astype(np.float32), clips, epoch, step)


def _by_second(rows: NDArray[np.uint32], seconds: NDArray[np.uint8]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Clip and second of every example, from clips and how long they are."""
    held = np.asarray(seconds)[rows].astype(np.int64)
    starts = np.repeat(np.cumsum(held) - held, held)
    return np.repeat(rows, held), (np.arange(held.sum()) - starts).astype(np.uint8)


def _means(store: ClipStore, clips: NDArray[np.uint32]) -> NDArray[np.float32]:
    """The mean over each clip's own seconds, float32 [clips, 128]; it may follow or precede dequantising alike."""
    total = store.features[clips].sum(axis=1, dtype=np.uint32).astype(np.float32)
    mean = total / store.seconds[clips].astype(np.float32)[:, None]
    return np.asarray(mean * np.float32(4 / 255) - np.float32(2), np.float32)
