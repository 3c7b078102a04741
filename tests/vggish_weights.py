"""VGGish with made-up weights: always the same, as the published checkpoint names and lays them out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LAYERS: Mapping[str, tuple[int, ...]] = {
    "conv1": (3, 3, 1, 64),
    "conv2": (3, 3, 64, 128),
    "conv3/conv3_1": (3, 3, 128, 256),
    "conv3/conv3_2": (3, 3, 256, 256),
    "conv4/conv4_1": (3, 3, 256, 512),
    "conv4/conv4_2": (3, 3, 512, 512),
    "fc1/fc1_1": (12288, 4096),
    "fc1/fc1_2": (4096, 4096),
    "fc2": (4096, 128),
}
"""Layers under `vggish/` and the shapes of their weights: height, width, in, out; or in, out."""
PLACES = ("features.0", "features.3", "features.6", "features.8", "features.11", "features.13",
          "embeddings.0", "embeddings.2", "embeddings.4")  # fmt: skip
"""The same layers in the PyTorch port."""


def published(seed: int = 2017) -> dict[str, Floats]:
    """Variables by their names in the checkpoint; uniform, as wide as He et al. 2015 say, so that no layer fades."""
    bytes_of = np.random.RandomState(seed).bytes
    made: dict[str, Floats] = {}
    for layer, shape in LAYERS.items():
        wide = float(np.sqrt(6 / np.prod(shape[:-1])))
        for name, size, width in (("weights", shape, wide), ("biases", shape[-1:], 0.1)):
            raw = np.frombuffer(bytes_of(int(np.prod(size))), np.int8)
            made[f"vggish/{layer}/{name}"] = raw.astype(np.float32).reshape(size) * np.float32(width / 128)
    return made


def as_port(variables: Mapping[str, Floats]) -> dict[str, Floats]:
    """The same in the PyTorch port's names and layout, and the principal components beside them."""
    port: dict[str, Floats] = {}
    for layer, place in zip(LAYERS, PLACES, strict=True):
        weights = variables[f"vggish/{layer}/weights"]
        turned = np.moveaxis(weights, (3, 2), (0, 1)) if weights.ndim == 4 else np.swapaxes(weights, 0, 1)
        port[f"{place}.weight"] = np.ascontiguousarray(turned)
        port[f"{place}.bias"] = variables[f"vggish/{layer}/biases"]
    return port


def components(seed: int = 7) -> dict[str, Floats]:
    """A rotation and means, by the names in `vggish_pca_params.npz`; the means are a column, as published."""
    rng = np.random.default_rng(seed)
    rotation, _ = np.linalg.qr(rng.normal(size=(128, 128)))
    return {
        "pca_eigen_vectors": (rotation / 4).astype(np.float32),
        "pca_means": rng.normal(size=(128, 1)).astype(np.float32),
    }


def examples(count: int = 4) -> Floats:
    """Log-mel examples like those of music, float32 [count, 96, 64]."""
    raw = np.frombuffer(np.random.RandomState(5).bytes(count * 96 * 64), np.uint8)
    return (raw.astype(np.float32).reshape(count, 96, 64) / 40 - 4.6).astype(np.float32)


def write_converted(path: Path) -> Path:
    """The whole network as the file that albumen reads."""
    from safetensors.numpy import save_file  # TensorFlow runs with this module where there is no safetensors

    held = components()
    tensors = as_port(published()) | {**held, "pca_means": held["pca_means"].reshape(128)}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path)
    return path
