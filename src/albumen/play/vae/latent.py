"""Latent code perturbation: l + alpha v ("Img2Music", section 2.2, the equation there)."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float32]
SEED = 2025
"""Of the projection, which must be the same for every picture and on every machine."""
NEAR = 2
"""Frames to either side over which a code's own size is taken."""


def perturbed(code: Floats, vector: Floats | None, alpha: float, spread: float) -> Floats:
    """The code l moved by a picture: l + alpha v, float32 like `code`.

    The paper adds the feature vector as it is, which only fits codes of the same size; here it is laid out over the
    whole code by a fixed orthonormal projection, so that alike pictures move a code alike, and scaled so that alpha 1
    moves the numbers of the code by as much as codes of known clips differ: more where the code itself is large, less
    where it is small, since what is added to silence is heard as noise.

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
    laid = (projection(code.size, len(features)) @ features).reshape(code.shape) * _sizes(code)
    laid /= max(float(np.sqrt(np.mean(laid**2))), 1e-12)
    return np.asarray(code + alpha * spread * laid, np.float32)


def _sizes(code: Floats) -> NDArray[np.float64]:
    """How large each row of a code is about each frame, float64 [latent, frames]; 1 all over where it is nothing."""
    around = np.pad(code.astype(np.float64) ** 2, ((0, 0), (NEAR, NEAR)), mode="edge")
    power = sliding_window_view(around, 2 * NEAR + 1, axis=1).mean(-1)
    return np.asarray(np.sqrt(power) if power.any() else np.ones_like(power), np.float64)


@lru_cache(maxsize=4)
def projection(size: int, dimensions: int) -> NDArray[np.float64]:
    """Orthonormal columns drawn once for all, float64 [size, dimensions]; of more dimensions than `size`, rows are."""
    drawn = np.random.default_rng(SEED).standard_normal((max(size, dimensions), min(size, dimensions)))
    basis, upper = np.linalg.qr(drawn)
    basis = basis * np.sign(np.diag(upper))  # else a library's sign convention would show
    return np.asarray(basis if size >= dimensions else basis.T)
