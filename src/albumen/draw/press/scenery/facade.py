"""A house in the rain, seen from the street: one warm window of twelve panes, the wet pavement, a passer-by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.colour.oklch import LCH, lch
from albumen.draw.press.scenery.interior import WARM
from albumen.draw.press.scenery.lamps import glow_at
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import one, rgb_of
from albumen.draw.press.scenery.staffage import placed
from albumen.draw.press.scenery.still_life import cat, plant
from albumen.draw.press.scenery.wash import coloured, dab, flat, grid, patch, ramp, small, stencil
from albumen.draw.press.scenery.water import mirror
from albumen.draw.press.shapes import Points, curve, rectangle, ribbon
from albumen.material import level
from albumen.picture import RGB

_WIDE, _TALL = 0.33, 0.42
_ROWS, _COLUMNS = 4, 3


@dataclass(frozen=True, slots=True)
class House:
    """Where its window begins from the left and from the top, and the pavement."""

    left: float
    top: float
    street: float

    @property
    def far(self) -> bool:
        """Whether the window is on the right."""
        return self.left > 0.35


def house_of(setting: Scene) -> House:
    """The window left or right, higher or lower."""
    left = float(setting.rng.choice([0.11, 0.56]))
    top = float(setting.rng.uniform(0.19, 0.24))
    return House(left, top, float(setting.rng.uniform(0.735, 0.76)))


def front(setting: Scene, house: House) -> None:
    """The wall, warm around the window; its courses of stone."""
    x, y = grid(160, 160)
    middle = house.left + _WIDE / 2
    away = np.hypot(x - middle, 0.8 * (y - house.top - _TALL / 2))
    share = np.clip(0.97 - 0.26 * y + 0 * x, 0, 1)
    warm = np.exp(-np.maximum(away - 0.14, 0) / 0.16)[..., None] * 0.26
    wall = coloured(share, ramp(setting.hour.land)) * 0.92
    field = small(wall * (1 - warm) + one(WARM) * warm * 0.8)
    patch(setting.pixels, [rectangle(-0.01, -0.01, 1.01, 1.01)], field)
    courses = [rectangle(-0.01, at, 1.01, at + 0.0016) for at in np.arange(0.045, house.street, 0.047)]
    patch(setting.pixels, courses, flat((setting.hour.land[-1][0] * 0.62, *setting.hour.land[-1][1:])), 0.45)


def window(setting: Scene, house: House, accents: tuple[RGB, ...]) -> None:
    """Twelve panes, one for each pitch class from C, each lit as strongly as its pitch sounds; who lives there.

    The three strongest are of coloured glass.
    """
    strong = level(setting.material.chroma).mean(axis=0)
    strong = (strong - strong.min()) / max(float(np.ptp(strong)), 0.1)
    wide, tall = _WIDE / _COLUMNS, _TALL / _ROWS
    glow_at(setting, house.left + _WIDE / 2, house.top + _TALL / 2, 0.42, one(WARM) * 0.28)
    dark = rgb_of((setting.hour.land[-1][0] * 0.7, *setting.hour.land[-1][1:]))
    setting.canvas.polygon(_around(house, 0.022), dark)
    stained = dict(zip(np.argsort(-strong, kind="stable")[:3].tolist(), map(_glass, accents), strict=False))
    for pitch, power in enumerate(strong.tolist()):
        x, y = house.left + pitch % _COLUMNS * wide, house.top + pitch // _COLUMNS * tall
        # The quiet panes are amber, the loud ones nearly white.
        tint = stained.get(pitch, (0.66 + 0.28 * power, 0.14 - 0.06 * power, 62 + 22 * power))
        setting.canvas.polygon(rectangle(x + 0.005, y + 0.005, x + wide - 0.005, y + tall - 0.005), rgb_of(tint))
    foot = house.top + _TALL - 0.005
    dweller = cat() if setting.rng.uniform() < 0.6 else plant(setting.rng)
    for outline in placed(dweller, house.left + _WIDE * float(setting.rng.choice([0.3, 0.7])), foot, 0.15):
        setting.canvas.polygon(outline, dark)
    ledge = rectangle(house.left - 0.035, foot + 0.016, house.left + _WIDE + 0.035, foot + 0.034)
    setting.canvas.polygon(ledge, rgb_of(setting.hour.land[-2]))


def pavement(setting: Scene, house: House) -> None:
    """Someone under an umbrella, and the street that mirrors it all."""
    ink = rgb_of((setting.hour.land[-1][0] * 0.45, *setting.hour.land[-1][1:]))
    x = house.left + _WIDE * (-0.42 if house.far else 1.42)
    for outline in placed(_umbrella(), x, house.street + 0.004, 0.21, house.far):
        setting.canvas.polygon(outline, ink)
    mirror(setting.pixels, house.street, one(setting.hour.land[-1]) * 0.6, setting.rng, 0.35, 0.5)
    setting.canvas.polygon(rectangle(-0.01, house.street - 0.003, 1.01, house.street + 0.003), ink)


def rainfall(setting: Scene, house: House) -> None:
    """The rain before it: a stroke for every onset, bright where it crosses the window's light."""
    rng, onset = setting.rng, level(setting.material.onset)
    strongest = np.argsort(-onset, kind="stable")[: 150 + int(250 * setting.pace)]
    slant = float(rng.uniform(0.06, 0.2)) * (1 if house.far else -1)
    lines: list[Points] = []
    for i in strongest:
        x, y = (i + 0.5) / len(onset) * 1.2 - 0.1, float(rng.uniform(-0.05, 0.93))
        length = 0.025 + 0.07 * float(onset[i]) * float(rng.uniform(0.4, 1))
        lines.append(ribbon(np.array([(x, y), (x - slant * length, y + length)]), 0.0011))
    side = setting.canvas.side
    mask = stencil(lines, side, 0, side)
    dab(setting.pixels, np.rint(one(setting.hour.sky[-1])).astype(np.uint8), np.asarray(mask // 4, np.uint8), mask)


def _glass(accent: RGB) -> LCH:
    """An accent as coloured glass with a lamp behind it."""
    _, chroma, hue = lch(accent)
    return (0.80, min(chroma, 0.13), hue)


def _around(house: House, edge: float) -> Points:
    return rectangle(house.left - edge, house.top - edge, house.left + _WIDE + edge, house.top + _TALL + edge)


def _umbrella() -> list[Points]:
    """Someone walking under an umbrella; stands on (0, 0), one unit tall."""
    dome = curve([(-0.40, -0.70), (-0.30, -0.90), (0.0, -1.0), (0.30, -0.90), (0.40, -0.70), (0.27, -0.745),
                  (0.13, -0.70), (0.0, -0.745), (-0.13, -0.70), (-0.27, -0.745), (-0.40, -0.70)], 6)  # fmt: skip
    coat = curve([(-0.07, -0.62), (-0.16, -0.40), (-0.19, -0.16), (0.17, -0.16), (0.13, -0.42), (0.06, -0.62)], 6)
    head = curve([(-0.06, -0.60), (-0.075, -0.68), (0.0, -0.73), (0.075, -0.67), (0.05, -0.60)], 6)
    legs = [ribbon(np.array([(a, -0.2), (b, 0.0)]), 0.07) for a, b in ((-0.07, -0.12), (0.06, 0.13))]
    shaft = rectangle(0.055, -0.98, 0.068, -0.42)
    return [dome, coat, head, *legs, shaft]
