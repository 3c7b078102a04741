"""Small lamps with their glow."""

from __future__ import annotations

import cv2
import numpy as np

from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import one
from albumen.draw.press.scenery.wash import Values
from albumen.draw.press.shapes import disc

RED = (0.66, 0.22, 25)
"""The lamp on a mast."""


def lamps(
    setting: Scene, places: list[tuple[float, float]], size: float, colour: tuple[float, float, float] = RED
) -> None:
    """Lamps at places (x, y), `size` their radius, each in a small halo."""
    core = one((min(colour[0] + 0.2, 0.96), colour[1] * 0.6, colour[2]))
    for x, y in places:
        glow_at(setting, x, y, size * 7, one(colour) * 0.6)
        setting.canvas.disc(x, y, size, tuple(int(c) for c in core))  # type: ignore[arg-type]


def lamp_path(setting: Scene, x: float, line: float, length: float) -> None:
    """What a lamp at the water's edge throws on the water: short strokes, wider and rarer toward us."""
    colour = one(setting.hour.spark)
    y = line + 0.006
    while y < line + length:
        down = (y - line) / length
        half = (0.0022 + 0.005 * down) * float(setting.rng.uniform(0.4, 1.2))
        at = x + float(setting.rng.normal(0, 0.0012 + 0.002 * down))
        stroke = disc(0, 0, 1, 16) * (half, 0.0009 + 0.0009 * down) + (at, y)
        setting.canvas.polygon(stroke, tuple(int(c) for c in colour), alpha=0.75 * (1 - down) + 0.08)  # type: ignore[arg-type]
        y += 0.0045 + 0.008 * down


def glow_at(setting: Scene, x: float, y: float, radius: float, light: Values) -> None:
    """Add `light` float32 [3] at a place, fading to nothing at `radius`."""
    side = setting.canvas.side
    left, right = (int(np.clip(round((x + d) * side), 0, side)) for d in (-radius, radius))
    top, bottom = (int(np.clip(round((y + d) * side), 0, side)) for d in (-radius, radius))
    if right <= left or bottom <= top:
        return
    part = setting.pixels[top:bottom, left:right]
    cells = min(160, right - left, bottom - top)
    across = (left + (np.arange(cells) + 0.5) * (right - left) / cells) / side - x
    down = (top + (np.arange(cells) + 0.5) * (bottom - top) / cells) / side - y
    fall = np.clip(1 - np.hypot(across[None], down[:, None]) / radius, 0, 1) ** 2.4
    shown = np.rint(fall[..., None] * light).astype(np.uint8)
    cv2.add(part, cv2.resize(shown, (right - left, bottom - top), interpolation=cv2.INTER_LINEAR), dst=part)
