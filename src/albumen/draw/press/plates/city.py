"""City: a town at night; its skyline is the song's loudness, its windows are the spectrogram."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from albumen.colour.oklch import LCH
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import section_places
from albumen.draw.press.scenery.lamps import lamp_path, lamps
from albumen.draw.press.scenery.rooms import foreground
from albumen.draw.press.scenery.scene import Scene, scene, suits
from albumen.draw.press.scenery.sky import Disc, cleared, moon_phase, one, paint_disc, paint_sky, rgb_of, stars
from albumen.draw.press.scenery.terrain import contour, weather
from albumen.draw.press.scenery.titles import lettered
from albumen.draw.press.scenery.towers import Tower, mast, outlines, row, shaded_side
from albumen.draw.press.scenery.wash import Values, coloured, grid, patch, ramp, small, soften
from albumen.draw.press.scenery.water import mirror
from albumen.draw.press.scenery.windows import LEVELS, lights, panes
from albumen.draw.press.shapes import Points
from albumen.picture import Pixels, TypeArea

_LIKES = {"Electronic": 0.5, "Hip hop": 1.0, "Pop": 0.4, "Disco": 0.8, "R&B": 0.9, "Soul": 0.6, "Jazz": 0.6,
          "House": 0.6, "techno": 0.5, "Funk": 0.5, "Rock": 0.2, "Blues": 0.5, "80s": 0.5}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """The composition: where the street lies, how high the town may rise, water below it or more town."""

    street: float
    roof: float
    wet: bool
    disc: Disc


def _affinity(description: Description) -> float:
    return suits(description, _LIKES, 0.5)


@plate("city", style="conceptual", affinity=_affinity, ground="dark")
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Four rows of houses in haze, their windows, the water or the roofs before them."""
    setting = scene(canvas, sheet, dark=True)
    view = _view(setting)
    roofs, burning = skyline(setting, view), lights(setting.material)
    view = replace(view, disc=cleared(view.disc, roofs - 0.05))
    paint_sky(canvas.pixels, setting.hour, view.street - 0.02, view.disc, glow=0.9, bow=1.35)
    stars(canvas.pixels, setting.hour, setting.rng, 260, view.street)
    paint_disc(canvas.pixels, setting.hour, view.disc)
    for near in (0.0, 0.34, 0.67):
        _houses(setting, view, roofs, burning, near)
    if view.wet:
        mirror(canvas.pixels, view.street, one(setting.hour.land[-1]), setting.rng, 1 - 0.75 * setting.pace)
        _quay(setting, view)
    else:
        _houses(setting, view, roofs, burning, 1.0)
    foreground(setting, left=view.disc.x > 0.5, water=view.street if view.wet else None)
    return lettered(setting, view.disc.x)


def _view(setting: Scene) -> View:
    rng = setting.rng
    wet = bool(rng.uniform() < 0.55)
    street = float(rng.uniform(0.70, 0.82)) if wet else float(rng.uniform(0.84, 0.98))
    roof = street - float(rng.uniform(0.32, 0.48))
    radius = float(rng.choice([0.022, 0.045, 0.10], p=[0.4, 0.35, 0.25]))
    x = float(rng.uniform(0.15, 0.38) if rng.uniform() < 0.5 else rng.uniform(0.62, 0.85))
    disc = Disc(x, max(roof + float(rng.uniform(-0.08, 0.12)), 0.26 + radius), radius, moon_phase(setting.description))
    return View(street, roof, wet, disc)


def skyline(setting: Scene, view: View) -> Values:
    """The roofs' height from the top: the loudness of the whole piece, towering where it is loudest."""
    loud = contour(setting.material.loudness, smooth=0.02)
    struck = contour(setting.material.onset, smooth=0.02)
    rise = 0.22 + 0.60 * loud**1.5 + 0.18 * struck
    return np.asarray(view.street - (view.street - view.roof) * rise, np.float32)


def _houses(setting: Scene, view: View, roofs: Values, burning: Values, near: float) -> None:
    rng, canvas = setting.rng, setting.canvas
    street, ground = (view.street, view.street if view.wet else 1.02) if near < 1 else (1.02, 1.02)
    share = (1.0, 0.92, 0.66, 0.36)[round(near * 3)]
    lowered = street - (view.street - roofs) * share + 0.03 * weather(rng, len(roofs), coarse=9, octaves=2)
    widths = (0.018 + 0.022 * near, 0.045 + 0.05 * near)
    towers = row(rng, np.asarray(lowered, np.float32), ground, widths, 0.09 + 0.04 * near, gap=0.05 * near)
    path, up = ramp(setting.hour.land), street - view.roof
    patch(canvas.pixels, [o for t in towers for o in outlines(t)], _front(path, near, street, up, 0.0))
    patch(canvas.pixels, [shaded_side(t) for t in towers], _front(path, near, street, up, 0.10))
    _light_up(setting, towers, burning, view.roof, near)
    lamps(setting, [tip for tip in map(mast, towers) if tip and near > 0], 0.0016 + 0.001 * near)
    if near < 1:
        _haze(setting, view, near)


def _front(path: Values, near: float, street: float, up: float, shade: float) -> Pixels:
    """A row's colours: hazy at the street, clear at the roofs."""
    _, y = grid()
    low = np.clip((y - (street - up)) / up, 0, 1) ** 1.6
    share = 0.14 + 0.84 * near + shade - (0.16 - 0.05 * near) * low
    return small(coloured(np.repeat(share, y.shape[0], axis=1), path))


def _light_up(setting: Scene, towers: list[Tower], burning: Values, roof: float, near: float) -> None:
    by_level: list[list[Points]] = [[] for _ in range(LEVELS * 2)]
    for tower in towers:
        cold = LEVELS if setting.rng.uniform() < 0.16 else 0
        for pane, bright in panes(
            setting.rng, tower, burning, roof, 0.0085 + 0.0075 * near, 0.70 + 0.36 * near * (near < 1)
        ):
            by_level[bright + cold].append(pane)
    for k, found in enumerate(by_level):
        if found:
            setting.canvas.polygons(found, rgb_of(_burning(setting, k % LEVELS, k >= LEVELS, near)))


def _burning(setting: Scene, bright: int, cold: bool, near: float) -> LCH:
    """The colour of a window: dim ones amber, never the olive that yellow makes with a dark wall."""
    light, chroma, hue = (0.90, 0.05, setting.hour.hue) if cold else setting.hour.spark
    burn = (0.52, 0.68, 0.86, 1.0)[bright] * (0.78 + 0.22 * near)
    warm = 32 * (1 - burn) if 60 < hue < 100 else 0
    return (light * burn, chroma * (0.6 + 0.4 * burn), hue - warm)


def _haze(setting: Scene, view: View, near: float) -> None:
    (x, y), street = grid(160, 160), view.street
    loud = contour(setting.material.loudness, 160, smooth=0.06)[None]
    share = np.exp(-np.maximum(street - y, 0) / 0.07) * (0.20 + 0.22 * loud) * (1 - 0.5 * near)
    soften(
        setting.pixels,
        one(setting.hour.glow),
        np.asarray(share + 0 * x, np.float32),
        street - 0.35,
        street if view.wet else 1.0,
    )


def _quay(setting: Scene, view: View) -> None:
    """The wall of the far bank: a thin dark line with lamps along it, one to a section and some between."""
    line = view.street
    setting.canvas.polygon(np.array([(0, line - 0.004), (1, line - 0.004), (1, line + 0.003), (0, line + 0.003)]),
                           rgb_of(setting.hour.land[-1]))  # fmt: skip
    starts = section_places(setting.material)
    places = np.unique(np.concatenate([starts, setting.rng.uniform(0, 1, 9)]))
    for x in 0.02 + 0.96 * places:
        lamp_path(setting, float(x), line, 0.05 + 0.10 * float(setting.rng.uniform()))
    lamps(setting, [(float(x), line - 0.009) for x in 0.02 + 0.96 * places], 0.0015, setting.hour.spark)
