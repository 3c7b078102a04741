"""The task of fitting a ConvNeXt to covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

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
from albumen.models.trained import read_trained
from albumen.train.covers.about import about
from albumen.train.covers.augment import augmented
from albumen.train.covers.feed import fed, steps
from albumen.train.covers.measure import measured
from albumen.train.covers.settings import CoverRecipe
from albumen.train.covers.start import begin
from albumen.train.task import WHOLE, Batch, Loss, Share

START = "convnext-tiny-224"


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
        return steps(self._train, self._recipe.fit.batch)

    def build(self) -> nn.Module:
        """The network with its first weights; MissingWeights if those that it is to begin with are not here."""
        own = self._recipe.network
        start = models.located(START) if own.start == "imagenet" else None
        network = CoverNet(self._shape, len(self._covers.genres), start, own.scale)
        if own.start not in ("imagenet", "scratch"):
            begin(network, read_trained(Path(own.start)))
        return network

    def batches(self, epoch: int, first: int, share: Share) -> Iterator[Batch]:
        """The batches of an epoch from step `first` on, each this process's share."""
        recipe = self._recipe
        coming = fed(
            self._train, recipe.fit.batch, (recipe.seed, epoch), first, share, lambda row: self._changed(row, epoch)
        )
        for each in coming:
            pictures, labels = normalised(each.made), self._labels[each.rows]
            yield Batch({"pictures": pictures, "labels": labels}, len(each.rows), each.whole)

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        """Cross entropy."""
        logits = network(batch["pictures"])
        return Loss(functional.cross_entropy(logits, batch["labels"], label_smoothing=self._recipe.smoothing))

    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        """Cross entropy and accuracy on the validation split, of whole pictures, unchanged."""
        logits = torch.cat([network(block.to(device)).float().cpu() for block in self._blocks(self._validation)])
        return measured(logits, self._labels[self._validation])

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
