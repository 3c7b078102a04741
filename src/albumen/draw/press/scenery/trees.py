"""Trees: spruces and bare trunks as outlines, each its own from seeded dice."""

from __future__ import annotations

import numpy as np

from albumen.draw.press.scenery.wash import Values
from albumen.draw.press.shapes import Points, curve


def spruce(rng: np.random.Generator, x: float, foot: float, height: float, slim: float) -> Points:
    """A spruce at x, its foot at `foot`, branches hanging in tiers; `slim` is half its width over its height."""
    tiers = int(np.clip(9 + height * 45, 9, 26))
    down = np.linspace(0.02, 0.97, tiers) ** 1.08
    left = _side(rng, down, slim)
    right = _side(rng, down, slim)
    lean = float(rng.normal(0, 0.012))
    outline = np.concatenate([[(0, 0)], left * (-1, 1), [(-0.02, 1.02), (0.02, 1.02)], right[::-1]])
    outline[:, 0] += lean * (1 - outline[:, 1])
    return outline * height + (x, foot - height)


def _side(rng: np.random.Generator, down: Values, slim: float) -> Points:
    """One side's branch tips and the notches between them."""
    reach = slim * down**0.85 * (0.72 + 0.45 * rng.uniform(size=len(down)))
    droop = 0.25 * reach + 0.012
    inner = reach * rng.uniform(0.25, 0.5, len(down))
    points = np.stack([reach, down + droop, inner, down + droop * 0.4 + 0.012], axis=1)
    return points.reshape(-1, 2)


def trunk(rng: np.random.Generator, x: float, foot: float, width: float) -> list[Points]:
    """A tall bare trunk from its roots at `foot` up past the top edge, with a few dead branches."""
    y = np.array([foot + 0.01, foot - 0.012, foot - 0.06, 0.5 * foot, -0.03])
    lean, bend = float(rng.normal(0, 0.012)), float(rng.normal(0, 0.006))
    middle = x + lean * (foot - y) + bend * np.sin((foot - y) * 5)
    half = width * np.array([1.05, 0.68, 0.55, 0.46, 0.38])
    left, right = np.stack([middle - half, y], 1), np.stack([middle + half, y], 1)
    twigs = [
        _twig(rng, x + lean * (foot - at), at, width) for at in rng.uniform(0.02, 0.75 * foot, int(rng.integers(2, 6)))
    ]
    return [np.concatenate([curve(left, 8), curve(right[::-1], 8)]), *twigs]


def _twig(rng: np.random.Generator, x: float, y: float, width: float) -> Points:
    way, length = (1 if rng.uniform() < 0.5 else -1), width * float(rng.uniform(1.0, 3.4))
    rise = float(rng.uniform(-0.25, 0.55))
    tip = (x + way * length, y - rise * length)
    knee = (x + way * 0.5 * length, y - 0.2 * rise * length)
    thick = 0.10 * width
    return np.array(
        [(x, y - thick), (knee[0], knee[1] - 0.7 * thick), tip, (knee[0], knee[1] + 0.7 * thick), (x, y + 1.6 * thick)]
    )
