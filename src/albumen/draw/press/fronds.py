"""Fronds: a section of a song as a plant that is cut from paper."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.draw.press.reading import Reading, spread, stretches
from albumen.draw.press.scissors import cut, leaf
from albumen.draw.press.shapes import Points
from albumen.draw.press.structure import Part
from albumen.material import Material

_STEM = 80
_BASS = 36
"""Mel bands below this one are a frond's left side, about 1.2 kHz."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of plant: how many fingers a side, how wide, how far from the stem they stand."""

    fingers: tuple[int, int]
    slim: float
    """Half the width of a finger's root, of the distance between two."""
    wide: float
    """The same near its tip."""
    splay: float
    """The angle of the lowest fingers from the stem, in radians."""
    closing: float
    """How much narrower that angle is at the top."""
    reach: float
    round: float
    """How round its corners are cut, a fraction of the side."""


FERN = Kind((6, 9), 0.24, 0.44, 1.08, 0.50, 1.0, 0.0066)
WEED = Kind((4, 5), 0.30, 0.60, 1.25, 0.70, 0.95, 0.0120)
LEAF = Kind((5, 7), 0.26, 0.50, 1.10, 0.50, 1.1, 0.0090)
PALM = Kind((7, 10), 0.16, 0.34, 1.50, 1.15, 1.25, 0.0040)


def frond(part: Part, material: Material, root: float = 0.5, kind: Kind = FERN) -> list[Points]:
    """A section's frond as outlines; it grows from below the sheet near `root`, leaning as it lies in time."""
    lean = (part.middle - 0.5) * 2 + (0.5 - root) * 0.8
    length = 0.40 + 0.18 * part.loud + 0.12 * min(1.0, part.share * 2.4)
    angles = -np.pi / 2 + lean * (0.56 + 0.38 * np.linspace(0, 1, _STEM))
    steps = np.stack([np.cos(angles), np.sin(angles)], axis=1) * (length / _STEM)
    stem = np.array((root + lean * 0.18, 1.05)) + np.cumsum(steps, axis=0)
    width = 0.16 + 0.10 * part.loud
    fingers = _fingers(stem, angles, width, length, _levels(part, material, kind), kind)
    return cut([_stalk(stem, angles, width), *fingers], kind.round)


def _levels(part: Part, material: Material, kind: Kind) -> Reading:
    """The level of bass and treble along a section, 0..1 [fingers, 2]; longer sections have more fingers."""
    count = int(np.clip(round(part.share * 26), *kind.fingers))
    mel = np.rint(part.of(material.mel) * 255).astype(np.uint8)
    both = stretches(
        np.stack([mel[:, :_BASS].mean(axis=1), mel[:, _BASS:].mean(axis=1)], axis=1).astype(np.uint8), count
    )
    return np.stack([spread(both[:, 0], 0, 100), spread(both[:, 1], 0, 100)], axis=1)


def _stalk(stem: Points, angles: NDArray[np.float64], width: float) -> Points:
    half = width * np.linspace(0.13, 0.07, len(stem))[:, None]
    beside = np.stack([-np.sin(angles), np.cos(angles)], axis=1) * half
    return np.vstack([stem + beside, (stem - beside)[::-1]])


def _fingers(
    stem: Points, angles: NDArray[np.float64], width: float, length: float, levels: Reading, kind: Kind
) -> list[Points]:
    pitch = length * 0.82 / len(levels)
    made = [leaf(stem[-10], angles[-1], width * 0.5, pitch * kind.slim, pitch * kind.wide * 0.9)]
    for finger, both in enumerate(levels):
        up = 0.17 + 0.80 * (finger + 0.5) / len(levels)
        at = int(up * (_STEM - 1))
        taper = np.sin(np.pi * (0.24 + 0.58 * up)) ** 0.8
        splay = kind.splay - kind.closing * up
        between = pitch * np.sin(splay)
        for side, height in zip((-1, 1), both.tolist(), strict=True):
            reach = kind.reach * width * (0.42 + 0.72 * height) * taper + pitch * 0.35
            made.append(leaf(stem[at], angles[at] + side * splay, reach, kind.slim * between, kind.wide * between))
    return made
