"""Trained classifiers of covers, of either kind, from the folder that `albumen train` wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from albumen.errors import MissingExtra, MissingWeights
from albumen.models.trained import Trained, read_trained
from albumen.picture import Pixels

BLOCK = 32
"""Pictures that are looked at together."""


class Classifier(Protocol):
    """Tells genres by covers."""

    @property
    def names(self) -> tuple[str, ...]:
        """The genres that it tells apart."""
        ...

    @property
    def card(self) -> Mapping[str, Any]:
        """What training wrote down: data, scores, recipe."""
        ...

    def probabilities(self, pictures: Sequence[Pixels]) -> NDArray[np.float64]:
        """Probability of each genre [n, genres], rows sum to 1, of pictures uint8 [height, width, 3]."""
        ...

    def seen(self, picture: Pixels, genre: str) -> NDArray[np.float32]:
        """Where in the picture the evidence for `genre` lies: float32 [rows, columns] from top left, 0..1."""
        ...


def load_classifier(path: Path) -> Classifier:
    """The classifier in a folder.

    Raises
    ------
    MissingWeights
        There is none, it is damaged, or the frozen networks that it needs are not here.
    MissingExtra
        torch or transformers are not installed.
    """
    held = read_trained(path)
    task = held.card.get("task")
    if task not in ("cover-genre", "cover-features", "cover-ridge"):
        raise MissingWeights(f"{held.folder} is trained for {task!r} and does not tell genres by covers.")
    try:
        return _convnext(held) if task == "cover-genre" else _probe(held)
    except ImportError as error:
        raise MissingExtra(
            f'Telling genres by covers needs {error.name}; install it with: pip install "albumen[diffusion,train]".'
        ) from error
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise MissingWeights(f"{held.folder} holds weights that are not those of its card; train anew.") from error


def likeliest(told: NDArray[np.float64], names: Sequence[str], count: int) -> list[tuple[str, float]]:
    """The `count` likeliest genres of one picture [genres], likeliest first: more than one to choose from, as
    "Img2Music", section 4.2, wishes.
    """
    order = np.argsort(-told, kind="stable")[:count]
    return [(names[at], float(told[at])) for at in order]


def _convnext(held: Trained) -> Classifier:
    from albumen.look.cover_genre.convnext import ConvNext

    return ConvNext(held)


def _probe(held: Trained) -> Classifier:
    from albumen.look.cover_genre.probe import Probe

    return Probe(held)
