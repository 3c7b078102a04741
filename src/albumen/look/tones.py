"""Light and colour of a picture as numbers."""

from __future__ import annotations

import numpy as np

from albumen.look.harmonies import harmony
from albumen.look.raster import Plane, Raster

Measured = dict[str, float]

WARMEST = 60.0
"""OKLab hue in degrees that is warmest, orange; its opposite, a greenish blue, is coldest (Ou et al. 2004, eq. 1, has
CIELAB hue 50)."""
HUES = (("red", 45.0), ("orange", 80.0), ("yellow", 125.0), ("green", 170.0), ("cyan", 225.0), ("blue", 290.0),
        ("purple", 360.0))  # fmt: skip
"""Names of OKLab hues, each with where it ends, in degrees."""
COLOURED = 0.03
"""OKLab chroma under which a pixel has no hue to speak of."""


def tones(raster: Raster) -> Measured:
    """Light, contrast, colour: each with its source.

    - `light`, `dark end`, `light end`: mean, 5th and 95th percentile of OKLab L.
    - `contrast`: standard deviation of L, the RMS contrast of Peli 1990, "Contrast in complex images", eq. 2.
    - `range`: the percentiles' difference over their sum, after Michelson.
    - `chroma`, `chroma spread`: mean and standard deviation of OKLab chroma.
    - `colourfulness`: Hasler and Süsstrunk 2003, "Measuring colourfulness in natural images", eq. 5, over 255.
    - `warmth`: cosine of the hue's distance from orange, weighed by chroma, -1..1 (Ou et al. 2004 for the direction).
    - `hue unity`: length of the mean hue vector, 1 where there is one hue.
    - `harmony`: nearness to a harmonic template of Cohen-Or et al. 2006; see `harmonies`.
    - `red` … `purple`: mean chroma of seven hues, `HUES`, over all pixels.
    - `black`, `white`, `grey`: shares of pixels with L < 0.22, with L > 0.93, and with no hue.
    - `skin`: share of pixels in the range of human skin, light and dark (hue 30..75, chroma 0.03..0.14, L 0.3..0.92).
    """
    return {**_light(raster.light), **_colour(raster), **_hues(raster), **_shares(raster)}


def _light(light: Plane) -> Measured:
    low, high = (float(x) for x in np.quantile(light, (0.05, 0.95)))
    return {
        "light": float(light.mean()),
        "dark end": low,
        "light end": high,
        "contrast": float(light.std()),
        "range": (high - low) / max(high + low, 0.05),
    }


def _colour(raster: Raster) -> Measured:
    chroma = raster.chroma
    return {
        "chroma": float(chroma.mean()),
        "chroma spread": float(chroma.std()),
        "colourfulness": _colourfulness(raster),
        "warmth": float(warmth(chroma, raster.hue)),
    }


def _colourfulness(raster: Raster) -> float:
    red, green, blue = np.moveaxis(raster.bytes.astype(np.float32) / 255, -1, 0)
    opposed, other = red - green, (red + green) / 2 - blue
    spread = np.hypot(opposed.std(), other.std())
    return float(spread + 0.3 * np.hypot(opposed.mean(), other.mean()))


def warmth(chroma: Plane, hue: Plane, axis: int | None = None) -> Plane:
    """Cold (-1) to warm (1): hues weighed by their chroma; 0 where there is hardly any colour."""
    warm: Plane = (chroma * np.cos(np.radians(hue - WARMEST))).sum(axis=axis)
    return np.asarray(warm / (chroma.sum(axis=axis) + 0.01 * _count(chroma, axis)), np.float32)


def _count(plane: Plane, axis: int | None) -> int:
    return plane.size if axis is None else plane.shape[axis]


def _hues(raster: Raster) -> Measured:
    weight = np.where(raster.chroma > COLOURED, raster.chroma, 0).ravel()
    histogram = np.asarray(np.bincount((raster.hue.ravel() / 10).astype(int) % 36, weight, 36), np.float64)
    angle = np.radians(np.arange(36) * 10 + 5)
    unity = np.hypot(histogram @ np.cos(angle), histogram @ np.sin(angle)) / max(float(histogram.sum()), 1e-9)
    return {"hue unity": float(unity), "harmony": harmony(histogram)}


def _shares(raster: Raster) -> Measured:
    light, chroma, hue = raster.light, raster.chroma, raster.hue
    which = np.searchsorted([bound for _, bound in HUES], hue.ravel(), side="right")
    shares = np.bincount(which, chroma.ravel(), len(HUES)) / chroma.size
    skin = (hue > 30) & (hue < 75) & (chroma > COLOURED) & (chroma < 0.14) & (light > 0.3) & (light < 0.92)
    return {
        **dict(zip((name for name, _ in HUES), shares.tolist(), strict=True)),
        "black": float((light < 0.22).mean()),
        "white": float((light > 0.93).mean()),
        "grey": float((chroma < COLOURED).mean()),
        "skin": float(skin.mean()),
    }
