"""A room seen against its window: frame, sill, curtain and lamp, all of it warm where the lamp is near."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from albumen.colour.oklch import LCH
from albumen.draw.press.scenery.lamps import glow_at
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import one
from albumen.draw.press.scenery.staffage import placed
from albumen.draw.press.scenery.still_life import lamp_shade, lamp_stand
from albumen.draw.press.scenery.wash import coloured, flat, grid, patch, ramp, small
from albumen.draw.press.shapes import Points, disc, rectangle, ribbon
from albumen.picture import Pixels

WARM: LCH = (0.88, 0.125, 78)
"""Lamplight."""

_SHADE: tuple[LCH, ...] = ((0.74, 0.14, 60), WARM, (0.975, 0.05, 92))
"""A lamp's shade from above to below."""

_CELLS = 160
_GLOBE = 0.24
"""Height of a hanging lamp, from the top."""


@dataclass(frozen=True, slots=True)
class Room:
    """How a room is laid out, in fractions of the side."""

    sill: float
    bars: tuple[float, ...]
    crossbar: float | None
    lamp: float
    """Where the lamp stands or hangs, from the left."""
    hanging: bool
    curtain: bool
    arched: bool = False


def lit(setting: Scene, room: Room, share: float) -> Pixels:
    """A surface `share` of the way into the dark, 0..1, and warm near the lamp, as a small field."""
    x, y = grid(_CELLS, _CELLS)
    source = _GLOBE if room.hanging else room.sill - 0.12
    near = np.exp(-np.hypot(x - room.lamp, (y - source) * 1.1) / 0.17)[..., None] * 0.42 * (1.5 - share)
    wood = coloured(np.full_like(x + y, share), ramp(setting.hour.land)) * 0.85
    return small(wood * (1 - near) + one(WARM) * near)


def frame(setting: Scene, room: Room) -> None:
    """The frame and its bars, their edges catching light from outside."""
    bars = wall(room)
    bars += [rectangle(x - 0.011, 0, x + 0.011, room.sill) for x in room.bars]
    if room.crossbar is not None:
        bars.append(rectangle(0, room.crossbar - 0.009, 1, room.crossbar + 0.009))
    bright, dark = lit(setting, room, 0.74), lit(setting, room, 0.93)
    for bar in bars:
        moved = [bar + np.array(by) for by in ((0.0022, 0.0022), (-0.0022, 0.0022), (0, -0.0022))]
        patch(setting.pixels, moved, bright)
    for bar in bars:
        patch(setting.pixels, [bar], dark)


def wall(room: Room) -> list[Points]:
    """The wall around the window, down to the sill, straight or an arch: both sides, and what is above."""
    edge = 0.075 if room.arched else 0.042
    if room.arched:
        turn = np.linspace(0, np.pi, 120)
        top = np.stack([0.5 + (0.5 - edge) * np.cos(turn), 0.40 - 0.345 * np.sin(turn)], axis=1)
    else:
        top = np.array([(1 - edge, edge), (edge, edge)])
    foot = float(top[0, 1]) + 0.001
    above = np.concatenate([[(-0.01, foot), (-0.01, -0.01), (1.01, -0.01), (1.01, foot)], top])
    sides = (rectangle(-0.01, top[-1, 1], edge, room.sill), rectangle(1 - edge, top[0, 1], 1.01, room.sill))
    return [above, *sides]


def sill(setting: Scene, room: Room) -> None:
    """The board, its front edge, and the wall below."""
    for top, bottom, share in ((0.0, 1.0, 0.97), (-0.010, 0.014, 0.80), (-0.010, -0.0085, 0.45)):
        board = rectangle(-0.01, room.sill + top, 1.01, min(room.sill + bottom, 1.01))
        patch(setting.pixels, [board], lit(setting, room, share))


def curtain(setting: Scene, room: Room) -> None:
    """A curtain drawn back on the side away from the lamp, in folds."""
    down = np.linspace(0, 1, 24)
    gather = 1 - 0.42 * np.sin(np.pi * np.clip(down * 1.25, 0, 1)) ** 1.5
    for k, (a, b) in enumerate(pairwise(np.linspace(0, 0.19, 8))):
        near, far = (np.stack([at * gather - 0.005, -0.01 + 1.02 * down], axis=1) for at in (a, b + 0.003))
        fold = np.concatenate([near, far[::-1]])
        if room.lamp < 0.5:
            fold = np.stack([1 - fold[:, 0], fold[:, 1]], axis=1)
        patch(setting.pixels, [fold], lit(setting, room, 0.97 if k % 2 else 0.78))


def lamp(setting: Scene, room: Room) -> None:
    """The lamp: on the sill, or a paper globe that hangs from above."""
    (_globe if room.hanging else _table_lamp)(setting, room)


def _globe(setting: Scene, room: Room) -> None:
    x, y, radius = room.lamp, _GLOBE, 0.072
    glow_at(setting, x, y, 0.5, one(WARM) * 0.38)
    patch(setting.pixels, [rectangle(x - 0.001, -0.01, x + 0.001, y)], flat(setting.hour.land[-1]))
    patch(setting.pixels, [_slim(x, y, radius, 1.0)], _shade(y - radius, y + radius))
    for k in (0.93, 0.62, 0.25):
        patch(setting.pixels, [ribbon(_slim(x, y, radius, k), 0.0007)], flat(_SHADE[0]), 0.5)


def _slim(x: float, y: float, radius: float, share: float) -> Points:
    """A circle made narrower to `share` of its width, a little flattened."""
    circle = disc(0, 0, radius, 90)
    return np.stack([x + share * circle[:, 0], y + 0.92 * circle[:, 1]], axis=1)


def _table_lamp(setting: Scene, room: Room) -> None:
    x, y, size = room.lamp, room.sill + 0.002, 0.235
    glow_at(setting, x, y - 0.72 * size, 0.46, one(WARM) * 0.34)
    patch(setting.pixels, placed(lamp_stand(), x, y, size), flat(setting.hour.land[-1]))
    patch(setting.pixels, placed([lamp_shade()], x, y, size), _shade(y - size, y - 0.54 * size))


def _shade(top: float, bottom: float) -> Pixels:
    _, y = grid(_CELLS, 2)
    share = np.clip((y - top) / (bottom - top), 0, 1)
    return small(coloured(np.repeat(share, 2, axis=1), ramp(_SHADE)))
