"""Light in the air: shafts, wisps of fog, fireflies."""

from __future__ import annotations

import cv2
import numpy as np

from albumen.draw.press.scenery.lamps import glow_at
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import Disc, one, rgb_of
from albumen.draw.press.scenery.wash import Values, grid, soften
from albumen.material import level

_CELLS = 160


def shafts(setting: Scene, disc: Disc, strength: float, tops: float) -> None:
    """Twelve shafts of light from the disc down through the air, as strong as the twelve pitch classes.

    They show only below `tops`, where there is mist to catch them.
    """
    x, y = grid(_CELLS, _CELLS)
    across, down = x - disc.x, y - disc.y
    angle, away = np.arctan2(across, np.maximum(down, 1e-3)), np.hypot(across, down)
    strong = level(setting.material.chroma).mean(axis=0)
    strong = (strong - strong.min()) / max(float(np.ptp(strong)), 0.1)
    share = np.zeros((_CELLS, _CELLS), np.float32)
    for k, power in enumerate(strong):
        at = -1.15 + 2.3 * (k + 0.5) / 12
        share += (0.15 + 0.85 * power) * np.exp(-(((angle - at) / (0.035 + 0.03 * power)) ** 2))
    share *= strength * np.exp(-away / 0.45) * np.clip(away / (disc.radius + 0.02) - 0.6, 0, 1) * (down > 0)
    share *= np.clip((y - tops) / 0.12, 0, 1)
    soften(setting.pixels, one(setting.hour.glow), np.asarray(np.clip(share, 0, 0.8), np.float32))


def wisps(setting: Scene, level_y: float, tall: float, strength: float) -> None:
    """Fog lying at a height, torn into wisps."""
    rng = setting.rng
    torn = cv2.resize(rng.uniform(0, 1, (26, 7)).astype(np.float32), (_CELLS, _CELLS), interpolation=cv2.INTER_CUBIC)
    _, y = grid(_CELLS, _CELLS)
    band = np.exp(-(((y - level_y) / tall) ** 2))
    share: Values = np.asarray(np.clip(band * (0.35 + 0.9 * torn) * strength, 0, 0.92), np.float32)
    soften(setting.pixels, one(setting.hour.land[0]), share, level_y - 2.2 * tall, level_y + 2.2 * tall)


def fireflies(setting: Scene, floor: float) -> None:
    """Sparks over the ground at the song's strongest onsets, their place in time from left to right."""
    onset = level(setting.material.onset)
    strongest = np.argsort(-onset, kind="stable")[: 14 + int(22 * setting.pace)]
    for i in strongest:
        x, y = (i + 0.5) / len(onset), floor - 0.26 * float(setting.rng.uniform()) ** 1.5
        size = 0.0009 + 0.0016 * float(setting.rng.uniform()) ** 2
        glow_at(setting, x, y, size * 9, one(setting.hour.spark) * 0.45)
        setting.canvas.disc(x, y, size, rgb_of(setting.hour.spark))
