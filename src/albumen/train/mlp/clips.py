"""The source that is AudioSet's clips: genres or moods from VGGish's embeddings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen.data.audioset import (
    CLASSES,
    EXACT,
    Batches,
    ClipStore,
    Split,
    need_shards,
    ontology_bits,
    open_store,
    targets,
)
from albumen.data.audioset.clip import BANDS
from albumen.data.sampling import class_weights
from albumen.data.tfrecord import Damage, refuse
from albumen.progress import Progress, silent
from albumen.train.mlp.settings import AudioSetData
from albumen.train.mlp.source import Examples

BLOCK = 4096
LICENCE = "AudioSet (Google), CC BY 4.0"


class Clips:
    """Batches of AudioSet's training split, and its validation split.

    Parameters
    ----------
    folder
        Where features.tar.gz was unpacked.
    data
        Which clips.
    batch, seed
        As the recipe says.
    cache
        Where the clips are stored for memory mapping; `folder/store` if None.

    Raises
    ------
    BadDataset
        A split is not there, is damaged, or holds none of the labels.
    """

    def __init__(
        self, folder: Path, data: AudioSetData, batch: int, seed: int, cache: Path | None = None,
        progress: Progress = silent,
    ) -> None:  # fmt: skip
        self._data, self._batch, self._seed = data, batch, seed
        self._train, self._validation = (
            open_split(folder, data, split, cache, progress) for split in (data.train, data.validation)
        )
        self._batches = Batches(self._train, data.labels, batch, seed, data.example, data.sampling, data.beta)

    @property
    def names(self) -> tuple[str, ...]:
        """The classes."""
        return CLASSES[self._data.labels]

    @property
    def inputs(self) -> int:
        """Numbers in an example."""
        return BANDS

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return len(self._batches)

    @property
    def shares(self) -> NDArray[np.float64]:
        """Of the examples as they are drawn, the share that is of each class [classes]."""
        labelled = targets(np.asarray(self._train.masks), self._data.labels)
        weights = labelled.any(axis=1).astype(np.float64)
        if self._data.example == "second":
            weights *= self._train.seconds
        if self._data.sampling != "shuffled":
            weights *= labelled @ class_weights(self._batches.counts, self._data.sampling, self._data.beta)
        return np.asarray(weights @ labelled / weights.sum(), np.float64)

    def batches(self, epoch: int, first: int) -> Iterator[Examples]:
        """The batches of an epoch from step `first` on."""
        for batch in self._batches.epoch(epoch, first):
            yield Examples(batch.features, batch.targets, batch.clips)

    def sample(self, most: int) -> Examples:
        """Training examples, each at most once."""
        plain = Batches(self._train, self._data.labels, BLOCK, self._seed, self._data.example)
        return gathered(plain, most)

    def validation(self) -> Examples:
        """The validation split."""
        plain = Batches(self._validation, self._data.labels, BLOCK, self._seed, self._data.example)
        return gathered(plain, plain.examples)

    def about(self) -> Mapping[str, object]:
        """Splits, counts and licence."""
        return {
            "name": "AudioSet",
            "train": {"split": self._data.train, **self._counted(self._train)},
            "validation": {"split": self._data.validation, **self._counted(self._validation)},
            "example": self._data.example,
            "licence": LICENCE,
        }

    def _counted(self, store: ClipStore) -> dict[str, object]:
        batches = Batches(store, self._data.labels, BLOCK, example=self._data.example)
        counts = dict(zip(self.names, batches.counts.tolist(), strict=True))
        return {"examples": batches.examples, "counts": counts, "damaged": store.skipped}


def open_split(
    folder: Path, data: AudioSetData, split: Split, cache: Path | None = None, progress: Progress = silent
) -> ClipStore:
    """The store of one split, by the recipe's labels; raises as `open_store` does."""
    bits = ontology_bits(folder) if data.children else EXACT
    on_damage = _pass_over if data.skip_damaged else refuse
    return open_store(need_shards(folder, split), cache or folder / "store", bits, on_damage, progress)


def gathered(batches: Batches, most: int) -> Examples:
    """Examples of an epoch up to `most`, in one piece."""
    chosen = list(islice(batches.epoch(0), -(-most // BLOCK)))
    features, wanted, clips = (
        np.concatenate([getattr(batch, name) for batch in chosen]) for name in ("features", "targets", "clips")
    )
    return Examples(features, wanted, clips)[:most]


def _pass_over(damage: Damage) -> None:
    """Damage is counted by the store, and told by the card."""
