"""What can be learnt from covers without their genres: two views of one cover should say the same.

Barlow Twins (Zbontar et al. 2021, "Barlow Twins: Self-Supervised Learning via Redundancy Reduction"): the embeddings
of two changed copies of each cover are standardised over the batch; each number should agree with itself in the other
copy, and no two numbers should tell the same. It needs no pairs that differ, and so no large batches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from albumen.data.covers import Covers
from albumen.data.covers.library import cover_pixels
from albumen.look.cover_genre.network import CoverNet, Shape
from albumen.look.cover_genre.pixels import normalised
from albumen.train.covers.about import about
from albumen.train.covers.augment import augmented
from albumen.train.covers.feed import fed, steps
from albumen.train.covers.settings import ViewsRecipe
from albumen.train.task import WHOLE, Batch, Loss, Share

_VALIDATION = 2**31
"""The epoch whose chances the validation split is always seen with."""


class ViewsNet(nn.Module):
    """Views float32 [n, 2, 3, side, side], normalised, to embeddings [n, 2, numbers].

    `trunk` is what a cover classifier begins with; its last layer has one output, which learns nothing. The projector
    is thrown away after training.
    """

    def __init__(self, shape: Shape, projector: tuple[int, ...], scale: float) -> None:
        super().__init__()
        self.trunk = CoverNet(shape, 1, scale=scale)
        sizes = (shape.widths[-1], *projector)
        layers = [
            nn.Sequential(nn.Linear(one, other, bias=False), nn.BatchNorm1d(other), nn.ReLU())
            for one, other in pairwise(sizes[:-1])
        ]
        self.projector = nn.Sequential(*layers, nn.Linear(sizes[-2], sizes[-1]))

    def forward(self, views: Tensor) -> Tensor:
        """Embeddings [n, 2, numbers]."""
        seen = self.trunk.maps(views.flatten(0, 1)).mean((-2, -1))
        embedded: Tensor = self.projector(seen)
        return embedded.reshape(-1, 2, embedded.shape[-1])


def barlow(one: Tensor, other: Tensor, redundancy: float) -> Tensor:
    """The loss of two views' embeddings, each [n, numbers]: equation 1 of Zbontar et al., `redundancy` is lambda."""
    alike = _standard(one).T @ _standard(other) / len(one)
    own = torch.diagonal(alike)
    loss: Tensor = (1 - own).square().sum() + redundancy * (alike.square().sum() - own.square().sum())
    return loss


def _standard(numbers: Tensor) -> Tensor:
    centred = numbers - numbers.mean(0)
    return centred / (centred.square().mean(0) + 1e-5).sqrt()


class ViewsTask:
    """Fits a ConvNeXt to views of covers, as its recipe says; genres are not looked at."""

    turns = WHOLE

    def __init__(self, recipe: ViewsRecipe, covers: Covers) -> None:
        self._recipe, self._covers = recipe, covers
        self._train, self._validation = (covers.part(part, recipe.seed) for part in ("train", "validation"))
        self._shape = Shape(recipe.network.widths, recipe.network.depths, recipe.network.side)

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return steps(self._train, self._recipe.fit.batch)

    def build(self) -> nn.Module:
        """The network with its first weights."""
        return ViewsNet(self._shape, self._recipe.projector, self._recipe.network.scale)

    def batches(self, epoch: int, first: int, share: Share) -> Iterator[Batch]:
        """The batches of an epoch from step `first` on, each this process's share."""
        seeds = (self._recipe.seed, epoch)
        for each in fed(self._train, self._recipe.fit.batch, seeds, first, share, lambda row: self._pair(row, epoch)):
            yield Batch({"views": self._views(each.made)}, len(each.rows), each.whole)

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        """Barlow Twins'."""
        one, other = network(batch["views"]).float().unbind(1)
        return Loss(barlow(one, other, self._recipe.redundancy))

    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        """The same loss on the validation split, whose covers are always changed in the same way."""
        size = self._recipe.fit.batch
        embedded = []
        for at in range(0, len(self._validation), size):
            pairs = [self._pair(row, _VALIDATION) for row in self._validation[at : at + size].tolist()]
            embedded.append(network(torch.as_tensor(self._views(pairs)).to(device)).float().cpu())
        one, other = torch.cat(embedded).unbind(1)
        return {"loss": float(barlow(one, other, self._recipe.redundancy))}

    def finish(self, network: nn.Module, device: torch.device) -> Mapping[str, object]:
        """The network and the data."""
        return {"network": self._shape.to_dict(), "data": about(self._covers, self._recipe)}

    def _pair(self, row: int, epoch: int) -> NDArray[np.float32]:
        """Two views of a cover, [2, side, side, 3] of 0..255."""
        rng = np.random.default_rng([self._recipe.seed, epoch, row])
        picture = cover_pixels(self._covers.covers[row].path)
        return np.stack([augmented(picture, self._shape.side, self._recipe.augment, rng) for _ in range(2)])

    def _views(self, pairs: list[NDArray[np.float32]]) -> NDArray[np.float32]:
        """Pairs of views as the network takes them, [n, 2, 3, side, side]."""
        flat = normalised([view for pair in pairs for view in pair])
        return flat.reshape(len(pairs), 2, *flat.shape[1:])
