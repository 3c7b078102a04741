"""The task of fitting kernel ridge regression to frozen features of covers and to their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from albumen.data.covers import Covers
from albumen.look.cover_genre.ridge import Ridge
from albumen.progress import Progress, silent
from albumen.train.covers.about import about
from albumen.train.covers.measure import measured
from albumen.train.covers.seen import features_of
from albumen.train.covers.settings import RidgeRecipe
from albumen.train.task import WHOLE, Batch, Loss, Share


class RidgeTask:
    """Solves the regression when it is built; the loop then learns how sure its answers are to be.

    It learns that from what the regression says of training covers that are left out one by one.
    """

    turns = WHOLE

    def __init__(self, recipe: RidgeRecipe, covers: Covers, progress: Progress = silent) -> None:
        self._recipe, self._covers, self._labels = recipe, covers, covers.labels
        self._train, self._validation = (covers.part(part, recipe.seed) for part in ("train", "validation"))
        seen = {name: features_of(covers, [name], progress) for name in recipe.features}
        self._sizes = {name: features.shape[1] for name, features in seen.items()}
        self._features = np.concatenate(list(seen.values()), axis=1)
        self._left_out = np.empty((0, 0), np.float32)

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return -(-len(self._train) // self._recipe.fit.batch)

    def build(self) -> nn.Module:
        """The regression, solved."""
        network = Ridge(self._sizes, len(self._train), len(self._covers.genres))
        features, labels = self._features[self._train], self._labels[self._train]
        said = network.learn(torch.as_tensor(features), torch.as_tensor(labels), self._recipe.penalty)
        self._left_out = np.asarray(said.numpy(), np.float32)
        return network

    def batches(self, epoch: int, first: int, share: Share) -> Iterator[Batch]:
        """The batches of an epoch from step `first` on, each this process's share."""
        order = np.random.default_rng([self._recipe.seed, epoch]).permutation(len(self._train))
        labels, size = self._labels[self._train], self._recipe.fit.batch
        for step in range(first, self.steps):
            rows = order[step * size : (step + 1) * size]
            if len(rows) >= share.of:
                yield Batch.of({"scores": self._left_out[rows], "labels": labels[rows]}, share)

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        """Cross entropy."""
        logits = network(batch["scores"], solved=True)
        return Loss(functional.cross_entropy(logits, batch["labels"]))

    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        """Cross entropy and accuracy on the validation split."""
        logits = network(torch.as_tensor(self._features[self._validation]).to(device)).float().cpu()
        return measured(logits, self._labels[self._validation])

    def finish(self, network: nn.Module, device: torch.device) -> Mapping[str, object]:
        """The genres, the features, the regression, and the data."""
        return {
            "names": list(self._covers.genres),
            "features": list(self._recipe.features),
            "ridge": {"sizes": self._sizes, "known": len(self._train)},
            "data": about(self._covers, self._recipe),
        }
