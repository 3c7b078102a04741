"""Windows: the spectrogram as the lights of a town, time from left to right, pitch from the street to the roofs."""

from __future__ import annotations

import cv2
import numpy as np

from albumen.draw.press.scenery.towers import Tower
from albumen.draw.press.scenery.wash import Values
from albumen.draw.press.shapes import Points, rectangle
from albumen.material import Material, level

LEVELS = 4
"""How many brightnesses a window may have."""

_CELLS = (240, 72)


def lights(material: Material) -> Values:
    """How brightly a window burns at each place of the town, float32 [72 storeys, 240 columns] from the street up.

    Each band is measured against its own quiet and loud, so that the treble's few notes burn as high as the bass.
    """
    mel = level(material.mel).T
    mel = mel - cv2.GaussianBlur(mel, (0, 0), sigmaX=30, sigmaY=4, borderType=cv2.BORDER_REPLICATE) * 0.75
    method = cv2.INTER_AREA if mel.shape[1] > _CELLS[0] else cv2.INTER_LINEAR
    small = cv2.resize(np.ascontiguousarray(mel), _CELLS, interpolation=method)
    low, high = np.percentile(small, (20, 97))
    return np.asarray(np.clip((small - low) / max(float(high - low), 0.08), 0, 1), np.float32)


def panes(
    rng: np.random.Generator, tower: Tower, burning: Values, roof: float, size: float, fill: float
) -> list[tuple[Points, int]]:
    """The lit windows of a tower and the level 0..3 at which each burns.

    `burning` is what `lights` gave; it spans from the street up to `roof`, the highest roof of the town (from the top).
    Storeys are `size` apart; `fill` says how many windows burn, 0..1.
    """
    style = int(rng.integers(0, 4))
    across, tall, wide = ((0.85, 0.5, 0.5), (0.7, 0.62, 0.38), (1.25, 0.42, 0.80), (1.0, 0.6, 0.6))[style]
    storeys, columns = int((tower.bottom - tower.top) / size) - 1, int((tower.width - 0.5 * size) / (across * size))
    if storeys < 1 or columns < 1:
        return []
    left = (tower.left + tower.right - columns * across * size) / 2
    x = left + (np.arange(columns) + 0.5) * across * size
    y = tower.top + (np.arange(storeys) + 0.9) * size
    heard = _heard(burning, x, (tower.bottom - y) / max(tower.bottom - roof, 0.05))
    chance = heard * (0.55 + 0.9 * rng.uniform(size=heard.shape)) * fill
    found = []
    for r, c in np.argwhere(chance > 0.36):
        half, up = wide * across * size / 2, tall * size / 2
        blind = up * (1 if rng.uniform() < 0.75 else 0.35)
        found.append(
            (rectangle(x[c] - half, y[r] - blind, x[c] + half, y[r] + up), int(min(3, (chance[r, c] - 0.36) * 6)))
        )
    return found


def _heard(burning: Values, x: Values, up: Values) -> Values:
    storey = np.clip(up * burning.shape[0], 0, burning.shape[0] - 1).astype(np.intp)
    column = np.clip(x * burning.shape[1], 0, burning.shape[1] - 1).astype(np.intp)
    return burning[np.ix_(storey, column)]
