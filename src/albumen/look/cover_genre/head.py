"""The small network on frozen features."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn


class Head(nn.Module):
    """Logits float32 [n, classes] of features float32 [n, inputs], which are standardised and cut off at 5 deviations.

    Parameters
    ----------
    inputs, classes
        Numbers in and out.
    hidden
        The widths of hidden layers, each ReLU and dropout behind it; none makes it multinomial logistic regression.
    dropout
        The share of a layer's inputs that is left out.
    """

    mean: Tensor
    deviation: Tensor

    def __init__(self, inputs: int, classes: int, hidden: Sequence[int] = (), dropout: float = 0.0) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(inputs))
        self.register_buffer("deviation", torch.ones(inputs))
        layers: list[nn.Module] = [nn.Dropout(dropout)]
        for width in hidden:
            layers += [nn.Linear(inputs, width), nn.ReLU(), nn.Dropout(dropout)]
            inputs = width
        self.layers = nn.Sequential(*layers, nn.Linear(inputs, classes))

    def standardise_by(self, features: Tensor) -> None:
        """Takes mean and deviation of features [n, inputs]."""
        self.mean.copy_(features.mean(dim=0))
        self.deviation.copy_(features.std(dim=0, correction=0).clamp(min=1e-6))

    def forward(self, features: Tensor) -> Tensor:
        """Logits [n, classes]."""
        logits: Tensor = self.layers(((features - self.mean) / self.deviation).clamp(-5, 5))
        return logits
