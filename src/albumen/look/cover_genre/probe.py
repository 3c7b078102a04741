"""The trained head, or ridge regression, on frozen features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from albumen.errors import MissingWeights
from albumen.look.cover_genre.cam import occlusion
from albumen.look.cover_genre.features import ready, vectors
from albumen.look.cover_genre.head import Head
from albumen.look.cover_genre.ridge import Ridge
from albumen.models.trained import Trained
from albumen.picture import Pixels


class Probe:
    """Tells genres by covers; see `Classifier`."""

    def __init__(self, held: Trained) -> None:
        self.card: Mapping[str, Any] = held.card
        self.names: tuple[str, ...] = tuple(held.card["names"])
        self._features: tuple[str, ...] = tuple(held.card["features"])
        state = ready(self._features)
        if not state.ok:
            raise MissingWeights(f"{held.folder} cannot be used: {state.reason}; {state.remedy}.")
        self._head = _head(held.card, len(self.names))
        self._head.load_state_dict(held.weights())
        self._head.eval()

    def probabilities(self, pictures: Sequence[Pixels]) -> NDArray[np.float64]:
        """Probability of each genre [n, genres]."""
        if not pictures:
            return np.empty((0, len(self.names)))
        return self.told(np.stack([vectors(self._features, picture) for picture in pictures]))

    @torch.no_grad()
    def told(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probability of each genre [n, genres] by features [n, dimensions]."""
        return np.asarray(self._head(torch.as_tensor(features)).double().softmax(-1).numpy(), np.float64)

    def seen(self, picture: Pixels, genre: str) -> NDArray[np.float32]:
        """What the genre hangs on, by covering the picture bit by bit; ValueError if it does not know the genre."""
        return occlusion(picture, self.probabilities, self.names.index(genre))


def _head(card: Mapping[str, Any], classes: int) -> nn.Module:
    if card["task"] == "cover-ridge":
        own = card["ridge"]
        return Ridge({name: int(size) for name, size in own["sizes"].items()}, int(own["known"]), classes)
    own = card["head"]
    return Head(int(own["inputs"]), classes, tuple(own["hidden"]))
