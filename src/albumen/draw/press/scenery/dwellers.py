"""Who is in the forest: a hut with a lit window, a deer, someone with a lantern."""

from __future__ import annotations

import numpy as np

from albumen.draw.press.scenery.lamps import glow_at
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import one, rgb_of
from albumen.draw.press.scenery.staffage import placed, walker
from albumen.draw.press.shapes import Points, curve, rectangle, ribbon
from albumen.picture import RGB


def hut(setting: Scene, x: float, y: float, size: float, ink: RGB) -> None:
    """A small house, its window and door lit, smoke rising."""
    wall = rectangle(-0.62, -0.5, 0.62, 0.06)
    roof = np.array([(-0.8, -0.46), (-0.5, -1.0), (0.5, -1.0), (0.8, -0.46)])
    chimney = rectangle(0.22, -1.22, 0.36, -0.95)
    _smoke(setting, x + 0.29 * size, y - 1.22 * size, size)
    glow_at(setting, x, y - 0.15 * size, 1.7 * size, one(setting.hour.spark) * 0.30)
    for outline in placed([wall, roof, chimney], x, y, size):
        setting.canvas.polygon(outline, ink)
    for outline in placed([rectangle(-0.42, -0.36, -0.14, -0.12), rectangle(0.18, -0.40, 0.40, 0.05)], x, y, size):
        setting.canvas.polygon(outline, rgb_of(setting.hour.spark))
    for outline in placed([rectangle(-0.29, -0.36, -0.27, -0.12), rectangle(-0.42, -0.25, -0.14, -0.23)], x, y, size):
        setting.canvas.polygon(outline, ink)


def deer(setting: Scene, x: float, y: float, size: float, ink: RGB) -> None:
    """A stag that has heard us, looking over."""
    mirrored = bool(setting.rng.uniform() < 0.5)
    for outline in placed(_stag(), x, y, size, mirrored):
        setting.canvas.polygon(outline, ink)


def lantern_bearer(setting: Scene, x: float, y: float, size: float, ink: RGB) -> None:
    """Someone on the path with a lantern."""
    glow_at(setting, x + 0.30 * size, y - 0.42 * size, 2.4 * size, one(setting.hour.spark) * 0.42)
    for outline in placed(walker(), x, y, size):
        setting.canvas.polygon(outline, ink)
    setting.canvas.disc(x + 0.30 * size, y - 0.42 * size, 0.075 * size, rgb_of(setting.hour.spark))


def _smoke(setting: Scene, x: float, y: float, size: float) -> None:
    up = np.linspace(0, 1, 30)
    drift = size * (0.25 * np.sin(5 * up + float(setting.rng.uniform(0, 6))) * up + 0.5 * up**2)
    line = np.stack([x + drift, y - 2.6 * size * up], axis=1)
    setting.canvas.polygon(ribbon(line, size * (0.08 + 0.22 * up)), rgb_of(setting.hour.land[0]), alpha=0.5)


def _stag() -> list[Points]:
    body = curve([(-0.36, -0.5), (-0.30, -0.60), (-0.05, -0.58), (0.12, -0.61), (0.22, -0.72), (0.27, -0.82),
                  (0.36, -0.80), (0.45, -0.755), (0.44, -0.73), (0.36, -0.71), (0.33, -0.62), (0.26, -0.42),
                  (0.10, -0.37), (-0.20, -0.36), (-0.34, -0.40), (-0.36, -0.5)], 6)  # fmt: skip
    legs = [((-0.30, -0.45), (-0.33, -0.24), (-0.29, 0.0)), ((-0.22, -0.42), (-0.22, -0.22), (-0.19, 0.0)),
            ((0.13, -0.42), (0.13, -0.2), (0.11, 0.0)), ((0.21, -0.42), (0.22, -0.2), (0.24, 0.0))]  # fmt: skip
    antlers = [((0.29, -0.81), (0.22, -0.93), (0.25, -1.06)), ((0.235, -0.92), (0.15, -0.99)),
               ((0.24, -0.98), (0.30, -1.05)), ((0.32, -0.81), (0.36, -0.93), (0.44, -1.03)),
               ((0.36, -0.92), (0.44, -0.93)), ((0.38, -0.97), (0.37, -1.06))]  # fmt: skip
    ear, tail = (
        np.array([(0.28, -0.80), (0.20, -0.85), (0.27, -0.77)]),
        np.array([(-0.35, -0.55), (-0.41, -0.46), (-0.34, -0.46)]),
    )
    thick = [np.array([0.085, 0.04, 0.034])] * 4
    return [body, ear, tail, *[ribbon(np.array(leg), w) for leg, w in zip(legs, thick, strict=True)],
            *[ribbon(np.array(a), 0.02) for a in antlers]]  # fmt: skip
