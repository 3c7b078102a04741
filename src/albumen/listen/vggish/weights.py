"""VGGish's weights on this machine: one safetensors file, converted from what was published.

It lies where `albumen models pull vggish` (or `vggish-torch`) converts to, or, as `vggish/vggish.safetensors`, in the
folder that `ALBUMEN_MODELS` names. Its tensors have the names of `layers.shapes()` and `layers.PCA`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.card import Readiness
from albumen.errors import MissingExtra, MissingWeights
from albumen.listen.vggish.card import ABSENT
from albumen.listen.vggish.codes import Whitening
from albumen.listen.vggish.layers import PCA, shapes
from albumen.models.part import sha256_of
from albumen.models.places import cache_root, own_folder

MODELS = ("vggish", "vggish-torch")
"""The models that VGGish can be converted from, by their cards' names; the published one first."""
FILE = "vggish.safetensors"
BRINGS = ABSENT.remedy

Arrays = Mapping[str, NDArray[Any]]


def converted(model: str) -> Path:
    """Where a model's converted weights belong."""
    return cache_root() / model / "converted" / FILE


def weights_path() -> Path | None:
    """The weights on this machine; None where there are none."""
    own = own_folder()
    places = [own / "vggish" / FILE] if own else []
    return next((path for path in (*places, *map(converted, MODELS)) if path.is_file()), None)


def ready() -> Readiness:
    """Whether the weights are here, without reading them."""
    if weights_path():
        return Readiness(True)
    return ABSENT


def read_weights(path: Path | None = None) -> Arrays:
    """The tensors of the network and of the principal components, by name.

    Raises
    ------
    MissingWeights
        There are none, or they are damaged, or are another model's.
    MissingExtra
        The package `safetensors` is not installed.
    """
    path = path or weights_path()
    if path is None:
        raise MissingWeights(f"The weights of VGGish are not on this machine; {BRINGS}")
    tensors = _read(path)
    check(tensors, path)
    return tensors


def whitening(tensors: Arrays) -> Whitening:
    """The principal components among the tensors."""
    return Whitening(tensors["pca_eigen_vectors"], tensors["pca_means"].reshape(-1))


def check(tensors: Arrays, path: Path) -> None:
    """Looks whether these are VGGish's tensors, each finite and of the right shape.

    Raises
    ------
    MissingWeights
        They are not.
    """
    for name, shape in {**shapes(), **PCA}.items():
        tensor = tensors.get(name)
        if tensor is None or tensor.shape != shape:
            found = "none" if tensor is None else f"{list(tensor.shape)}"
            raise MissingWeights(f"{path} is not VGGish: {name} is {found} and not {list(shape)}; {BRINGS}")
        if not np.isfinite(tensor).all():
            raise MissingWeights(f"{path} is damaged: {name} holds values that are not numbers; {BRINGS}")


def _read(path: Path) -> Arrays:
    try:
        from safetensors import SafetensorError, safe_open
    except ImportError as fault:
        raise MissingExtra('VGGish needs safetensors; run: pip install "safetensors>=0.5"') from fault
    try:
        note = sidecar(path)
        if note.exists() and json.loads(note.read_text(encoding="utf-8"))["sha256"] != sha256_of(path):
            raise MissingWeights(f"{path} is damaged (its checksum differs from the one beside it); {BRINGS}")
        with safe_open(path, framework="np") as held:
            return {name: held.get_tensor(name) for name in held.keys()}  # noqa: SIM118 - it is no mapping
    except (OSError, SafetensorError, ValueError, KeyError, TypeError) as fault:
        raise MissingWeights(f"{path} cannot be read as safetensors ({fault}); {BRINGS}") from fault


def sidecar(path: Path) -> Path:
    """The file beside the weights that says what they were converted from, and their checksum."""
    return path.with_suffix(".json")
