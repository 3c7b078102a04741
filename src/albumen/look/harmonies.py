"""How harmonious a picture's hues are."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BINS = 36
"""Hues, 10 degrees each."""
TEMPLATES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((0, 18),), ((0, 93.6),), ((0, 79.2), (90, 18)), ((0, 18), (180, 18)), ((0, 93.6), (180, 18)),
    ((0, 93.6), (180, 93.6)),
)  # fmt: skip
"""Sectors (centre, width) in degrees of the templates i, V, L, I, Y and X of Cohen-Or, Sorkine, Gal, Leyvand and Xu,
"Color harmonization", SIGGRAPH 2006, figure 3; T, half of all hues, and N, no hue, tell little and are left out."""


def harmony(histogram: Floats) -> float:
    """How near the hues lie to the best template at its best turn, 0..1; 1 for one hue or none.

    The distance is that of eq. 1 there: how far each hue lies outside the nearest sector, weighed by its share; 45
    degrees on average count as no harmony. `histogram` is float64 [36], weights of hues from 0 degrees.
    """
    total = float(histogram.sum())
    if total <= 0:
        return 1.0
    nearest = float((_distances() @ (histogram / total)).min())
    return max(0.0, 1 - nearest / 45)


@cache
def _distances() -> Floats:
    """Degrees of each hue outside each template at each turn [templates * 36, 36]."""
    hues = np.arange(BINS) * 10.0
    rows = [_outside(hues - turn, template) for template in TEMPLATES for turn in hues]
    return np.array(rows)


def _outside(hues: Floats, template: tuple[tuple[float, float], ...]) -> Floats:
    apart = [np.abs((hues - centre + 180) % 360 - 180) - width / 2 for centre, width in template]
    return np.asarray(np.maximum(np.min(apart, axis=0), 0))
