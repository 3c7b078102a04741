"""What stands or sails by the sea: a boat, a lighthouse, an island."""

from __future__ import annotations

import numpy as np

from albumen.draw.press.scenery.lamps import glow_at
from albumen.draw.press.scenery.rooms import rowing_boat
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import one, rgb_of
from albumen.draw.press.scenery.terrain import contour, crags
from albumen.draw.press.scenery.wash import Values, grid, shine
from albumen.draw.press.shapes import Points, curve, rectangle
from albumen.picture import RGB


def sail_boat(setting: Scene, x: float, y: float, size: float, ink: RGB, cloth: RGB, way: int) -> None:
    """A small sloop heading `way` (-1 left, 1 right), its waterline at y, `size` its height."""
    for outline, colour in ((_HULL, ink), (_MAST, ink), (_MAIN, cloth), (_JIB, cloth)):
        setting.canvas.polygon(outline * (way * size, size) + (x, y), colour)


def rower(setting: Scene, x: float, y: float, size: float, ink: RGB) -> None:
    """A rowing boat with a lantern."""
    glow_at(setting, x + 0.46 * size, y - 0.24 * size, 0.8 * size, one(setting.hour.spark) * 0.6)
    for outline in rowing_boat(x, y, size):
        setting.canvas.polygon(outline, ink)
    setting.canvas.disc(x + 0.46 * size, y - 0.24 * size, 0.03 * size, rgb_of(setting.hour.spark))


def lighthouse(setting: Scene, x: float, y: float, size: float, ink: RGB) -> None:
    """A lighthouse on its rock, its beam over the sea where it is dark enough to see it."""
    rock = crags(setting.rng, 200, coarse=3)
    at = np.linspace(-1, 1, 200)
    cliff = np.stack([x + at * size * 0.95, y + 0.012 - size * 0.36 * (0.35 + rock) * (1 - at**2) ** 0.7], axis=1)
    foot = y - 0.26 * size
    if setting.hour.sky[0][0] < 0.4:
        _beam(setting, x, foot - 0.9 * size, -1 if x > 0.5 else 1)
    tower = [
        curve([(-0.085, 0.05), (-0.065, -0.4), (-0.055, -0.8)], 4),
        curve([(0.055, -0.8), (0.065, -0.4), (0.085, 0.05)], 4),
    ]
    setting.canvas.polygon(np.concatenate(tower) * size + (x, foot), ink)
    setting.canvas.polygon(np.array([(-0.06, -0.93), (0, -1.02), (0.06, -0.93)]) * size + (x, foot), ink)
    setting.canvas.polygon(rectangle(-0.08, -0.82, 0.08, -0.795) * size + (x, foot), ink)
    setting.canvas.polygon(rectangle(-0.045, -0.93, 0.045, -0.82) * size + (x, foot), rgb_of(setting.hour.spark))
    for bar in (-0.045, 0.0, 0.037):
        setting.canvas.polygon(rectangle(bar, -0.93, bar + 0.008, -0.82) * size + (x, foot), ink)
    setting.canvas.polygon(cliff, ink)
    strength = 0.5 if setting.hour.sky[0][0] < 0.5 else 0.12
    glow_at(setting, x, foot - 0.88 * size, 0.55 * size, one(setting.hour.spark) * strength)


def island(setting: Scene, horizon: float, tall: float, left: float, right: float) -> Points:
    """An island on the horizon whose heights are the loudness of the piece."""
    loud = contour(setting.material.loudness, 400, smooth=0.05)
    at = np.linspace(0, 1, 400)
    dome = np.sin(np.pi * at) ** 0.8
    rise = dome * (0.35 + 0.65 * loud) * (0.8 + 0.35 * crags(setting.rng, 400, coarse=4))
    return np.stack([left + (right - left) * at, horizon + 0.002 - tall * rise], axis=1)


def _beam(setting: Scene, x: float, y: float, way: int) -> None:
    across, down = grid(200, 200)
    ahead = (across - x) * way
    angle = (down - y + 0.10 * ahead) / np.maximum(ahead, 1e-3)
    share = np.exp(-((angle / 0.075) ** 2)) * np.clip(ahead * 40, 0, 1) * np.exp(-np.maximum(ahead, 0) / 0.42)
    light: Values = share[..., None] * one(setting.hour.spark) * 0.55
    shine(setting.pixels, np.asarray(light, np.float32))


_HULL = np.concatenate(
    [
        np.array([(-0.34, -0.10), (0.42, -0.13)]),
        curve([(0.42, -0.13), (0.26, 0.03), (-0.1, 0.05), (-0.28, 0.02), (-0.34, -0.10)], 6),
    ]
)
_MAST = rectangle(0.02, -1.02, 0.036, -0.1)
_MAIN = curve([(0.0, -0.98), (-0.13, -0.55), (-0.33, -0.19), (-0.33, -0.185), (0.0, -0.17), (0.0, -0.175)], 6)
_JIB = np.concatenate([curve([(0.06, -0.86), (0.23, -0.45), (0.42, -0.18)], 6), np.array([(0.07, -0.18)])])
