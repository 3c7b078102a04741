"""Latent code perturbation: l + alpha v ("Img2Music", section 2.2, the equation there)."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
SEED = 2025
"""Of the projection, which must be the same for every picture and on every machine."""


def perturbed(code: Floats, vector: Floats | None, alpha: float, spread: float) -> Floats:
    """The code l moved by a picture: l + alpha v, float32 like `code`.

    The paper adds the feature vector as it is, which only fits codes of the same size; here it is laid out over the
    whole code by a fixed orthonormal projection, which keeps angles between pictures, and scaled so that alpha 1 moves
    every number of the code by as much as codes of known clips differ.

    Parameters
    ----------
    code
        float32 [latent, frames].
    vector
        The picture's features, float32 [dimensions]; None or all zeros moves nothing.
    alpha
        How far.
    spread
        Standard deviation of the numbers in the codes of known clips.
    """
    if vector is None or not np.any(vector):
        return code
    features = np.asarray(vector, np.float64)
    laid = projection(code.size, len(features)) @ (features / np.linalg.norm(features))
    moved = code + alpha * spread * np.sqrt(code.size) * laid.reshape(code.shape)
    return np.asarray(moved, np.float32)


@lru_cache(maxsize=4)
def projection(size: int, dimensions: int) -> NDArray[np.float64]:
    """Orthonormal columns drawn once for all, float64 [size, dimensions]; of more dimensions than `size`, rows are."""
    drawn = np.random.default_rng(SEED).standard_normal((max(size, dimensions), min(size, dimensions)))
    basis, upper = np.linalg.qr(drawn)
    basis = basis * np.sign(np.diag(upper))  # else a library's sign convention would show
    return np.asarray(basis if size >= dimensions else basis.T)
