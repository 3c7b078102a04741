"""How a picture is laid out: symmetry, horizon, border, middle."""

from __future__ import annotations

import cv2
import numpy as np

from albumen.look.raster import Plane, Raster

SIDE = 64


def layout(raster: Raster) -> dict[str, float]:
    """Where things are.

    - `mirror`, `reflection`: how like the picture is to itself turned left to right, and upside down: correlation of L,
      0..1 (McManus 2005 on symmetry in the arts).
    - `horizon`: share of the colour's variance that one level cut explains (Otsu's criterion on rows);
      `horizon height`: how high the cut lies.
    - `frame`: how even the outermost sixteenth is, 1 for one colour.
    - `glow`: lightness of the middle less that of the border.
    - `sky`: lightness of the upper third less that of the lower.
    """
    whole = np.dstack([raster.light, raster.red_green, raster.blue_yellow])
    small = np.asarray(cv2.resize(whole, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.float32)
    light = small[..., 0]
    found, height = _horizon(small)
    border, middle = _border(small), light[16:48, 16:48]
    return {
        "mirror": _alike(light, light[:, ::-1]),
        "reflection": _alike(light, light[::-1]),
        "horizon": found,
        "horizon height": height,
        "frame": float(np.exp(-8 * border.std(axis=0).sum())),
        "glow": float(middle.mean() - border[:, 0].mean()),
        "sky": float(light[: SIDE // 3].mean() - light[-SIDE // 3 :].mean()),
    }


def _alike(first: Plane, second: Plane) -> float:
    a, b = first - first.mean(), second - second.mean()
    power = float((a * a).sum())
    return max(0.0, float((a * b).sum()) / power) if power > 1e-4 else 1.0


def _horizon(small: Plane) -> tuple[float, float]:
    """The best cut between rows 4 and 60, and its height; a half where nothing is cut."""
    rows = small.mean(axis=1, dtype=np.float64)
    total = float(((small - small.mean(axis=(0, 1))) ** 2).sum(axis=2).mean())
    if total < 1e-6:
        return 0.0, 0.5
    cuts = np.arange(4, SIDE - 3)
    above = np.cumsum(rows, axis=0)[cuts - 1] / cuts[:, None]
    below = (rows.sum(axis=0) - above * cuts[:, None]) / (SIDE - cuts)[:, None]
    share = cuts / SIDE * (1 - cuts / SIDE) * ((above - below) ** 2).sum(axis=1) / total
    best = int(share.argmax())
    return float(share[best]), 1 - float(cuts[best]) / SIDE


def _border(small: Plane) -> Plane:
    inside = np.zeros((SIDE, SIDE), bool)
    inside[4:-4, 4:-4] = True
    return np.asarray(small[~inside], np.float32)
