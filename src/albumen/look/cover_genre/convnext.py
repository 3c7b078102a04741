"""The trained ConvNeXt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from albumen.look.cover_genre.cam import grad_cam
from albumen.look.cover_genre.classifier import BLOCK
from albumen.look.cover_genre.network import CoverNet, Shape
from albumen.look.cover_genre.pixels import normalised, squared
from albumen.models.trained import Trained
from albumen.picture import Pixels


class ConvNext:
    """Tells genres by covers; see `Classifier`."""

    def __init__(self, held: Trained) -> None:
        self.card: Mapping[str, Any] = held.card
        self.names: tuple[str, ...] = tuple(held.card["names"])
        self._shape = Shape.from_dict(held.card["network"])
        self._network = CoverNet(self._shape, len(self.names))
        self._network.load_state_dict(held.weights())
        self._network.eval()

    def probabilities(self, pictures: Sequence[Pixels]) -> NDArray[np.float64]:
        """Probability of each genre [n, genres]."""
        blocks = [self._told(pictures[at : at + BLOCK]) for at in range(0, len(pictures), BLOCK)]
        return np.concatenate(blocks) if blocks else np.empty((0, len(self.names)))

    def seen(self, picture: Pixels, genre: str) -> NDArray[np.float32]:
        """Grad-CAM of the last stage; a genre that it does not know is a ValueError."""
        return grad_cam(self._network, self._taken([picture]), self.names.index(genre))

    @torch.no_grad()
    def _told(self, pictures: Sequence[Pixels]) -> NDArray[np.float64]:
        logits = self._network(torch.as_tensor(self._taken(pictures)))
        return np.asarray(logits.double().softmax(-1).numpy(), np.float64)

    def _taken(self, pictures: Sequence[Pixels]) -> NDArray[np.float32]:
        return normalised([squared(picture, self._shape.side) for picture in pictures])
