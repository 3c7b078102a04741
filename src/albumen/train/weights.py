"""Weights and their card, written as `albumen.models.trained` reads them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import save_file
from torch import Tensor

from albumen.errors import AlbumenError
from albumen.models.trained import CARD, WEIGHTS, first_line
from albumen.sleeve import atomic


def write_trained(folder: Path, weights: Mapping[str, Tensor], card: Mapping[str, object]) -> None:
    """Writes weights and their card, the card last; AlbumenError if the disk does not take them."""
    save_weights(weights, folder / WEIGHTS)
    digest = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    whole = {"weights": {"file": WEIGHTS, "sha256": digest}, **card}
    atomic.write(folder / CARD, (json.dumps(whole, indent=1, allow_nan=False) + "\n").encode())


def save_weights(weights: Mapping[str, Tensor], path: Path) -> None:
    """Writes weights as safetensors, whole or not at all; AlbumenError if the disk does not take them."""
    whole = {name: tensor.detach().cpu().contiguous().clone() for name, tensor in weights.items()}
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic.replacing(path) as temporary:
            save_file(whole, temporary)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Makes one sentence of a full disk, whichever library met it; AlbumenError."""
    try:
        yield
    except (OSError, RuntimeError, SafetensorError) as error:
        raise AlbumenError(f"{path} cannot be written ({_reason(error)}); what was there is unchanged.") from error


def _reason(error: BaseException) -> str:
    """What the disk said, which torch covers with an error of its own."""
    below = error.__context__
    return first_line(below if isinstance(below, OSError) else error)
