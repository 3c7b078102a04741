"""Rain at night: from a room, from a train, or from the street.

Through wet glass the notes are lights out of focus and the onsets the rain that runs down the pane; from the street a
window's twelve panes are the pitch classes, and each onset is a stroke of rain.
"""

from __future__ import annotations

import numpy as np

from albumen.colour.oklch import LCH, lch
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import turn_of
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.scenery.carriage import SILL, carriage_of, gone_by, travellers, walls
from albumen.draw.press.scenery.facade import front, house_of, pavement, rainfall, window
from albumen.draw.press.scenery.glass import beads, fogged, night_outside, runs
from albumen.draw.press.scenery.interior import WARM, Room, curtain, frame, lamp, lit, sill
from albumen.draw.press.scenery.scene import Scene, scene, suits
from albumen.draw.press.scenery.sky import one
from albumen.draw.press.scenery.staffage import placed
from albumen.draw.press.scenery.still_life import books, cat, mug, plant, steam
from albumen.draw.press.scenery.terrain import contour
from albumen.draw.press.scenery.titles import on_the_ground, on_the_wall
from albumen.draw.press.scenery.wash import Values, cover, flat, patch
from albumen.picture import TypeArea

_LIKES = {"Hip hop": 0.6, "Jazz": 0.8, "Soul": 0.6, "R&B": 0.6, "Blues": 0.6, "Sad": 0.6, "Mellow": 0.7, "chill": 0.8,
          "chillout": 0.8, "Tender": 0.4, "Independent": 0.6, "piano": 0.4, "Electronic": 0.2, "Pop": 0.2}  # fmt: skip


def _affinity(description: Description) -> float:
    return suits(description, _LIKES, -0.4)


@plate("rain", style="conceptual", affinity=_affinity, ground="dark")
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """One of three places to be in the rain."""
    setting = scene(canvas, sheet, dark=True)
    return turn_of(sheet, (_indoors, _under_way, _outdoors))(setting, sheet)


def _under_way(setting: Scene, sheet: Sheet) -> tuple[TypeArea, ...]:
    """The town from a train, who travels in it."""
    carriage = carriage_of(setting)
    outside = gone_by(night_outside(setting, SILL - 0.02, roofs(setting, SILL), _tints(setting, sheet)), setting.pace)
    cover(setting.pixels, fogged(outside, one(setting.hour.sky[-1]), 0.30))
    beads(setting, outside, 300 + int(500 * setting.pace), SILL)
    runs(setting, outside, SILL, slant=-0.28 * carriage.way)
    walls(setting, carriage)
    travellers(setting, carriage)
    return on_the_ground(setting, SILL + 0.055, "grotesque", "left" if carriage.way > 0 else "right", 0.042)


def _outdoors(setting: Scene, sheet: Sheet) -> tuple[TypeArea, ...]:
    """A lit window seen from the wet street."""
    house = house_of(setting)
    front(setting, house)
    window(setting, house, sheet.palette.accents)
    pavement(setting, house)
    rainfall(setting, house)
    if house.wide < 0.4:
        return on_the_wall(setting, house.far, 0.495)
    return on_the_wall(setting, house.far, 0.925, house.top - (0.11 if house.awning else 0.035))


def _indoors(setting: Scene, sheet: Sheet) -> tuple[TypeArea, ...]:
    """The town behind wet glass, the bars, a lamp and what stands on the sill."""
    room = _room(setting)
    outside = night_outside(setting, room.sill - 0.03, roofs(setting, room.sill), _tints(setting, sheet))
    cover(setting.pixels, fogged(outside, one(setting.hour.sky[-2]), 0.16))
    beads(setting, outside, 500 + int(700 * setting.pace), room.sill)
    runs(setting, outside, room.sill)
    frame(setting, room)
    if room.curtain:
        curtain(setting, room)
    sill(setting, room)
    lamp(setting, room)
    _things(setting, room)
    return on_the_ground(setting, room.sill + 0.03, "hand", size=0.058)


def _room(setting: Scene) -> Room:
    rng = setting.rng
    bars = ((), (0.5,), (0.34,), (0.66,), (0.345, 0.655))[int(rng.integers(5))]
    crossbar = float(rng.uniform(0.2, 0.3)) if rng.uniform() < 0.4 else None
    side = float(rng.choice([0.16, 0.84]))
    return Room(
        float(rng.uniform(0.775, 0.805)), bars, crossbar, side,
        hanging=bool(rng.uniform() < 0.35), curtain=bool(rng.uniform() < 0.4), arched=bool(rng.uniform() < 0.33),
    )  # fmt: skip


def _tints(setting: Scene, sheet: Sheet) -> list[LCH]:
    """Colours of the lights outside: mostly lamps, some of the song's own accents."""
    accents = [lch(colour) for colour in sheet.palette.accents]
    lively = [(0.74, min(0.16, chroma), hue) for _, chroma, hue in accents[:3] if not 95 < hue < 150]
    return [setting.hour.spark, WARM, WARM, setting.hour.glow, *lively]


def roofs(setting: Scene, street: float) -> Values:
    """Heights of the roofs outside, from the top: blocks of uneven width, each as tall as its stretch is loud."""
    loud = contour(setting.material.loudness, 480, smooth=0.01)
    walls = np.sort(1 + setting.rng.choice(478, 24, replace=False))
    blocks = np.split(loud, walls)
    tall = [float(block.mean()) + 0.3 * float(setting.rng.uniform(-1, 1)) for block in blocks]
    return np.asarray(street - 0.16 - 0.24 * np.repeat(tall, [len(block) for block in blocks]), np.float32)


def _things(setting: Scene, room: Room) -> None:
    way = 1 if room.lamp < 0.5 else -1
    steps = (0.02, 0.30, 0.52) if room.hanging else (0.22, 0.42, 0.62)
    kinds = setting.rng.permutation(["cat", "plant", "mug", "books"])
    for step, what in zip(steps, kinds, strict=False):
        x = room.lamp + way * step + float(setting.rng.uniform(-0.02, 0.02))
        _thing(setting, room, str(what), x, room.sill + 0.002)


def _thing(setting: Scene, room: Room, what: str, x: float, y: float) -> None:
    dark, mirrored = lit(setting, room, 1.0), bool(setting.rng.uniform() < 0.5)
    if what == "cat":
        patch(setting.pixels, placed(cat(), x, y, 0.155, mirrored), dark)
    elif what == "plant":
        patch(setting.pixels, placed(plant(setting.rng), x, y, 0.22, mirrored), dark)
    elif what == "mug":
        patch(setting.pixels, placed(steam(setting.rng), x, y, 0.055), flat(setting.hour.disc), 0.15)
        patch(setting.pixels, placed(mug(), x, y, 0.055, mirrored), dark)
    else:
        for outline, shade in books(setting.rng):
            patch(setting.pixels, placed([outline], x, y, 0.10, mirrored), lit(setting, room, 0.88 + 0.1 * shade))
