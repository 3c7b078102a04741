"""The genre and mood classifiers of S1: MLPs on VGGish's 128 numbers.

Source: "Music Is All You Need for Art", section 4.1 and Fig. 4: one hidden layer and a batch norm, both of 1024.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from albumen.errors import MissingWeights
from albumen.listen.mlp import Mlp
from albumen.models.trained import read_trained

INPUTS, HIDDEN = 128, (1024,)
BLOCK = 8192
"""Examples that are classified at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """A network in evaluation mode with the names of its classes and the threshold of each [classes]."""

    network: Mlp
    names: tuple[str, ...]
    thresholds: NDArray[np.float64]
    card: Mapping[str, Any]

    @torch.no_grad()
    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each class float32 [n, classes] for embeddings float32 [n, 128], about -2..2."""
        blocks = [torch.as_tensor(features[at : at + BLOCK]) for at in range(0, len(features), BLOCK)]
        found = [torch.sigmoid(self.network(block)).numpy() for block in blocks]
        return np.concatenate(found) if found else np.zeros((0, len(self.names)), np.float32)


def new_network(classes: int) -> Mlp:
    """The network of the paper before training."""
    return Mlp(INPUTS, HIDDEN, classes)


def load_classifier(path: Path) -> Classifier:
    """The classifier that `albumen train` wrote to a folder (or the path of its weights).

    Raises
    ------
    MissingWeights
        There is none, it is damaged, or the weights are of something else.
    """
    trained = read_trained(path)
    try:
        own, names = trained.card["recipe"]["network"], tuple(trained.card["names"])
        network = Mlp(trained.card["inputs"], own["hidden"], len(names), own["batch_norm"], own["dropout"],
                      own["standardise"])  # fmt: skip
        network.load_state_dict(trained.weights())
        thresholds = np.asarray(trained.card["thresholds"], np.float64)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise MissingWeights(f"{trained.folder} holds no classifier of genres or moods; name its folder.") from error
    return Classifier(network.eval(), names, thresholds, trained.card)
