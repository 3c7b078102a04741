"""Weights that a training of ours wrote: weights.safetensors, and beside it card.json, which names their checksum."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from albumen.errors import AlbumenError, MissingExtra, MissingWeights

if TYPE_CHECKING:
    from torch import Tensor

WEIGHTS, CARD = "weights.safetensors", "card.json"


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A folder of weights that were checked against their card."""

    folder: Path
    card: Mapping[str, Any]

    def weights(self) -> dict[str, Tensor]:
        """The weights by name, on the CPU; MissingWeights if the file is damaged, MissingExtra without torch."""
        try:
            return read_weights(self.folder / WEIGHTS)
        except MissingExtra:
            raise
        except AlbumenError as error:
            raise MissingWeights(str(error)) from error


def read_trained(path: Path) -> Trained:
    """The trained weights in a folder, or those that the path of their file names.

    Raises
    ------
    MissingWeights
        There are none, or they are not those of their card.
    """
    folder = path if path.is_dir() else path.parent
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        wanted = card["weights"]["sha256"]
        with (folder / WEIGHTS).open("rb") as file:
            found = hashlib.sha256(file.read()).hexdigest()
    except OSError as error:
        raise MissingWeights(
            f"{path} holds no trained weights ({error.filename} cannot be read: {error.strerror}); "
            "name the folder that `albumen train` wrote."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise MissingWeights(f"{folder / CARD} is no card of trained weights; train anew.") from error
    if found != wanted:
        raise MissingWeights(f"{folder / WEIGHTS} is not what its card names (the checksum differs); train anew.")
    return Trained(folder, card)


def read_weights(path: Path) -> dict[str, Tensor]:
    """The weights in a safetensors file, on the CPU; AlbumenError if it holds none, MissingExtra without torch."""
    try:
        from safetensors import SafetensorError
        from safetensors.torch import load_file
    except ImportError as error:
        raise MissingExtra('Weights need torch; install it with: pip install "albumen[train]".') from error
    try:
        return dict(load_file(path))
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise AlbumenError(f"{path} holds no weights that can be read ({first_line(error)}).") from error


def first_line(error: BaseException) -> str:
    """What an error says, in one line."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return reason.splitlines()[0] if reason else type(error).__name__
