"""What colour reads on what lies there, measured on the picture itself; and a quiet scrim where nothing would."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.colour.contrast import READABLE, luminance, readable_on
from albumen.picture import RGB, Pixels

Colours = NDArray[np.float64]
_CELL = 12
"""Grain is averaged over cells of about this many pixels before it is judged: the eye does so too."""
_WORST = 4
"""The percentile of cells that must still read."""
_SCRIM_STEPS = tuple(i / 20 for i in range(1, 20))
_MARGIN = 1.08
"""Scrims are laid a little stronger than measured, because their edge is soft."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour of type and the veil it needs: `scrim` 0..1 of the colour `tone` under the lettering."""

    colour: RGB
    contrast: float
    """Ratio at the worst 4 % of the ground, 1..21, with the scrim laid."""
    scrim: float = 0.0
    tone: RGB = (0, 0, 0)


def cells(ground: Pixels) -> Colours:
    """The ground averaged over cells, float64 [cells, 3] in 0..255."""
    height, width = ground.shape[:2]
    size = (max(1, min(128, width // _CELL)), max(1, min(128, height // _CELL)))
    return cv2.resize(ground, size, interpolation=cv2.INTER_AREA).reshape(-1, 3).astype(np.float64)


def contrast_on(colour: RGB, ground: Colours) -> float:
    """The contrast ratio (WCAG 2.2) of a colour at the worst 4 % of the cells of a ground."""
    ink, under = float(luminance(colour)), luminance(ground)
    ratios = (np.maximum(ink, under) + 0.05) / (np.minimum(ink, under) + 0.05)
    return float(np.percentile(ratios, _WORST))


def readable_ink(wanted: RGB, ground: Colours) -> Ink:
    """`wanted` if it reads at 4.5:1; else a colour near it that does; else the better of both ends, with a scrim."""
    ratio = contrast_on(wanted, ground)
    if ratio >= READABLE:
        return Ink(wanted, ratio)
    near = readable_on(wanted, _ends(ground), READABLE * 1.02)
    ratio = contrast_on(near, ground)
    if ratio >= READABLE:
        return Ink(near, ratio)
    veiled = [_veiled(ink, tone, ground) for ink, tone in _poles(ground)]
    return min(veiled, key=lambda ink: ink.scrim)


def _ends(ground: Colours) -> tuple[RGB, RGB]:
    """Colours of the darkest and the lightest few cells."""
    order = np.argsort(luminance(ground))
    few = max(1, len(order) * 5 // 100)
    return _rgb(ground[order[:few]].mean(0)), _rgb(ground[order[-few:]].mean(0))


def _poles(ground: Colours) -> tuple[tuple[RGB, RGB], tuple[RGB, RGB]]:
    """Light type on a dark veil and dark on light, both tinted with the ground's own hue."""
    mean = ground.mean(0)
    return (((250, 247, 242), _rgb(mean * 0.12)), ((20, 18, 24), _rgb(255 - (255 - mean) * 0.12)))


def _veiled(colour: RGB, tone: RGB, ground: Colours) -> Ink:
    for share in _SCRIM_STEPS:
        ratio = contrast_on(colour, ground * (1 - share) + np.array(tone) * share)
        if ratio >= READABLE * _MARGIN:
            return Ink(colour, ratio, share, tone)
    return Ink(colour, ratio, share, tone)


def lay_scrim(pixels: Pixels, box: tuple[float, float, float, float], ink: Ink) -> None:
    """Veils the picture under a box (left, top, right, bottom in pixels), fading out around it; in place."""
    side = max(pixels.shape[:2])
    fade = max(8.0, 0.05 * side)
    left, top = (max(0, int(box[i] - 2 * fade)) for i in (0, 1))
    right, bottom = (min(pixels.shape[1 - i], int(box[2 + i] + 2 * fade)) for i in (0, 1))
    reach = (_ramp(left, right, box[0], box[2], fade), _ramp(top, bottom, box[1], box[3], fade))
    veil = (np.outer(reach[1], reach[0]) * ink.scrim).astype(np.float32)[..., None]
    patch = pixels[top:bottom, left:right]
    blended = patch * (1 - veil) + np.array(ink.tone, np.float32) * veil
    patch[:] = np.round(blended).astype(np.uint8)


def _ramp(start: int, stop: int, low: float, high: float, fade: float) -> NDArray[np.float64]:
    """1 between low and high, falling smoothly to 0 within two fades outside."""
    x = np.arange(start, stop)
    outside = np.maximum(np.maximum(low - x, x - high), 0) / (2 * fade)
    rest = np.clip(1 - outside, 0, 1)
    return np.asarray(rest * rest * (3 - 2 * rest))


def _rgb(colour: NDArray[np.float64]) -> RGB:
    r, g, b = (round(float(np.clip(v, 0, 255))) for v in colour)
    return r, g, b
