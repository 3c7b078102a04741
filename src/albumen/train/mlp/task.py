"""The task of fitting an MLP to a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from albumen.listen.mlp import Mlp
from albumen.score.classification import best_thresholds
from albumen.train import losses
from albumen.train.mlp.measures import measures
from albumen.train.mlp.settings import LossSection, MlpRecipe, Thresholds
from albumen.train.mlp.source import Examples, Source
from albumen.train.task import WHOLE, Batch, Loss, Share

SAMPLED = 200_000
"""Training examples that thresholds, means and deviations are taken from, at most."""
BLOCK = 8192
"""Examples that are predicted at a time."""


class MlpTask:
    """Fits an MLP as its recipe says; the outputs are probabilities, or plain values for the squared loss."""

    turns = WHOLE

    def __init__(self, recipe: MlpRecipe, source: Source, thresholds: Thresholds = "half") -> None:
        self._recipe, self._source, self._thresholds = recipe, source, thresholds
        self._weights = positive_weights(source.shares, recipe.loss)
        self._validation: Examples | None = None

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return self._source.steps

    def build(self) -> nn.Module:
        """The network with its first weights."""
        own = self._recipe.network
        network = Mlp(
            self._source.inputs, own.hidden, len(self._source.names), own.batch_norm, own.dropout, own.standardise
        )
        if own.standardise:
            network.standardise_by(torch.as_tensor(self._source.sample(SAMPLED).features))
        return network

    def batches(self, epoch: int, first: int, share: Share) -> Iterator[Batch]:
        """The batches of an epoch from step `first` on, each this process's share."""
        for examples in self._source.batches(epoch, first):
            if len(examples) >= share.of and (share.of > 1 or len(examples) > 1):
                yield Batch.of({"features": examples.features, "targets": examples.targets}, share)

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        """The recipe's loss."""
        return Loss(self._loss(network(batch["features"]), batch["targets"]))

    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        """The loss and the scores on the validation split."""
        held = self._held()
        outputs = predict(network, held.features, device)
        loss = float(self._loss(outputs, torch.as_tensor(held.targets, device=device)))
        return {"loss": loss, **measures(held.targets, self._answers(outputs), self._recipe.loss.kind)}

    def finish(self, network: nn.Module, device: torch.device) -> Mapping[str, object]:
        """The outputs' names, their thresholds, and the data."""
        return {
            "names": list(self._source.names),
            "inputs": self._source.inputs,
            "outputs": "values" if self._recipe.loss.kind == "squared" else "logits",
            **self._called(network, device),
            "data": dict(self._source.about()),
        }

    def _called(self, network: nn.Module, device: torch.device) -> dict[str, object]:
        if self._recipe.loss.kind == "squared":
            return {}
        if self._thresholds == "half":
            return {"thresholds": [0.5] * len(self._source.names), "thresholds_from": "0.5 for every class"}
        examples = self._held() if self._thresholds == "validation" else self._source.sample(SAMPLED)
        scores = self._answers(predict(network, examples.features, device))
        found = best_thresholds(examples.targets > 0.5, scores)
        said = f"best F1 on {len(examples):,} examples of the {self._thresholds} split"
        return {"thresholds": found.tolist(), "thresholds_from": said}

    def _held(self) -> Examples:
        if self._validation is None:
            self._validation = self._source.validation()
        return self._validation

    def _loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        own = self._recipe.loss
        if own.kind == "squared":
            return losses.squared(outputs, targets)
        weights = None if self._weights is None else self._weights.to(outputs.device)
        if own.kind == "focal":
            return losses.focal(outputs, targets, own.gamma, weights)
        return losses.binary(outputs, targets, weights)

    def _answers(self, outputs: Tensor) -> NDArray[np.float64]:
        answers = outputs if self._recipe.loss.kind == "squared" else torch.sigmoid(outputs)
        return np.asarray(answers.double().cpu().numpy(), np.float64)


@torch.no_grad()
def predict(network: nn.Module, features: NDArray[Any], device: torch.device | str = "cpu") -> Tensor:
    """The network's outputs float32 [n, outputs] for features [n, inputs], a block at a time."""
    network.eval()
    blocks = [torch.as_tensor(features[at : at + BLOCK]).to(device) for at in range(0, len(features), BLOCK)]
    return torch.cat([network(block).float() for block in blocks])


def positive_weights(shares: NDArray[np.float64], loss: LossSection) -> Tensor | None:
    """How much more a positive of each class counts than a negative [classes]; 1 where a class has no positives."""
    if loss.positive_weights == "none":
        return None
    known = np.clip(shares, 1e-12, 1.0)
    odds = np.where(shares > 0, (1 - known) / known, 1.0)
    raw = np.sqrt(odds) if loss.positive_weights == "root" else odds
    return torch.as_tensor(np.clip(raw, 1.0, loss.heaviest), dtype=torch.float32)
