"""Towers: buildings for a skyline, their outlines, their sides and their windows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.draw.press.scenery.wash import Values
from albumen.draw.press.shapes import Points, rectangle


@dataclass(frozen=True, slots=True)
class Tower:
    """A building: its edges as fractions of the side, and what kind of roof it has."""

    left: float
    right: float
    top: float
    bottom: float
    roof: int

    @property
    def width(self) -> float:
        """From its left to its right edge."""
        return self.right - self.left

    @property
    def fold(self) -> float:
        """Where its lit front ends and its shaded side begins."""
        return self.left + self.width * (0.62 + 0.05 * (self.roof % 3))


def row(
    rng: np.random.Generator,
    skyline: Values,
    bottom: float,
    widths: tuple[float, float],
    ragged: float,
    gap: float = 0.0,
) -> list[Tower]:
    """A row of towers from edge to edge whose roofs follow `skyline` (heights from the top, left to right)."""
    towers, x = [], float(rng.uniform(-0.04, 0.0))
    at = np.linspace(0, 1, len(skyline))
    while x < 1:
        width = float(rng.uniform(*widths))
        inside = skyline[(at >= x) & (at <= x + width)]
        top = float(inside.min() if len(inside) else skyline[-1]) + ragged * float(rng.uniform(-0.25, 1)) ** 2
        towers.append(Tower(x, x + width, min(top, bottom - 0.01), bottom, int(rng.integers(0, 7))))
        x += width + gap * float(rng.uniform(0, 1) ** 3)
    return towers


def outlines(tower: Tower) -> list[Points]:
    """The tower's silhouette with what stands on its roof."""
    t, w, middle = tower, tower.width, (tower.left + tower.right) / 2
    body = [rectangle(t.left, t.top, t.right, t.bottom + 0.01)]
    if t.roof == 1:
        body.append(rectangle(t.left + 0.18 * w, t.top - 0.35 * w, t.right - 0.18 * w, t.top))
        body.append(rectangle(t.left + 0.36 * w, t.top - 0.62 * w, t.right - 0.36 * w, t.top))
    elif t.roof == 2:
        body.append(np.array([(t.left, t.top), (t.right, t.top), (t.right, t.top - 0.45 * w)]))
    elif t.roof == 3:
        body.append(np.array([(t.left + 0.25 * w, t.top), (middle, t.top - 0.9 * w), (t.right - 0.25 * w, t.top)]))
        body.append(rectangle(middle - 0.012 * w, t.top - 1.5 * w, middle + 0.012 * w, t.top - 0.5 * w))
    elif t.roof == 4:
        body.append(rectangle(t.left + 0.1 * w, t.top - 0.1 * w, t.left + 0.45 * w, t.top))
        body.append(rectangle(t.left + 0.70 * w, t.top - 0.55 * w, t.left + 0.725 * w, t.top))
    elif t.roof == 5:
        body.extend(_tank(t.left + 0.6 * w, t.top, min(0.3 * w, 0.02)))
    return body


def mast(tower: Tower) -> tuple[float, float] | None:
    """The tip of the tower's mast, where a red lamp may burn."""
    if tower.roof == 3:
        return ((tower.left + tower.right) / 2, tower.top - 1.5 * tower.width)
    return (tower.left + 0.7125 * tower.width, tower.top - 0.55 * tower.width) if tower.roof == 4 else None


def shaded_side(tower: Tower) -> Points:
    """The side that lies in shadow."""
    return rectangle(tower.fold, tower.top, tower.right, tower.bottom + 0.01)


def _tank(x: float, y: float, size: float) -> list[Points]:
    """A water tank on legs."""
    tub = rectangle(x - 0.5 * size, y - 1.4 * size, x + 0.5 * size, y - 0.5 * size)
    lid = np.array([(x - 0.6 * size, y - 1.38 * size), (x, y - 1.8 * size), (x + 0.6 * size, y - 1.38 * size)])
    legs = [rectangle(x + k * size - 0.05 * size, y - 0.6 * size, x + k * size + 0.05 * size, y) for k in (-0.35, 0.35)]
    return [tub, lid, *legs]
