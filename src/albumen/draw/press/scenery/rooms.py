"""The one lit window that matters: a dark house close by, a warm room, someone in it."""

from __future__ import annotations

import numpy as np

from albumen.draw.press.scenery.lamps import glow_at
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import one, rgb_of
from albumen.draw.press.scenery.staffage import placed
from albumen.draw.press.shapes import Points, curve, disc, rectangle, ribbon

_PITCH = 0.052


def foreground(setting: Scene, left: bool, water: float | None) -> None:
    """Close by: a house with one lit window; or a roof with someone on it; or, where there is water, a boat."""
    chance = setting.rng.uniform()
    if chance < 0.45:
        lit_room(setting, left, 1.0)
    elif chance < 0.72 or water is None:
        roof_top(setting, left)
    else:
        lantern_boat(setting, water)


def roof_top(setting: Scene, left: bool) -> None:
    """The edge of a roof along the bottom, a tank, and two who sit and look at the town."""
    rng, canvas, ink = setting.rng, setting.canvas, rgb_of(_dimmed(setting, 1.0))
    edge, x = float(rng.uniform(0.90, 0.94)), float(rng.uniform(0.24, 0.42))
    x, tank = (1 - x, 0.12) if left else (x, 0.86)
    canvas.polygon(rectangle(-0.01, edge, 1.01, 1.01), ink)
    canvas.polygon(rectangle(-0.01, edge - 0.004, 1.01, edge + 0.006), rgb_of(_dimmed(setting, 1.5)))
    for at, tall in ((x, 0.046), (x + 0.034, 0.042)):
        for outline in placed(_sitter(), at, edge, tall):
            canvas.polygon(outline, ink)
    for outline in [*_tank(tank, edge, 0.07), rectangle(1 - tank, edge - 0.075, 1 - tank + 0.0012, edge)]:
        canvas.polygon(outline, ink)
    glow_at(setting, x + 0.06, edge - 0.006, 0.05, one(setting.hour.spark) * 0.35)
    canvas.polygon(rectangle(x + 0.057, edge - 0.013, x + 0.063, edge - 0.003), rgb_of(setting.hour.spark))


def lantern_boat(setting: Scene, water: float) -> None:
    """A rowing boat on the water with a lantern in its bow."""
    rng, canvas, ink = setting.rng, setting.canvas, rgb_of(_dimmed(setting, 0.8))
    x, y, size = float(rng.uniform(0.25, 0.75)), water + (1 - water) * float(rng.uniform(0.45, 0.65)), 0.075
    for outline in rowing_boat(x, y, size):
        canvas.polygon(outline, ink)
    for k in range(7):
        half = size * (0.42 - 0.04 * k) * float(rng.uniform(0.7, 1.1))
        canvas.polygon(disc(0, 0, 1, 24) * (half, 0.0011) + (x, y + 0.006 + 0.006 * k), ink, alpha=0.6 - 0.07 * k)
    glow_at(setting, x + 0.46 * size, y - 0.22 * size, 0.06, one(setting.hour.spark) * 0.5)
    canvas.disc(x + 0.46 * size, y - 0.22 * size, 0.0028, rgb_of(setting.hour.spark))


def rowing_boat(x: float, y: float, size: float) -> list[Points]:
    """Hull, rower and oars, the waterline at y."""
    hull = curve(
        [
            (-0.5, -0.13),
            (-0.36, 0.02),
            (0.0, 0.05),
            (0.36, 0.02),
            (0.52, -0.17),
            (0.3, -0.07),
            (-0.3, -0.06),
            (-0.5, -0.13),
        ],
        6,
    )
    back = curve([(-0.1, -0.03), (-0.11, -0.28), (-0.02, -0.36), (0.07, -0.28), (0.1, -0.03)], 6)
    oar = ribbon(np.array([(0.02, -0.2), (-0.34, 0.1)]), 0.018)
    return [outline * size + (x, y) for outline in (hull, back, disc(-0.01, -0.43, 0.075, 24), oar)]


def _tank(x: float, y: float, size: float) -> list[Points]:
    tub, lid = (
        rectangle(x - 0.5 * size, y - 1.5 * size, x + 0.5 * size, y - 0.55 * size),
        [(-0.58, -1.48), (0, -1.9), (0.58, -1.48)],
    )
    legs = [
        ribbon(np.array([(x + k * size, y - 0.6 * size), (x + 1.1 * k * size, y)]), 0.05 * size)
        for k in (-0.4, 0.0, 0.4)
    ]
    brace = [ribbon(np.array([(x + k * size, y - 0.55 * size), (x - k * size, y)]), 0.025 * size) for k in (-0.4, 0.4)]
    return [tub, np.array(lid) * size + (x, y), *legs, *brace]


def lit_room(setting: Scene, left: bool, floor: float) -> None:
    """Draw the near house at the left or right edge, its dark windows, and the lit one."""
    rng, canvas = setting.rng, setting.canvas
    width, top = float(rng.uniform(0.17, 0.27)), float(rng.uniform(0.60, 0.72))
    a, b = (-0.01, width) if left else (1 - width, 1.01)
    wall, pane = rgb_of(_dimmed(setting, 1.0)), rgb_of(_dimmed(setting, 1.35))
    canvas.polygon(rectangle(a, top, b, floor + 0.01), wall)
    canvas.polygon(rectangle(a - 0.006, top - 0.006, b + 0.006, top + 0.006), wall)
    for outline in _roof(a if left else b, 1 if left else -1, top):
        canvas.polygon(outline, wall)
    inner = np.arange(a + 0.035 if left else a + 0.022, b - 0.03, _PITCH)
    storeys = np.arange(top + 0.03, 0.96, 0.075)
    chosen = (int(rng.integers(len(storeys))) if len(storeys) > 1 else 0, int(rng.integers(len(inner))))
    for i, y in enumerate(storeys):
        for j, x in enumerate(inner):
            if (i, j) == chosen:
                _room(setting, float(x), float(y))
            else:
                canvas.polygon(rectangle(x, y, x + 0.026, y + 0.044), pane)


def _dimmed(setting: Scene, share: float) -> tuple[float, float, float]:
    light, chroma, hue = setting.hour.land[-1]
    return (light * 0.82 * share, chroma * 0.9, hue)


def _roof(x: float, way: int, top: float) -> list[Points]:
    """A chimney and an aerial."""
    chimney = rectangle(min(x + way * 0.05, x + way * 0.075), top - 0.03, max(x + way * 0.05, x + way * 0.075), top)
    pole = rectangle(x + way * 0.12 - 0.0008, top - 0.06, x + way * 0.12 + 0.0008, top)
    rods = [
        rectangle(x + way * 0.12 - r, top - h, x + way * 0.12 + r, top - h + 0.0012)
        for r, h in ((0.014, 0.058), (0.011, 0.05))
    ]
    return [chimney, pole, *rods]


def _room(setting: Scene, x: float, y: float) -> None:
    canvas, ink = setting.canvas, rgb_of(_dimmed(setting, 1.0))
    glow_at(setting, x + 0.013, y + 0.022, 0.10, one(setting.hour.spark) * 0.28)
    canvas.polygon(rectangle(x, y, x + 0.026, y + 0.044), rgb_of(setting.hour.spark))
    for outline in placed(_sitter(), x + 0.0155, y + 0.044, 0.026):
        canvas.polygon(outline, ink)
    canvas.polygon(rectangle(x + 0.0125, y, x + 0.0135, y + 0.044), ink)
    canvas.polygon(rectangle(x, y + 0.0145, x + 0.026, y + 0.0155), ink)
    canvas.polygon(rectangle(x - 0.003, y + 0.044, x + 0.029, y + 0.0465), rgb_of(_dimmed(setting, 1.6)))


def _sitter() -> list[Points]:
    """Head and shoulders of someone who looks out."""
    bust = curve([(-0.34, 0.0), (-0.3, -0.32), (-0.1, -0.46), (0.1, -0.46), (0.3, -0.32), (0.34, 0.0)], 6)
    return [bust, disc(0.0, -0.68, 0.17, 32), rectangle(-0.07, -0.55, 0.07, -0.4)]
