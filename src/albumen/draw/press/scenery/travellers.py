"""Who is on the way over a ridge: a caravan, a walker, a tent, a line of pylons; and the birds."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from albumen.draw.press.reading import section_places
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import Disc, rgb_of
from albumen.draw.press.scenery.staffage import PYLON_ARMS, bird, cable, camel, placed, pylon, tent, tent_door, walker
from albumen.draw.press.scenery.terrain import summits
from albumen.draw.press.scenery.wash import Values
from albumen.draw.press.shapes import Points

_WIRED = ("Electronic", "Hip hop", "Rock", "Disco", "Pop")


def people(setting: Scene, edge: Values, near: float, disc: Disc) -> None:
    """Put on a ridge whoever suits the song: wires for electric music, else a caravan, a walker or a camp."""
    wired = setting.description.top("genres", 1)[:1] and setting.description.top("genres", 1)[0] in _WIRED
    chance = setting.rng.uniform()
    if wired and chance < 0.6:
        _pylons(setting, edge)
    elif chance < 0.3:
        _caravan(setting, edge)
    elif chance < 0.78:
        _wanderer(setting, edge, disc)
    else:
        _camp(setting, edge)
    if not setting.hour.night:
        flock(setting, disc)


def flock(setting: Scene, disc: Disc) -> None:
    """A few birds, one for each section of the song, off to the side of the sun."""
    rng, count = setting.rng, min(len(section_places(setting.material)) + 2, 11)
    x, y = disc.x + (0.14 + disc.radius) * (1 if disc.x < 0.5 else -1), disc.y - 0.02
    for _ in range(count):
        height = float(rng.uniform(0.008, 0.019))
        outlines = placed(
            bird(float(rng.uniform())), x + float(rng.normal(0, 0.045)), y + float(rng.normal(0, 0.022)), height
        )
        setting.canvas.polygons(outlines, rgb_of(setting.hour.land[2]))


def _pylons(setting: Scene, edge: Values) -> None:
    start, step = float(setting.rng.uniform(0.03, 0.12)), float(setting.rng.uniform(0.15, 0.22))
    ink = rgb_of(setting.hour.land[-1])
    tops: list[list[tuple[float, float]]] = []
    for k in range(8):
        x, height = start + step * k * (1 - 0.035 * k), 0.105 * 0.88**k
        y = _height(edge, x) + 0.006
        for outline in placed(pylon(), x, y, height):
            setting.canvas.polygon(outline, ink)
        tops.append([(x + side * reach * height, y + up * height) for reach, up in PYLON_ARMS for side in (-1, 1)])
    for here, there in pairwise(tops):
        for a, b in zip(here, there, strict=True):
            setting.canvas.stroke(cable(a, b, 0.02), 0.00055, ink)


def _caravan(setting: Scene, edge: Values) -> None:
    count = int(np.clip(len(section_places(setting.material)) + 1, 3, 9))
    start = float(setting.rng.uniform(0.12, 0.5))
    ink = rgb_of(setting.hour.land[-1])
    for k in range(count):
        _stand(setting, camel(), start + 0.043 * k + float(setting.rng.uniform(-0.004, 0.004)), edge, 0.030, ink)
    _stand(setting, walker(), start + 0.043 * count - 0.008, edge, 0.021, ink)


def _wanderer(setting: Scene, edge: Values, disc: Disc) -> None:
    tops = [top / (len(edge) - 1) for top in summits(edge, 0.06)]
    inside = [x for x in tops if 0.12 < x < 0.88] or [0.3]
    x = min(inside, key=lambda at: abs(at - disc.x))
    _stand(setting, walker(), x, edge, 0.034, rgb_of(setting.hour.land[-1]), mirrored=disc.x < x)


def _camp(setting: Scene, edge: Values) -> None:
    x = float(setting.rng.uniform(0.2, 0.8))
    _stand(setting, tent(), x, edge, 0.030, rgb_of(setting.hour.land[-1]))
    _stand(setting, tent_door(), x, edge, 0.030, rgb_of(setting.hour.spark))
    _stand(setting, walker(), x + 0.045, edge, 0.026, rgb_of(setting.hour.land[-1]), mirrored=True)


def _stand(
    setting: Scene, outlines: list[Points], x: float, edge: Values, height: float, ink: tuple[int, int, int],
    mirrored: bool = False,
) -> None:  # fmt: skip
    for outline in placed(outlines, x, _height(edge, x) + 0.04 * height, height, mirrored):
        setting.canvas.polygon(outline, ink)


def _height(edge: Values, x: float) -> float:
    return float(np.interp(x, np.linspace(0, 1, len(edge)), edge))
