"""A house in the rain, seen from the street: twelve panes, the wet pavement, a passer-by.

They are the panes of one tall window, or of a shop's under its awning, or the windows of a whole front.
"""

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
from albumen.draw.press.shapes import Points, arc, curve, rectangle, ribbon
from albumen.material import level
from albumen.picture import RGB

PITCHES = 12


@dataclass(frozen=True, slots=True)
class House:
    """Where its panes lie: from the left and from the top, how wide and tall all of them are; and the pavement."""

    left: float
    top: float
    street: float
    wide: float = 0.33
    tall: float = 0.42
    columns: int = 3
    apart: float = 0.0
    """How far windows stand from each other; 0 for panes of one window."""
    awning: bool = False
    lamp: float = 62.0
    """The OKLCH hue of the light inside where it is dim."""

    @property
    def far(self) -> bool:
        """Whether the window is on the right."""
        return self.left + self.wide / 2 > 0.5

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of all panes."""
        return self.left + self.wide / 2, self.top + self.tall / 2

    def pane(self, pitch: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the pane of a pitch class, in rows from C."""
        rows = PITCHES // self.columns
        wide, tall = (self.wide + self.apart) / self.columns, (self.tall + self.apart) / rows
        x, y = self.left + pitch % self.columns * wide, self.top + pitch // self.columns * tall
        edge = 0.0 if self.apart else 0.005
        return x + edge, y + edge, x + wide - self.apart - edge, y + tall - self.apart - edge


def house_of(setting: Scene) -> House:
    """One of the houses, mirrored or not."""
    rng = setting.rng
    street, lamp = float(rng.uniform(0.735, 0.76)), float(rng.choice([62.0, 62.0, 80.0, 42.0]))
    kind, far = int(rng.integers(4)), bool(rng.uniform() < 0.5)
    if kind == 0:
        left, wide = (0.30, 0.60) if far else (0.10, 0.60)
        return House(left, 0.435, street, wide, 0.235, 6, awning=True, lamp=lamp)
    if kind == 1:
        return House(0.115, 0.275, street, 0.77, 0.38, 6, apart=0.05, lamp=lamp)
    if kind == 2:
        return House(0.60 if far else 0.13, 0.15, street, 0.27, 0.52, 2, lamp=lamp)
    return House(0.56 if far else 0.11, float(rng.uniform(0.19, 0.24)), street, lamp=lamp)


def front(setting: Scene, house: House) -> None:
    """The wall, warm around the window; its courses of stone."""
    x, y = grid(160, 160)
    away = np.hypot(
        np.maximum(np.abs(x - house.middle[0]) - house.wide / 2, 0),
        np.maximum(np.abs(y - house.middle[1]) - house.tall / 2, 0),
    )
    share = np.clip(0.89 - 0.20 * y + 0 * x, 0, 1)
    warm = np.exp(-away / 0.15)[..., None] * 0.24
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
    order = np.argsort(-strong, kind="stable").tolist()
    glow_at(setting, *house.middle, 0.42, one(WARM) * 0.28)
    dark = rgb_of((setting.hour.land[-1][0] * 0.7, *setting.hour.land[-1][1:]))
    if not house.apart:
        setting.canvas.polygon(_around(house, 0.022), dark)
    stained = dict(zip(order[:3], map(_glass, accents), strict=False))
    for pitch, power in enumerate(strong.tolist()):
        # The quiet panes are amber, the loud ones nearly white.
        tint = stained.get(pitch, (0.66 + 0.28 * power, 0.14 - 0.06 * power, house.lamp + 22 * power))
        if house.apart:
            _casement(setting, house.pane(pitch), tint if order.index(pitch) < 7 else None, dark)
        else:
            setting.canvas.polygon(rectangle(*house.pane(pitch)), rgb_of(tint))
    _dweller(setting, house, order[0], dark)
    if house.awning:
        _awning(setting, house, accents[0])


def _casement(setting: Scene, pane: tuple[float, float, float, float], tint: LCH | None, dark: RGB) -> None:
    """A window of its own with its frame, cross and ledge; dark glass if no one is at home."""
    left, top, right, bottom = pane
    night = setting.hour.land[-2]
    setting.canvas.polygon(rectangle(left - 0.009, top - 0.009, right + 0.009, bottom + 0.009), dark)
    glass = tint or (night[0] * 0.72, night[1], night[2])
    setting.canvas.shade(rectangle(*pane), [(0, rgb_of(glass)), (1, rgb_of((glass[0] * 0.88, *glass[1:])))])
    x, y = (left + right) / 2, top + 0.36 * (bottom - top)
    for bar in (rectangle(x - 0.003, top, x + 0.003, bottom), rectangle(left, y - 0.003, right, y + 0.003)):
        setting.canvas.polygon(bar, dark)
    setting.canvas.polygon(rectangle(left - 0.016, bottom + 0.009, right + 0.016, bottom + 0.018), rgb_of(night))


def _dweller(setting: Scene, house: House, pitch: int, dark: RGB) -> None:
    """A cat or a plant behind the glass; and the ledge below it."""
    who = cat() if setting.rng.uniform() < 0.6 else plant(setting.rng)
    place = float(setting.rng.choice([0.3, 0.7]))
    if house.apart:
        left, top, right, bottom = house.pane(pitch)
        x, foot, tall = left + (right - left) * 0.5, bottom, 0.72 * (bottom - top)
    else:
        x, foot, tall = house.left + house.wide * place, house.top + house.tall - 0.005, 0.15
    for outline in placed(who, x, foot, tall):
        setting.canvas.polygon(outline, dark)
    if not house.apart:
        ledge = rectangle(house.left - 0.035, foot + 0.016, house.left + house.wide + 0.035, foot + 0.034)
        setting.canvas.polygon(ledge, rgb_of(setting.hour.land[-2]))


def _awning(setting: Scene, house: House, accent: RGB) -> None:
    """A striped awning with a scalloped hem, in the accent and cream."""
    count, top, drop = 12, house.top - 0.085, 0.075
    _, chroma, hue = lch(accent)
    cloths = [rgb_of((0.50, min(chroma, 0.14), hue)), rgb_of((0.80, 0.04, 85))]
    upper = np.linspace(house.left + 0.01, house.left + house.wide - 0.01, count + 1)
    lower = np.linspace(house.left - 0.045, house.left + house.wide + 0.045, count + 1)
    for k in range(count):
        hem = arc((lower[k] + lower[k + 1]) / 2, top + drop, (lower[k + 1] - lower[k]) / 2, 90, 270, 24)
        stripe = np.concatenate([[(upper[k], top), (upper[k + 1], top)], hem])
        setting.canvas.polygon(stripe, cloths[k % 2])


def pavement(setting: Scene, house: House) -> None:
    """Someone under an umbrella, and the street that mirrors it all."""
    ink = rgb_of((setting.hour.land[-1][0] * 0.45, *setting.hour.land[-1][1:]))
    beside = house.left - 0.14 if house.far else house.left + house.wide + 0.14
    x = beside if 0.06 < beside < 0.94 else float(setting.rng.uniform(0.2, 0.8))
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
    right, bottom = house.left + house.wide, house.top + house.tall
    return rectangle(house.left - edge, house.top - edge, right + edge, bottom + edge)


def _umbrella() -> list[Points]:
    """Someone walking under an umbrella; stands on (0, 0), one unit tall."""
    dome = curve([(-0.40, -0.70), (-0.30, -0.90), (0.0, -1.0), (0.30, -0.90), (0.40, -0.70), (0.27, -0.745),
                  (0.13, -0.70), (0.0, -0.745), (-0.13, -0.70), (-0.27, -0.745), (-0.40, -0.70)], 6)  # fmt: skip
    coat = curve([(-0.07, -0.62), (-0.16, -0.40), (-0.19, -0.16), (0.17, -0.16), (0.13, -0.42), (0.06, -0.62)], 6)
    head = curve([(-0.06, -0.60), (-0.075, -0.68), (0.0, -0.73), (0.075, -0.67), (0.05, -0.60)], 6)
    legs = [ribbon(np.array([(a, -0.2), (b, 0.0)]), 0.07) for a, b in ((-0.07, -0.12), (0.06, 0.13))]
    shaft = rectangle(0.055, -0.98, 0.068, -0.42)
    return [dome, coat, head, *legs, shaft]
