"""Halftone: continuous tone printed as dots of one ink on a turned lattice."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.draw.press.canvas import Canvas, Mask
from albumen.picture import RGB


def halftone(tone: Mask, side: int, pitch: float, degrees: float) -> Mask:
    """The ink's coverage, uint8 [side, side], 255 where it prints.

    `tone`, uint8 and square at any size, says how dark each place is: 0 prints nothing, 255 everything. The dots lie
    `pitch` apart (a fraction of the side; eight pixels or more) on a lattice turned by `degrees`.
    """
    gain = max(1.5, pitch * side * 0.34)
    grown = cv2.resize(tone, (side, side), interpolation=cv2.INTER_LINEAR)
    over = cv2.subtract(_lattice(side, pitch * side, degrees, 255 / gain), cv2.bitwise_not(grown))
    return np.asarray(cv2.LUT(over, np.clip(np.arange(256) * gain, 0, 255).astype(np.uint8)), np.uint8)


def printed(canvas: Canvas, coverage: Mask, ink: RGB, top: float = 0.0) -> None:
    """One ink laid over the canvas where `coverage` says, from `top` (a fraction of the side) down."""
    first = int(max(top, 0) * canvas.side)
    under, over = canvas.pixels[first:], coverage[first:]
    bare = cv2.bitwise_not(over)
    for channel, value in enumerate(ink):
        kept = cv2.multiply(np.ascontiguousarray(under[:, :, channel]), bare, scale=1 / 255)
        laid = cv2.LUT(over, np.rint(np.arange(256) * (value / 255)).astype(np.uint8))
        under[:, :, channel] = cv2.add(kept, laid)


def _lattice(side: int, pitch: float, degrees: float, lowest: float) -> Mask:
    """Threshold of every pixel, uint8: 255 in a dot's middle, `lowest` between four dots.

    The phase along each axis of the lattice is kept in 8 bits, where it wraps by itself.
    """
    at = np.arange(side) * (256 / pitch)
    turn = math.radians(degrees)
    along, across = at * math.cos(turn), at * math.sin(turn)
    crest = (1 + np.cos(np.arange(256) * (2 * np.pi / 256))) / 4
    wave = np.rint(lowest / 2 + (255 - lowest) * crest).astype(np.uint8)
    first = cv2.LUT(np.add.outer(_phase(across), _phase(along)), wave)
    second = cv2.LUT(np.add.outer(_phase(along), _phase(-across)), wave)
    return np.asarray(cv2.add(first, second), np.uint8)


def _phase(position: NDArray[np.floating]) -> Mask:
    return np.asarray(np.rint(position).astype(np.int64) & 255, np.uint8)
