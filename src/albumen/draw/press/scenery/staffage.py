"""Staffage: the small figures that give a landscape its scale, as outlines standing on (0, 0), one unit tall."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from albumen.draw.press.shapes import Points, curve, disc, ribbon


def placed(outlines: list[Points], x: float, y: float, height: float, mirrored: bool = False) -> list[Points]:
    """Outlines of a unit figure, its feet at (x, y), `height` a fraction of the side."""
    scale = np.array([-height if mirrored else height, height])
    return [outline * scale + (x, y) for outline in outlines]


def walker() -> list[Points]:
    """Someone in a long coat, in mid-step, with a stick."""
    coat = _line([(-0.05, -0.84), (0.06, -0.84), (0.12, -0.6), (0.17, -0.26), (-0.2, -0.24), (-0.13, -0.6)])
    legs = [
        _limb([(0.06, -0.3), (0.12, -0.14), (0.2, 0.0)], 0.08),
        _limb([(-0.08, -0.3), (-0.12, -0.14), (-0.2, 0.0)], 0.08),
    ]
    arm = _limb([(0.06, -0.74), (0.16, -0.6), (0.27, -0.56)], 0.06)
    stick = _limb([(0.27, -0.72), (0.33, 0.0)], 0.03)
    return [disc(0.01, -0.92, 0.085, 24), coat, *legs, arm, stick]


def camel() -> list[Points]:
    """A dromedary walking to the right, loaded."""
    body = curve([(-0.42, -0.5), (-0.36, -0.66), (-0.18, -0.74), (-0.05, -0.95), (0.08, -0.76), (0.26, -0.66),
                  (0.33, -0.5), (0.2, -0.4), (-0.1, -0.38), (-0.36, -0.42), (-0.42, -0.5)], 6)  # fmt: skip
    neck = _limb(curve([(0.26, -0.55), (0.42, -0.5), (0.5, -0.66), (0.52, -0.86)], 6), 0.1)
    head = curve([(0.46, -0.92), (0.52, -0.97), (0.66, -0.9), (0.68, -0.85), (0.54, -0.82), (0.46, -0.92)], 5)
    pack = _line([(-0.2, -0.78), (0.14, -0.78), (0.18, -0.52), (-0.24, -0.52)])
    legs = [((-0.34, -0.5), (-0.3, -0.24), (-0.38, 0.0)), ((-0.24, -0.45), (-0.2, -0.22), (-0.2, 0.0)),
            ((0.2, -0.45), (0.18, -0.22), (0.12, 0.0)), ((0.28, -0.5), (0.3, -0.24), (0.34, 0.0))]  # fmt: skip
    return [body, neck, head, pack, *[_limb(leg, 0.055) for leg in legs]]


def tent() -> list[Points]:
    """A small ridge tent seen from its open end."""
    return [_line([(-0.75, 0.02), (-0.03, -0.92), (-0.03, -1.0), (0.03, -1.0), (0.03, -0.92), (0.75, 0.02)])]


def tent_door() -> list[Points]:
    """The lit opening of the tent."""
    return [_line([(-0.2, 0.0), (0.0, -0.72), (0.22, 0.0)])]


def bird(spread: float) -> list[Points]:
    """A gull far off, wings more or less spread (0..1), one unit from tip to tip."""
    up = 0.1 + 0.22 * spread
    wing = curve([(-0.5, -up * 0.55), (-0.27, -up), (0.0, 0.0), (0.27, -up), (0.5, -up * 0.55)], 8)
    taper = 0.075 * np.sin(np.linspace(0.12, np.pi - 0.12, len(wing)))
    return [ribbon(wing, taper)]


def pylon() -> list[Points]:
    """A lattice pylon with three pairs of arms; its wires hang from `PYLON_ARMS`."""
    left, right = [(-0.16, 0.0), (-0.05, -0.55), (-0.02, -1.0)], [(0.16, 0.0), (0.05, -0.55), (0.02, -1.0)]
    lattice = [(-0.16, 0.0), (0.1, -0.24), (-0.08, -0.4), (0.05, -0.55), (-0.045, -0.66), (0.035, -0.8), (-0.02, -1.0)]
    other = [(-x, y) for x, y in lattice]
    arms = [_line([(-x, y), (0.0, y - 0.055), (x, y), (0.0, y + 0.012)]) for x, y in PYLON_ARMS]
    return [*[_limb(line, 0.016) for line in (left, right, lattice, other)], *arms]


PYLON_ARMS = ((0.2, -0.56), (0.27, -0.7), (0.17, -0.85))
"""Half the reach and the height of each pair of arms."""


def cable(start: tuple[float, float], end: tuple[float, float], sag: float) -> Points:
    """A wire hanging between two points, a parabola, as a line of 25 points."""
    share = np.linspace(0, 1, 25)
    line = np.outer(1 - share, start) + np.outer(share, end)
    line[:, 1] += sag * 4 * share * (1 - share)
    return line


def _line(points: ArrayLike) -> Points:
    return np.asarray(points, np.float64)


def _limb(points: ArrayLike, width: float) -> Points:
    return ribbon(_line(points), width)
