"""The task of fitting a ConvNeXt to covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from albumen import models
from albumen.data.covers import Covers
from albumen.data.covers.library import cover_pixels
from albumen.look.cover_genre.network import CoverNet, Shape
from albumen.look.cover_genre.pixels import normalised, squared
from albumen.train.covers.about import about
from albumen.train.covers.augment import augmented
from albumen.train.covers.settings import CoverRecipe
from albumen.train.task import WHOLE, Batch, Loss, Share

START = "convnext-tiny-224"
THREADS = 4
"""Covers are decoded beside the training, a batch ahead."""


class CoverTask:
    """Fits a ConvNeXt as its recipe says."""

    turns = WHOLE

    def __init__(self, recipe: CoverRecipe, covers: Covers) -> None:
        self._recipe, self._covers, self._labels = recipe, covers, covers.labels
        self._train, self._validation = (covers.part(part, recipe.seed) for part in ("train", "validation"))
        own = recipe.network
        self._shape = Shape(own.widths, own.depths, own.side)

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return -(-len(self._train) // self._recipe.fit.batch)

    def build(self) -> nn.Module:
        """The network with its first weights; MissingWeights if they are to be published ones that are not here."""
        start = models.located(START) if self._recipe.network.start == "imagenet" else None
        return CoverNet(self._shape, len(self._covers.genres), start, self._recipe.network.scale)

    def batches(self, epoch: int, first: int, share: Share) -> Iterator[Batch]:
        """The batches of an epoch from step `first` on, each this process's share."""
        order = np.random.default_rng([self._recipe.seed, epoch]).permutation(self._train)
        size = self._recipe.fit.batch
        wholes = [order[step * size : (step + 1) * size] for step in range(first, self.steps)]
        with ThreadPoolExecutor(THREADS) as pool:
            coming = [pool.submit(self._changed, row, epoch) for row in _mine(wholes[:1], share)]
            for at, whole in enumerate(wholes):
                ready, coming = (
                    coming,
                    [pool.submit(self._changed, row, epoch) for row in _mine(wholes[at + 1 : at + 2], share)],
                )
                rows = whole[share.rank :: share.of]
                if len(rows):
                    pictures = normalised([each.result() for each in ready])
                    yield Batch({"pictures": pictures, "labels": self._labels[rows]}, len(rows), len(whole))

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        """Cross entropy."""
        logits = network(batch["pictures"])
        return Loss(functional.cross_entropy(logits, batch["labels"], label_smoothing=self._recipe.smoothing))

    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        """Cross entropy and accuracy on the validation split, of whole pictures, unchanged."""
        logits = torch.cat([network(block.to(device)).float().cpu() for block in self._blocks(self._validation)])
        truth = torch.as_tensor(self._labels[self._validation])
        accuracy = float((logits.argmax(-1) == truth).double().mean())
        return {"loss": float(functional.cross_entropy(logits, truth)), "accuracy": accuracy}

    def finish(self, network: nn.Module, device: torch.device) -> Mapping[str, object]:
        """The genres, the network, and the data."""
        return {
            "names": list(self._covers.genres),
            "network": self._shape.to_dict(),
            "data": about(self._covers, self._recipe),
        }

    def _changed(self, row: int, epoch: int) -> NDArray[np.float32]:
        rng = np.random.default_rng([self._recipe.seed, epoch, row])
        picture = cover_pixels(self._covers.covers[row].path)
        return augmented(picture, self._shape.side, self._recipe.augment, rng)

    def _blocks(self, rows: NDArray[np.int64]) -> Iterator[Tensor]:
        size = self._recipe.fit.batch
        for at in range(0, len(rows), size):
            pictures = (cover_pixels(self._covers.covers[row].path) for row in rows[at : at + size])
            yield torch.as_tensor(normalised([squared(picture, self._shape.side) for picture in pictures]))


def _mine(wholes: list[NDArray[np.int64]], share: Share) -> list[int]:
    """The rows of a batch that are this process's; none if there is no batch."""
    return [int(row) for whole in wholes for row in whole[share.rank :: share.of]]
