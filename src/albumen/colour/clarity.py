"""Which hues stay clear when they get dark: yellow goes to mud, its neighbours do not."""

from __future__ import annotations

import numpy as np

from albumen.colour.oklch import LCH, fullest

_HUES = (0, 30, 55, 75, 100, 130, 150, 195, 235, 265, 300, 330, 360)
_LIGHTS = (0.63, 0.62, 0.71, 0.79, 0.87, 0.80, 0.69, 0.77, 0.67, 0.53, 0.58, 0.64, 0.63)
"""The lightness at which each hue is most itself: near sRGB's cusp."""


def natural_light(hue: float) -> float:
    """The lightness 0..1 at which a hue is most itself: yellow high, blue low."""
    return float(np.interp(hue % 360, _HUES, _LIGHTS))


def deep_hue(hue: float) -> float:
    """A near hue that stays clear in the dark: orange goes to rust, yellow to teal, olive to forest green."""
    hue = hue % 360
    if not 36 < hue < 148:
        return hue
    return 36 - (hue - 36) * 0.35 if hue < 96 else 148 + (148 - hue) * 0.85


def clear(colour: LCH) -> LCH:
    """The colour, its hue moved out of the muddy band if it is dark and coloured enough to be mud.

    The band (52 to 140 degrees) is widest in the dark and closed above a lightness of 0.80.
    """
    light, chroma, hue = colour
    depth = float(np.clip((0.80 - light) / 0.28, 0, 1))
    low, high = 100 - 48 * depth, 112 + 30 * depth
    if depth == 0 or chroma < 0.012 or not low < hue % 360 < high:
        return colour
    return (light, chroma, low if hue % 360 < 98 else high)


def coloured(light: float, share: float, hue: float, most: float = 0.2) -> LCH:
    """The OKLCH with a share 0..1 of the greatest chroma there is at that lightness and hue, and never over `most`."""
    light, _, hue = clear((light, 1.0, hue))
    return (light, min(fullest(light, hue) * share, most), hue)
