"""What glows in a night sky: colours that stay clear when they are dimmed, clouds of noise, faint stars."""

from __future__ import annotations

import cv2
import numpy as np

from albumen.colour.oklch import LCH
from albumen.draw.press.scenery.hours import Hour
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import one
from albumen.draw.press.scenery.wash import Values, dab, fixed

_PINK, _BESIDE = 345.0, 55.0
"""The hue that light turns to, in degrees, and how far it turns."""
_GOLD = 50.0, 130.0


def vivid(colour: LCH, light: float, hour: Hour) -> LCH:
    """A colour of the hour as light in the sky; gold, which dimmed is khaki, gives way to a hue beside the sky's."""
    hue = colour[2]
    if _GOLD[0] < hue < _GOLD[1]:
        hue = hour.hue + float(np.clip((_PINK - hour.hue + 180) % 360 - 180, -_BESIDE, _BESIDE))
    return (light, max(1.2 * colour[1], 0.32 * (1.05 - light)), hue % 360)


def billows(rng: np.random.Generator, cells: int, coarse: int, octaves: int) -> Values:
    """Clouds of noise, float32 [cells, cells] in about -1..1: `octaves` from `coarse` lumps up, each half as strong."""
    total = np.zeros((cells, cells), np.float32)
    for octave in range(octaves):
        lumps = rng.uniform(-1, 1, (coarse * 2**octave + 3,) * 2).astype(np.float32)
        total += 0.55**octave * cv2.resize(lumps, (cells, cells), interpolation=cv2.INTER_CUBIC)
    return np.asarray(total * 0.55, np.float32)


def strewn(setting: Scene, light: Values, horizon: float, tries: int, bare: float, most: float) -> None:
    """Faint stars above the horizon.

    Of `tries` places a share of `bare` has one in the dark sky, and `most` more of them where `light` [cells, cells]
    is 1.
    """
    rng, side = setting.rng, len(setting.pixels)
    places = rng.uniform(0, 1, (tries, 2)) * (1, horizon)
    cells = (places * len(light)).astype(int)
    shown = places[rng.uniform(0, 1, tries) < bare + most * light[cells[:, 1], cells[:, 0]]]
    bright = rng.uniform(0, 1, len(shown))
    sizes = np.maximum(np.rint((0.00028 + 0.00045 * bright**6) * side * 16), 1).astype(int)
    lights = (70 + 170 * bright**2).astype(int)
    mask = np.zeros((max(1, int(horizon * side)), side), np.uint8)
    for centre, size, level in zip(fixed(shown, side).tolist(), sizes.tolist(), lights.tolist(), strict=True):
        cv2.circle(mask, centre, size, level, -1, cv2.LINE_AA, 4)
    dab(setting.pixels[: len(mask)], np.asarray(np.rint(one(setting.hour.disc)), np.uint8), mask, mask)
