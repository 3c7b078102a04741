"""Multi-layer perceptrons on embeddings: what the genre and mood classifiers and the ground floor's heads are."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn


class Mlp(nn.Module):
    """Logits (or values) float32 [n, outputs] from embeddings float32 [n, inputs].

    Hidden layers are linear, batch norm, ReLU, dropout. With `standardise`, inputs are first brought to mean 0 and
    deviation 1 by the buffers `mean` and `deviation`, which `standardise_by` sets.

    Parameters
    ----------
    inputs, outputs
        Numbers in and out.
    hidden
        The widths of the hidden layers; none makes it linear.
    batch_norm, dropout
        Of each hidden layer; `dropout` is the share that is left out.
    standardise
        Whether inputs are standardised.
    """

    mean: Tensor
    deviation: Tensor

    def __init__(
        self,
        inputs: int,
        hidden: Sequence[int],
        outputs: int,
        batch_norm: bool = True,
        dropout: float = 0.0,
        standardise: bool = False,
    ) -> None:
        super().__init__()
        self._standardise = standardise
        if standardise:
            self.register_buffer("mean", torch.zeros(inputs))
            self.register_buffer("deviation", torch.ones(inputs))
        layers: list[nn.Module] = []
        for width in hidden:
            layers += [nn.Linear(inputs, width), *([nn.BatchNorm1d(width)] if batch_norm else []), nn.ReLU()]
            layers += [nn.Dropout(dropout)] if dropout else []
            inputs = width
        self.layers = nn.Sequential(*layers, nn.Linear(inputs, outputs))

    def standardise_by(self, features: Tensor) -> None:
        """Takes mean and deviation of features [n, inputs]; does nothing where inputs are not standardised."""
        if self._standardise:
            self.mean.copy_(features.mean(dim=0))
            self.deviation.copy_(features.std(dim=0, correction=0).clamp(min=1e-6))

    def forward(self, features: Tensor) -> Tensor:
        """Logits [n, outputs] of features [n, inputs]."""
        if self._standardise:
            features = (features - self.mean) / self.deviation
        logits: Tensor = self.layers(features)
        return logits
