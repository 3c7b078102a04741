"""Converts VGGish as it was published to the one safetensors file that `listen.vggish` reads.

Two models are known: TensorFlow's `vggish_model.ckpt` (format V1) with `vggish_pca_params.npz`, and the PyTorch port's
two state dictionaries. Both give the same tensors.
"""

from __future__ import annotations

import _codecs
import json
from collections.abc import Callable, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from pickle import UnpicklingError
from typing import Any
from zipfile import BadZipFile
from zlib import error

import numpy as np
from numpy._core.multiarray import _reconstruct
from numpy.typing import NDArray

from albumen import models
from albumen.data.tensor_slices import read_tensors
from albumen.errors import AlbumenError, MissingExtra, MissingWeights
from albumen.listen.vggish.layers import PCA
from albumen.listen.vggish.weights import Arrays, check, converted, sidecar
from albumen.models.part import room_for, sha256_of, writing
from albumen.sleeve import atomic

LAYERS: Mapping[str, str] = {
    "conv1": "features.0", "conv2": "features.3", "conv3/conv3_1": "features.6", "conv3/conv3_2": "features.8",
    "conv4/conv4_1": "features.11", "conv4/conv4_2": "features.13", "fc1/fc1_1": "embeddings.0",
    "fc1/fc1_2": "embeddings.2", "fc2": "embeddings.4",
}  # fmt: skip
"""The layers' names in the published checkpoint, under `vggish/`, and in the port."""

CHECKPOINT, COMPONENTS = "vggish_model.ckpt", "vggish_pca_params.npz"
PORT, PORT_COMPONENTS = "vggish-10086976.pth", "vggish_pca_params-970ea276.pth"


def convert(model: str) -> Path:
    """The converted weights of `vggish` or `vggish-torch`, made from the pulled files unless that was done before.

    They are written whole or not at all; the file beside them holds their checksum and those of their sources.

    Raises
    ------
    MissingWeights
        The pulled files are not there, are damaged, or are another model's.
    MissingExtra
        `vggish-torch` needs torch to be read.
    AlbumenError
        The disk is full or not writable.
    """
    read, names = READERS[model]
    folder, target = models.located(model), converted(model)
    sources = {name: sha256_of(folder / name) for name in names}
    if _noted(target).get("sources") != sources or not target.is_file():
        tensors = read(folder)
        check(tensors, folder)
        _write(tensors, target, sources)
    return target


def from_tensorflow(folder: Path) -> Arrays:
    """The tensors of the published checkpoint and components; MissingWeights if they cannot be read."""
    path = folder / CHECKPOINT
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as table:
            published = read_tensors(table)
    except (OSError, ValueError) as fault:
        raise MissingWeights(f"{path} is not the published checkpoint ({fault}) {_again('vggish')}") from fault
    tensors: dict[str, NDArray[Any]] = {}
    for layer, ours in LAYERS.items():
        for kind, name in (("weights", "weight"), ("biases", "bias")):
            if f"vggish/{layer}/{kind}" not in published:
                raise MissingWeights(f"{path} is not VGGish: it lacks vggish/{layer}/{kind}; {_again('vggish')}")
            tensors[f"{ours}.{name}"] = _outputs_first(published.pop(f"vggish/{layer}/{kind}"))
    return tensors | _components(folder / COMPONENTS)


def from_port(folder: Path) -> Arrays:
    """The tensors of the port's two files; MissingWeights if they cannot be read, MissingExtra without torch."""
    return {**_state(folder / PORT), **_flat(_state(folder / PORT_COMPONENTS))}


READERS: Mapping[str, tuple[Callable[[Path], Arrays], tuple[str, str]]] = {
    "vggish": (from_tensorflow, (CHECKPOINT, COMPONENTS)),
    "vggish-torch": (from_port, (PORT, PORT_COMPONENTS)),
}
"""How each model is read, and the files that it is read from."""


def _outputs_first(tensor: NDArray[np.float32]) -> NDArray[np.float32]:
    """TensorFlow's [height, width, in, out] as torch's [out, in, height, width], and [in, out] as [out, in]."""
    return np.ascontiguousarray(tensor.transpose(3, 2, 0, 1) if tensor.ndim == 4 else tensor.T)


def _components(path: Path) -> dict[str, NDArray[Any]]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            return _flat({name: held[name] for name in PCA})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, BadZipFile, error) as fault:
        raise MissingWeights(f"{path} does not hold VGGish's components ({fault}); {_again('vggish')}") from fault


def _flat(components: Arrays) -> dict[str, NDArray[Any]]:
    """The means as a vector: they are published as a column."""
    return {name: array.reshape(-1) if name == "pca_means" else array for name, array in components.items()}


def _state(path: Path) -> dict[str, NDArray[Any]]:
    try:
        import torch
    except ImportError as fault:
        raise MissingExtra('The PyTorch port needs torch to be read; run: pip install "albumen[train]"') from fault
    try:
        with torch.serialization.safe_globals(_NUMBERS):
            held = torch.load(path, map_location="cpu", weights_only=True)
        return {name: np.asarray(tensor) for name, tensor in held.items()}
    except (OSError, RuntimeError, ValueError, EOFError, AttributeError, TypeError, UnpicklingError) as fault:
        raise MissingWeights(f"{path} holds no weights ({_reason(fault)}); {_again('vggish-torch')}") from fault


def _reason(fault: Exception) -> str:
    """What is wrong with a pickle, without torch's advice to run it all the same."""
    if isinstance(fault, UnpicklingError):
        return "it is no pickle of numbers alone, and nothing else in it is run"
    return str(fault).split(". ")[0].splitlines()[0] if str(fault) else type(fault).__name__


_NUMBERS: list[Any] = [
    np.ndarray, np.dtype, np.dtypes.Float32DType, np.dtypes.Float64DType, _codecs.encode,
    (_reconstruct, "numpy.core.multiarray._reconstruct"), (_reconstruct, "numpy._core.multiarray._reconstruct"),
]  # fmt: skip
"""What a pickled array of numbers is made of; the port's components may be some. None of it runs code of the file's."""


def _write(tensors: Arrays, target: Path, sources: Mapping[str, str]) -> None:
    try:
        from safetensors import SafetensorError
        from safetensors.numpy import save_file
    except ImportError as fault:
        raise MissingExtra('VGGish needs safetensors; run: pip install "safetensors>=0.5"') from fault
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        room_for(target.parent, sum(tensor.nbytes for tensor in tensors.values()))
    try:
        with atomic.replacing(target) as temporary:
            save_file(dict(tensors), temporary, {"model": "vggish", "licence": "Apache-2.0"})
    except SafetensorError as fault:
        raise AlbumenError(f"{target} cannot be written ({fault}); make room and pull again.") from fault
    note = {"sha256": sha256_of(target), "sources": sources}
    atomic.write(sidecar(target), json.dumps(note, indent=2).encode())


def _noted(target: Path) -> dict[str, Any]:
    try:
        held = json.loads(sidecar(target).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _again(model: str) -> str:
    return f"take the model out and pull it again: albumen models remove {model}, albumen models pull {model}"
