"""Kernel ridge regression on frozen features and on words: what learns most from a few thousand covers."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

WORDS = "words"
"""The feature that is compared by shared runs of letters; all others are compared by distance."""


class Ridge(nn.Module):
    """Logits float32 [n, classes] of features float32 [n, inputs].

    Two covers are alike by exp(-d), d the squared distance of their features over what is usual, the mean over the
    networks; and by the runs of letters that they share, rare ones counting more. Targets are fitted by least squares
    with a penalty (Saunders et al. 1998, "Ridge regression learning algorithm in dual variables"), in one step; only
    `gain` and `bias`, which make probabilities of what it says, are learnt step by step.

    Parameters
    ----------
    sizes
        The numbers that each feature has, by its name, in the order in which they stand side by side.
    known, classes
        Covers that are learnt from, and genres.
    """

    mean: Tensor
    deviation: Tensor
    usual: Tensor
    rarity: Tensor
    covers: Tensor
    weights: Tensor
    letters: Tensor

    def __init__(self, sizes: Mapping[str, int], known: int, classes: int) -> None:
        super().__init__()
        self._sizes = dict(sizes)
        written = self._sizes.get(WORDS, 0)
        inputs = sum(sizes.values()) - written
        shapes = {"mean": (inputs,), "deviation": (inputs,), "usual": (len(self._compared),), "rarity": (written,),
                  "weights": (known, classes), "letters": (written, classes)}  # fmt: skip
        for name, shape in shapes.items():
            self.register_buffer(name, torch.zeros(shape))
        self.register_buffer("covers", torch.zeros(known, inputs, dtype=torch.float16))
        self.gain = nn.Parameter(torch.ones(()))
        self.bias = nn.Parameter(torch.zeros(classes))

    def forward(self, features: Tensor, solved: bool = False) -> Tensor:
        """Logits [n, classes]; of what the regression said already [n, classes] if it is `solved`."""
        logits: Tensor = self.gain * (features if solved else self._said(features)) + self.bias
        return logits

    def _said(self, features: Tensor) -> Tensor:
        seen, written = self._split(features)
        alike = torch.exp(-self._far(self._standard(seen)))
        said: Tensor = alike @ self.weights + self._weighed(written) @ self.letters
        return said

    @torch.no_grad()
    def learn(self, features: Tensor, labels: Tensor, penalty: float) -> Tensor:
        """Solves the regression for covers [known, inputs] and their classes [known].

        What it says of each of them when that one is left out is returned, float32 [known, classes]: the target less
        weight / inverse (Cawley and Talbot 2003, "Efficient leave-one-out cross-validation", eq. 9).
        """
        seen, written = self._split(features)
        self.mean.copy_(seen.mean(0))
        self.deviation.copy_((seen - self.mean).square().mean(0).sqrt().clamp(min=1e-6))
        self.covers.copy_(self._standard(seen))
        self.rarity.copy_(torch.log(1 + len(written) / (1 + (written > 0).sum(0))))
        self.usual.copy_(torch.tensor([float(far.median()) for far in self._distances(self.covers.float())]))
        letters = self._weighed(written)
        kernel = torch.exp(-self._far(self.covers.float())) + letters @ letters.T
        inverse = torch.linalg.inv(kernel.double() + penalty * torch.eye(len(kernel), dtype=torch.float64))
        targets = nn.functional.one_hot(labels, self.weights.shape[1]).double()
        targets -= targets.mean(0)
        weights = inverse @ targets
        self.weights.copy_(weights)
        self.letters.copy_(letters.T.double() @ weights)
        left_out: Tensor = targets - weights / inverse.diagonal()[:, None]
        return left_out.float()

    @property
    def _compared(self) -> list[int]:
        return [size for name, size in self._sizes.items() if name != WORDS]

    def _split(self, features: Tensor) -> tuple[Tensor, Tensor]:
        parts = dict(zip(self._sizes, torch.split(features, list(self._sizes.values()), dim=1), strict=True))
        written = parts.pop(WORDS, features[:, :0])
        return torch.cat([features[:, :0], *parts.values()], dim=1), written

    def _standard(self, seen: Tensor) -> Tensor:
        standard: Tensor = ((seen - self.mean) / self.deviation).clamp(-5, 5)
        return standard

    def _weighed(self, written: Tensor) -> Tensor:
        return nn.functional.normalize(written * self.rarity, dim=1)

    def _far(self, seen: Tensor) -> Tensor:
        """Mean distance [n, known] from the known covers, in usual ones; 0 where nothing is compared."""
        far = seen.new_zeros(len(seen), len(self.covers))
        for own, usual in zip(self._distances(seen), self.usual, strict=True):
            far += own / usual / len(self.usual)
        return far

    def _distances(self, seen: Tensor) -> list[Tensor]:
        """Squared distances [n, known] by each feature."""
        ours, theirs = (torch.split(each, self._compared, dim=1) for each in (seen, self.covers.float()))
        return [_distance(own, other) for own, other in zip(ours, theirs, strict=True)]


def _distance(own: Tensor, other: Tensor) -> Tensor:
    """Squared, [n, m] of rows [n, d] and [m, d]."""
    lengths = own.square().sum(1)[:, None] + other.square().sum(1)
    return (lengths - 2 * own @ other.T).clamp(min=0)
