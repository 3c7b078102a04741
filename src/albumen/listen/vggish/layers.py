"""What VGGish is made of: VGG's configuration A, cut short (Hershey et al. 2017; TensorFlow's `vggish_slim.py`)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

FRAMES, MELS = 96, 64
"""An example: 0.96 s of log-mel frames, 10 ms apart."""
DIMENSIONS = 128
"""Numbers of an embedding."""

CONVOLUTIONS: tuple[tuple[int, int, int], ...] = (
    (0, 1, 64), (3, 64, 128), (6, 128, 256), (8, 256, 256), (11, 256, 512), (13, 512, 512),
)  # fmt: skip
"""Place in the PyTorch port's `features`, channels in and out; kernels are 3 x 3, and a ReLU follows each."""
POOLED = (0, 3, 8, 13)
"""The convolutions after which the greatest of 2 x 2 is kept."""
DENSE: tuple[tuple[int, int, int], ...] = ((0, 6 * 4 * 512, 4096), (2, 4096, 4096), (4, 4096, DIMENSIONS))
"""Place in the port's `embeddings`, numbers in, numbers out. The first reads [6 times, 4 bands, 512 channels]."""

Tensors = Mapping[str, NDArray[np.float32]]

PCA = {"pca_eigen_vectors": (DIMENSIONS, DIMENSIONS), "pca_means": (DIMENSIONS,)}
"""What the postprocessor needs, by `vggish_pca_params.npz`'s names."""


def shapes() -> dict[str, tuple[int, ...]]:
    """The shape of every tensor of the network, by the name it has in the port and in our file."""
    held: dict[str, tuple[int, ...]] = {}
    for place, before, after in CONVOLUTIONS:
        held |= {f"features.{place}.weight": (after, before, 3, 3), f"features.{place}.bias": (after,)}
    for place, before, after in DENSE:
        held |= {f"embeddings.{place}.weight": (after, before), f"embeddings.{place}.bias": (after,)}
    return held
