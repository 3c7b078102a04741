"""Lines of a picture: how many, how straight, which way; and lettering."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.look.raster import Plane, Raster

EDGE = 0.06
"""Step of OKLab L a pixel that is an edge; Sobel's kernel over 8."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Gradients of lightness, each [height, width]."""

    across: Plane
    down: Plane
    strength: Plane


def edges(raster: Raster) -> Edges:
    """Sobel gradients of a picture that was smoothed a little, so that grain is no line."""
    smooth = cv2.GaussianBlur(raster.light, (0, 0), 0.8)
    across = np.asarray(cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=1 / 8), np.float32)
    down = np.asarray(cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=1 / 8), np.float32)
    return Edges(across, down, np.hypot(across, down))


def lines(found: Edges) -> dict[str, float]:
    """What the edges are like.

    - `edges`: share of pixels that are one; `edge strength`: mean gradient.
    - `flatness`: share of pixels with hardly any gradient, large in graphics and small in photographs.
    - `upright`, `level`, `slanted`: shares of gradient energy within 15 degrees of vertical lines, of horizontal ones,
      and of what is neither: tilt is dynamic (Arnheim 1954, "Art and visual perception", chapter 9).
    - `order`: how uneven the twelve directions are, 1 less the entropy (Redies et al. 2017 for edge entropy).
    - `angularity`: how often directions meet within a few pixels, the minor eigenvalue of the structure tensor over the
      major (Förstner 1987); sharp angles are felt as threat (Bar and Neta 2006).
    """
    strength, energy = found.strength, found.strength**2
    histogram = _directions(found, energy)
    total = max(float(histogram.sum()), 1e-9)
    share = histogram / total if total > 1e-6 else np.full(12, 1 / 12)
    return {
        "edges": float((strength > EDGE).mean()),
        "edge strength": float(strength.mean()),
        "flatness": float((strength < 0.004).mean()),
        "upright": float(share[0] + share[11]),
        "level": float(share[5] + share[6]),
        "slanted": float(share[1:5].sum() + share[7:11].sum()),
        "order": float(1 + (share * np.log(np.maximum(share, 1e-9))).sum() / np.log(12)),
        "angularity": _angularity(found, energy),
    }


def _directions(found: Edges, energy: Plane) -> NDArray[np.float64]:
    angle = np.degrees(np.arctan2(found.down, found.across)) % 180
    return np.asarray(np.bincount((angle.ravel() / 15).astype(int) % 12, energy.ravel(), 12), np.float64)


def _angularity(found: Edges, energy: Plane) -> float:
    xx, yy, xy = (cv2.GaussianBlur(x, (0, 0), 2.5) for x in (found.across**2, found.down**2, found.across * found.down))
    half, root = (xx + yy) / 2, np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    ratio = np.maximum(half - root, 0) / (half + root + 1e-6)
    return float((ratio * energy).sum() / max(float(energy.sum()), 1e-6))


def lettering(grey: NDArray[np.uint8]) -> float:
    """Share of the picture that looks like lines of type, 0..1: rows of thin strokes that stand out from their ground.

    Strokes are what a small opening or closing takes away (top hat, Serra 1982); near ones are joined sideways, and
    what is wide, low and well filled counts as a line of type. It cannot read: railings may pass for words.
    """
    kernel = np.ones((7, 7), np.uint8)
    light, dark = cv2.morphologyEx(grey, cv2.MORPH_TOPHAT, kernel), cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel)
    strokes = (np.maximum(light, dark) > 60).astype(np.uint8)
    joined = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, np.ones((1, 11), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=4)
    width, height, filled = (boxes[1:, i].astype(np.float64) for i in (2, 3, 4))
    lines = (width > 2.5 * height) & (height >= 4) & (height < 48) & (filled > 0.45 * width * height)
    return float((width * height)[lines].sum() / grey.size)
