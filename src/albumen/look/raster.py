"""A picture made small enough to be measured in milliseconds, as lightness and colour."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.colour.oklch import oklab_of
from albumen.errors import BadPicture
from albumen.picture import Picture, Pixels

Plane = NDArray[np.float32]

AREA = 192 * 192
"""Pixels that are measured."""
LEAST, MOST = 12, 1024
"""Sides of what is measured: a strip is squashed along its length, a single pixel spread out."""
MIDDLE = 384
"""Longer side of the grey picture in which lettering is looked for."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of about `AREA` pixels, the same shape as the original unless that is a strip."""

    light: Plane
    """OKLab L [height, width], 0..1."""
    red_green: Plane
    """OKLab a [height, width]."""
    blue_yellow: Plane
    """OKLab b [height, width]."""
    chroma: Plane
    """OKLab chroma [height, width]."""
    hue: Plane
    """OKLab hue [height, width] in degrees 0..360."""
    bytes: Pixels
    """The same in sRGB, uint8 [height, width, 3]."""
    grey: NDArray[np.uint8]
    """Luma of the picture with a longer side of at most `MIDDLE`, uint8 [height, width]."""

    @property
    def lab(self) -> Plane:
        """OKLab [height * width, 3]."""
        return np.stack([self.light.ravel(), self.red_green.ravel(), self.blue_yellow.ravel()], axis=1)


def raster(picture: Picture) -> Raster:
    """The picture, small; BadPicture if it has no pixels."""
    pixels = picture.pixels
    if pixels.ndim != 3 or pixels.shape[2] != 3 or not pixels.size:
        raise BadPicture(f"{picture.origin or 'The picture'} has no pixels; give uint8 [height, width, 3].")
    middle = _resized(_halved(pixels), _within(pixels.shape[0], pixels.shape[1], MIDDLE))
    small = _resized(middle, _sides(*pixels.shape[:2]))
    grey = cv2.cvtColor(middle, cv2.COLOR_RGB2GRAY)
    lab = oklab_of(small)
    light, a, b = (np.ascontiguousarray(lab[..., i]) for i in range(3))
    return Raster(light, a, b, np.hypot(a, b), _hue(a, b), small, np.asarray(grey, np.uint8))


def _hue(a: Plane, b: Plane) -> Plane:
    hue = np.degrees(np.arctan2(b, a))
    hue[hue < 0] += 360
    hue[hue >= 360] = 0  # what lies a rounding error below 360 becomes it
    return np.asarray(hue, np.float32)


def _within(height: int, width: int, longest: int) -> tuple[int, int]:
    """Sides that are each at most `longest` where the picture is not a strip."""
    scale = min(1.0, longest / (height * width) ** 0.5)
    return _clipped(height * scale, width * scale, height, width)


def _sides(height: int, width: int) -> tuple[int, int]:
    scale = min(1.0, (AREA / (height * width)) ** 0.5)
    return _clipped(height * scale, width * scale, height, width)


def _clipped(height: float, width: float, most_height: int, most_width: int) -> tuple[int, int]:
    """Whole sides; what a strip loses in length it may have in breadth."""
    high, wide = min(round(height), MOST), min(round(width), MOST)
    if wide == MOST:
        high = min(most_height, max(high, LEAST * 2))
    if high == MOST:
        wide = min(most_width, max(wide, LEAST * 2))
    return max(high, LEAST), max(wide, LEAST)


def _halved(pixels: Pixels) -> Pixels:
    """Halved as often as that is exact and leaves enough: several times as fast as going there in one step."""
    while not (pixels.shape[0] % 2 or pixels.shape[1] % 2) and pixels.shape[0] * pixels.shape[1] >= 4 * MIDDLE**2:
        half = (pixels.shape[1] // 2, pixels.shape[0] // 2)
        pixels = np.asarray(cv2.resize(pixels, half, interpolation=cv2.INTER_AREA), np.uint8)
    return pixels


def _resized(pixels: Pixels, sides: tuple[int, int]) -> Pixels:
    """Averaged where it shrinks; pixels repeated where it must grow."""
    high, wide = sides
    if (high, wide) == pixels.shape[:2]:
        return np.ascontiguousarray(pixels)
    shrinks = high <= pixels.shape[0] and wide <= pixels.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_NEAREST
    return np.asarray(cv2.resize(pixels, (wide, high), interpolation=how), np.uint8)
