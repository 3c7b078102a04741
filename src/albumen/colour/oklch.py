"""OKLab and OKLCH: colour as the eye orders it.

Reference: B. Ottosson, "A perceptual color space for image processing", 2020.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from albumen.picture import RGB, Pixels

LCH = tuple[float, float, float]
"""Lightness 0..1, chroma 0..0.37, hue in degrees."""

Floats = NDArray[np.float64]

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_CONES = np.linalg.inv(_TO_CONES)
_FROM_LAB = np.linalg.inv(_TO_LAB)
_FLOATS = (_FROM_LAB.ravel().tolist(), _FROM_CONES.ravel().tolist())
_DARKEST, _BRIGHTEST = -1e-5 / 12.92, 1 + 1e-5 * 2.4 / 1.055
"""Linear light that is 1e-5 of sRGB below its black and above its white."""


def linear(srgb: ArrayLike) -> Floats:
    """Linear light of sRGB values, both 0..1 (IEC 61966-2-1)."""
    x = np.asarray(srgb, np.float64)
    return np.where(x <= 0.04045, x / 12.92, ((np.maximum(x, 0) + 0.055) / 1.055) ** 2.4)


def encoded(light: ArrayLike) -> Floats:
    """Values in sRGB of linear light, the inverse of `linear`."""
    x = np.asarray(light, np.float64)
    return np.where(x <= 0.0031308, x * 12.92, 1.055 * np.maximum(x, 1e-12) ** (1 / 2.4) - 0.055)


def oklab(srgb: ArrayLike) -> Floats:
    """OKLab [..., 3] of sRGB [..., 3] in 0..1."""
    return _of(np.cbrt(_of(linear(srgb), _TO_CONES)), _TO_LAB)


def oklab_of(pixels: Pixels) -> NDArray[np.float32]:
    """OKLab float32 [..., 3] of 8-bit sRGB [..., 3]: as `oklab` to 1e-5, and several times as fast."""
    light = _linear_bytes()[pixels]
    return np.asarray(np.cbrt(light @ _TO_CONES.T.astype(np.float32)) @ _TO_LAB.T.astype(np.float32), np.float32)


def srgb(lab: ArrayLike) -> Floats:
    """Values in sRGB [..., 3] of OKLab [..., 3]; outside 0..1 where the colour cannot be shown."""
    return encoded(_of(_of(np.asarray(lab, np.float64), _FROM_LAB) ** 3, _FROM_CONES))


def oklch(srgb: ArrayLike) -> Floats:
    """OKLCH [..., 3] of sRGB [..., 3] in 0..1, hue in degrees 0..360."""
    light, a, b = np.moveaxis(oklab(srgb), -1, 0)
    return np.stack([light, np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360], axis=-1)


def from_oklch(colours: ArrayLike) -> Floats:
    """Values in sRGB [..., 3] of OKLCH [..., 3], chroma reduced until it can be shown, so always in 0..1."""
    light, chroma, hue = np.moveaxis(np.asarray(colours, np.float64), -1, 0)
    light = np.clip(light, 0, 1)
    low, high = np.zeros_like(chroma), np.maximum(chroma, 0)
    if _shown(light, high, hue).all():
        return np.clip(srgb(_lab(light, high, hue)), 0, 1)
    low = np.where(_shown(light, high, hue), high, low)
    for _ in range(14):
        middle = (low + high) / 2
        fits = _shown(light, middle, hue)
        low, high = np.where(fits, middle, low), np.where(fits, high, middle)
    return np.clip(srgb(_lab(light, low, hue)), 0, 1)


@lru_cache(maxsize=4096)
def rgb(light: float, chroma: float, hue: float) -> RGB:
    """The 8-bit sRGB colour nearest to an OKLCH one."""
    # One colour at a time, plain floats are thirty times as fast as arrays of one.
    r, g, b = _fitted(min(max(light, 0.0), 1.0), max(chroma, 0.0), math.radians(hue))
    return (_byte(r), _byte(g), _byte(b))


def lch(colour: RGB) -> LCH:
    """The OKLCH of an 8-bit sRGB colour."""
    light, chroma, hue = oklch(np.asarray(colour) / 255).tolist()
    return (light, chroma, hue)


@lru_cache(maxsize=4096)
def fullest(light: float, hue: float) -> float:
    """The greatest chroma that sRGB can show at a lightness and hue."""
    return float(oklch(_fitted(min(max(light, 0.0), 1.0), 0.4, math.radians(hue)))[1])


def hue_between(start: float, end: float, share: ArrayLike) -> Any:
    """The hue `share` of the way from `start` to `end` in degrees, the short way round."""
    return (start + ((end - start + 180) % 360 - 180) * np.asarray(share)) % 360


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """`share` of the way from one colour to another in OKLCH, the hue the short way round; a grey takes the other's."""
    (l0, c0, h0), (l1, c1, h1) = lch(first), lch(second)
    h0, h1 = (h1 if c0 < 0.01 else h0), (h0 if c1 < 0.01 else h1)
    return rgb(l0 + (l1 - l0) * share, c0 + (c1 - c0) * share, float(hue_between(h0, h1, share)))


@lru_cache(maxsize=1)
def _linear_bytes() -> NDArray[np.float32]:
    return linear(np.arange(256) / 255).astype(np.float32)


def _fitted(light: float, chroma: float, turn: float) -> tuple[float, float, float]:
    """`from_oklch` of one colour, its hue in radians."""
    a, b = math.cos(turn), math.sin(turn)
    found = _linear(light, chroma * a, chroma * b)
    if not _in_gamut(found):
        low, high = 0.0, chroma
        for _ in range(14):
            middle = (low + high) / 2
            inside = _in_gamut(_linear(light, middle * a, middle * b))
            low, high = (middle, high) if inside else (low, middle)
        found = _linear(light, low * a, low * b)
    return tuple(min(max(_encoded(x), 0.0), 1.0) for x in found)  # type: ignore[return-value]


def _linear(light: float, a: float, b: float) -> tuple[float, float, float]:
    """Linear light of one OKLab colour."""
    l, m, s = (_FLOATS[0][i] * light + _FLOATS[0][i + 1] * a + _FLOATS[0][i + 2] * b for i in (0, 3, 6))  # noqa: E741
    l, m, s = l * l * l, m * m * m, s * s * s  # noqa: E741
    first, second, third = (_FLOATS[1][i] * l + _FLOATS[1][i + 1] * m + _FLOATS[1][i + 2] * s for i in (0, 3, 6))
    return first, second, third


def _in_gamut(light: tuple[float, float, float]) -> bool:
    return all(_DARKEST < x < _BRIGHTEST for x in light)


def _encoded(x: float) -> float:
    return x * 12.92 if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055


def _byte(x: float) -> int:
    return round(x * 255)


def _of(colours: Floats, matrix: Floats) -> Floats:
    return colours @ matrix.T


def _lab(light: Floats, chroma: Floats, hue: Floats) -> Floats:
    angle = np.radians(hue)
    return np.stack([light, chroma * np.cos(angle), chroma * np.sin(angle)], axis=-1)


def _shown(light: Floats, chroma: Floats, hue: Floats) -> NDArray[np.bool_]:
    values = srgb(_lab(light, chroma, hue))
    return np.asarray(np.all((values > -1e-5) & (values < 1 + 1e-5), axis=-1))
