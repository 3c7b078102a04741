"""The Fréchet distance between two Gaussians, sound for covariances without full rank."""

from __future__ import annotations

import numpy as np

from albumen.errors import BadDataset
from albumen.score.fad_statistics import Statistics
from albumen.score.ranking import Floats

TOLERANCE = 1e-8
"""How far below zero, of the largest, an eigenvalue may lie before the matrix counts as no covariance."""


def frechet_distance(a: Statistics, b: Statistics) -> float:
    """The squared Fréchet distance |μa - μb|² + tr(Σa + Σb - 2 (Σa Σb)^½) (Dowson & Landau 1982; Kilgour et al. 2019).

    With Σ = R Rᵀ the last trace is the sum of the singular values of Raᵀ Rb. They are real, not negative, and exact to
    rounding of the largest; the square root of the product Σa Σb itself is complex and off by the root of rounding as
    soon as a covariance lacks rank, as that of fewer frames than dimensions always does. Eigenvalues of Σ that are
    nothing but rounding (also below zero) count as zero, and so does a distance below zero.

    Raises
    ------
    ValueError
        The two are of different dimensions.
    BadDataset
        A matrix is no covariance: not finite, not symmetric, or with an eigenvalue that is truly negative.
    """
    if a.covariance.shape != b.covariance.shape:
        raise ValueError(f"Statistics of {len(a.mean)} and of {len(b.mean)} dimensions cannot be compared.")
    gap = a.mean - b.mean
    shared = np.linalg.svd(_root(a.covariance).T @ _root(b.covariance), compute_uv=False).sum()
    return max(float(gap @ gap + np.trace(a.covariance) + np.trace(b.covariance) - 2 * shared), 0.0)


def _root(covariance: Floats) -> Floats:
    """R [d, d] with R Rᵀ the covariance."""
    scale = float(np.abs(covariance).max(initial=0.0))
    if not np.isfinite(scale) or np.abs(covariance - covariance.T).max(initial=0.0) > TOLERANCE * scale:
        raise BadDataset("The statistics hold a matrix that is no covariance: not finite, or not symmetric.")
    values, vectors = np.linalg.eigh(covariance)
    if values[0] < -TOLERANCE * values[-1]:
        raise BadDataset("The statistics hold a matrix that is no covariance: one of its eigenvalues is negative.")
    noise = len(values) * np.finfo(np.float64).eps * values[-1]
    rooted: Floats = vectors * np.sqrt(np.where(values > noise, values, 0.0))
    return rooted
