"""The task of fitting a small network to frozen features of covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from albumen.data.covers import Covers
from albumen.look.cover_genre.head import Head
from albumen.progress import Progress, silent
from albumen.train.covers.about import about
from albumen.train.covers.measure import measured
from albumen.train.covers.seen import features_of
from albumen.train.covers.settings import ProbeRecipe
from albumen.train.task import WHOLE, Batch, Loss, Share


class ProbeTask:
    """Fits a head as its recipe says."""

    turns = WHOLE

    def __init__(self, recipe: ProbeRecipe, covers: Covers, progress: Progress = silent) -> None:
        self._recipe, self._covers, self._labels = recipe, covers, covers.labels
        self._train, self._validation = (covers.part(part, recipe.seed) for part in ("train", "validation"))
        self._features = features_of(covers, recipe.features, progress)

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return -(-len(self._train) // self._recipe.fit.batch)

    def build(self) -> nn.Module:
        """The head with its first weights, and the training covers' mean and deviation."""
        own = self._recipe.head
        head = Head(self._features.shape[1], len(self._covers.genres), own.hidden, own.dropout)
        head.standardise_by(torch.as_tensor(self._features[self._train]))
        return head

    def batches(self, epoch: int, first: int, share: Share) -> Iterator[Batch]:
        """The batches of an epoch from step `first` on, each this process's share."""
        order = np.random.default_rng([self._recipe.seed, epoch]).permutation(self._train)
        size = self._recipe.fit.batch
        for step in range(first, self.steps):
            rows = order[step * size : (step + 1) * size]
            if len(rows) >= share.of:
                yield Batch.of({"features": self._features[rows], "labels": self._labels[rows]}, share)

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        """Cross entropy."""
        logits = network(batch["features"])
        return Loss(functional.cross_entropy(logits, batch["labels"], label_smoothing=self._recipe.smoothing))

    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        """Cross entropy and accuracy on the validation split."""
        logits = network(torch.as_tensor(self._features[self._validation]).to(device)).float().cpu()
        return measured(logits, self._labels[self._validation])

    def finish(self, network: nn.Module, device: torch.device) -> Mapping[str, object]:
        """The genres, the features, the head, and the data."""
        own = self._recipe.head
        return {
            "names": list(self._covers.genres),
            "features": list(self._recipe.features),
            "head": {"inputs": int(self._features.shape[1]), "hidden": list(own.hidden)},
            "data": about(self._covers, self._recipe),
        }
