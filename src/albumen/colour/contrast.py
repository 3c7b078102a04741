"""How well one colour reads on another: WCAG 2.2, "contrast ratio" and "relative luminance"."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from albumen.colour.oklch import Floats, lch, linear, rgb
from albumen.picture import RGB

READABLE = 4.5
"""The ratio that WCAG 2.2, criterion 1.4.3, asks for text."""

_WEIGHTS = np.array([0.2126, 0.7152, 0.0722])


def luminance(colours: ArrayLike) -> Floats:
    """Relative luminance 0..1 of 8-bit sRGB colours [..., 3]."""
    return np.asarray(linear(np.asarray(colours) / 255) @ _WEIGHTS)


def contrast(first: RGB, second: RGB) -> float:
    """Contrast ratio of two 8-bit sRGB colours, 1..21."""
    low, high = sorted((float(luminance(first)), float(luminance(second))))
    return (high + 0.05) / (low + 0.05)


def readable(colour: RGB, ground: RGB, ratio: float = READABLE) -> RGB:
    """`colour`, its lightness moved away from `ground` just until it reads on it; else black or white."""
    return readable_on(colour, (ground,), ratio)


def readable_on(colour: RGB, grounds: tuple[RGB, ...], ratio: float = READABLE) -> RGB:
    """`colour` moved in lightness until it reads on all `grounds`; the better of black and white if it cannot."""
    light, chroma, hue = lch(colour)
    for step in range(51):
        for tried in (light + step * 0.02, light - step * 0.02):
            moved = rgb(tried, chroma, hue) if step else colour
            if 0 <= tried <= 1 and _worst(moved, grounds) >= ratio:
                return moved
    return max(((255, 255, 255), (0, 0, 0)), key=lambda c: _worst(c, grounds))


def _worst(colour: RGB, grounds: tuple[RGB, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)
