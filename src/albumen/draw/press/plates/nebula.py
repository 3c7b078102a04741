"""Nebula: the song as the Milky Way, time along it and pitch across, bright where it sounds, over a dark ridge."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.light import glow
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.scenery.nightlight import billows, strewn, vivid
from albumen.draw.press.scenery.scene import Scene, scene, suits
from albumen.draw.press.scenery.sky import Disc, one, paint_sky, rgb_of
from albumen.draw.press.scenery.terrain import POINTS, contour, crags, weather
from albumen.draw.press.scenery.titles import lettered
from albumen.draw.press.scenery.travellers import people
from albumen.draw.press.scenery.trees import spruce
from albumen.draw.press.scenery.wash import Values, below, coloured, flat, grid, patch, ramp, shine, soften
from albumen.draw.press.shapes import Points
from albumen.draw.press.structure import texture
from albumen.material import level
from albumen.picture import TypeArea

_CELLS = 500
"""Side of the grid that the cloud is computed on: finer than other skies, since its wisps are what one looks at."""
_BANDS, _TIMES = 40, 240

_LIKES = {"New-age": 0.7, "Electronic": 0.5, "ambient": 0.6, "Progressive rock": 0.8, "instrumental": 0.5, "Scary": 0.4,
          "electronica": 0.5, "chillout": 0.4, "Independent": 0.3, "Soul": 0.3, "synth": 0.3}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """The composition: where the cloud rises, which way it leans, how wide it is, and the land under it."""

    foot: float
    lean: float
    """Degrees from upright, negative to the left."""
    wide: float
    horizon: float
    wooded: bool


def _affinity(description: Description) -> float:
    return suits(description, _LIKES, -0.35)


@plate("nebula", style="conceptual", affinity=_affinity, ground="dark")
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """The sky, the song's cloud in it, its stars, and someone on a ridge who looks up."""
    setting = scene(canvas, sheet, dark=True)
    view = _view(setting)
    light = Disc(view.foot, view.horizon + 0.04, 0.02)
    paint_sky(canvas.pixels, setting.hour, view.horizon + 0.12, light, glow=0.55, bow=2.6)
    cloud, hot = clouds(setting, view)
    _lit(setting, cloud, hot)
    _starred(setting, cloud, view)
    edge = _land(setting, view, light)
    calm = float(edge.max()) + 0.02
    return lettered(setting, view.foot, calm if calm < 0.92 else None)


def _view(setting: Scene) -> View:
    rng = setting.rng
    side = 1 if rng.uniform() < 0.5 else -1
    lean = side * float(rng.uniform(18, 48))
    return View(
        foot=0.5 - side * float(rng.uniform(0.05, 0.26)),
        lean=lean,
        wide=float(rng.uniform(0.15, 0.23)),
        horizon=float(rng.uniform(0.72, 0.80)),
        wooded=bool(rng.uniform() < 0.5),
    )


def clouds(setting: Scene, view: View) -> tuple[Values, Values]:
    """How bright the cloud is and how hot, float32 [cells, cells] in 0..1.

    The song begins at the horizon and ends beyond the top; its bass is the cloud's spine and its treble the fringes.
    """
    rng = setting.rng
    x, y = grid(_CELLS, _CELLS)
    wisps = [billows(rng, _CELLS, coarse, octaves) for coarse, octaves in ((3, 5), (3, 5), (7, 5), (5, 6))]
    way = np.radians(view.lean)
    right, up = x - view.foot, (view.horizon + 0.08) - y
    along = (up * np.cos(way) + right * np.sin(way)) / 1.02 + 0.05 * wisps[0]
    loud = contour(setting.material.loudness, smooth=0.05)
    width = view.wide * (0.62 + 0.62 * np.interp(along, np.linspace(0, 1, POINTS), loud))
    across = (right * np.cos(way) - up * np.sin(way)) / width + 0.55 * wisps[1]
    heard = cv2.GaussianBlur(texture(setting.material, _BANDS, _TIMES), (0, 0), 1.1)
    where = (np.clip(along, 0, 1) * (_TIMES - 1)).astype(np.float32)
    pitch = ((1 - np.clip(np.abs(across) / 1.5, 0, 1)) * (_BANDS - 1)).astype(np.float32)
    sounds = cv2.remap(heard, where, pitch, cv2.INTER_LINEAR)
    body = np.exp(-1.2 * across**2)
    rift = np.exp(-(((across - 0.35 * wisps[0]) / 0.26) ** 2)) * np.clip(0.3 + 1.6 * wisps[3], 0, 1)
    fine = np.clip(0.74 + 0.7 * wisps[2], 0.12, 1.5)
    bright = body * (0.30 + 0.72 * sounds**1.2) * fine * (1 - 0.85 * rift)
    # Where the lettering goes the sky keeps calm; at the horizon it glows already.
    calm = np.clip((y - 0.05) / 0.30, 0.3, 1) * (1 - 0.4 * np.clip((y - view.horizon + 0.28) / 0.28, 0, 1))
    shown = np.asarray(0.92 * (1 - np.exp(-1.5 * bright * calm)), np.float32)
    return shown, np.clip(1.15 * shown**1.5 + 0.35 * body * (sounds - 0.4), 0, 1)


def _lit(setting: Scene, cloud: Values, hot: Values) -> None:
    """Adds the cloud's light: the sky's own hue at its fringes, at its heart those of the hour's glow and disc."""
    hour = setting.hour
    fringes = (vivid(hour.sky[-3], 0.5, hour), vivid(hour.sky[-2], 0.62, hour))
    heart = (vivid(hour.glow, 0.76, hour), vivid(hour.disc, 0.93, hour))
    shine(setting.pixels, coloured(hot, ramp((*fringes, *heart))) * cloud[..., None])


def _starred(setting: Scene, cloud: Values, view: View) -> None:
    """Many faint stars in the cloud, some everywhere, and a bright one for each of the song's strongest onsets."""
    strewn(setting, cloud, view.horizon, 9000, 0.07, 0.75)
    for x, y, strength in struck(setting, view).tolist():
        glow(setting.canvas, x, y, 0.006 + 0.014 * strength, rgb_of(setting.hour.glow), 0.75)
        setting.canvas.disc(x, y, 0.0009 + 0.0011 * strength, rgb_of(setting.hour.disc))


def struck(setting: Scene, view: View) -> Values:
    """The strongest onsets as bright stars along the cloud: x, y and strength, float64 [stars, 3]."""
    rng, onset = setting.rng, level(setting.material.onset)
    strongest = np.sort(np.argsort(-onset, kind="stable")[: min(14, np.count_nonzero(onset))])
    along = 0.06 + 0.9 * strongest / max(len(onset) - 1, 1)
    aside = view.wide * rng.normal(0, 0.9, len(along))
    way = np.radians(view.lean)
    x = view.foot + along * np.sin(way) + aside * np.cos(way)
    y = view.horizon + 0.08 - along * np.cos(way) + aside * np.sin(way)
    kept = (x > 0.03) & (x < 0.97) & (y > 0.26) & (y < view.horizon - 0.06)
    found: Values = np.stack([x, y, rng.uniform(0, 1, len(x)) ** 2], axis=1)[kept]
    return found


def _land(setting: Scene, view: View, light: Disc) -> Values:
    """Two ridges: the far one in the haze, the near one dark, with its trees and whoever is out; gives its edge."""
    rng, hour = setting.rng, setting.hour
    loud = contour(setting.material.loudness, smooth=0.03)
    rough = crags(rng, coarse=5)
    far = view.horizon + 0.035 - 0.025 * rough - 0.05 * loud * (0.4 + 0.6 * rough)
    below(setting.pixels, np.asarray(far, np.float32), flat(hour.land[1]))
    _haze(setting, view)
    near = view.horizon + 0.105 + 0.03 * weather(rng, coarse=2, octaves=4) - 0.02 * loud
    edge = np.asarray(near, np.float32)
    ink = flat(hour.land[-1])
    if view.wooded:
        patch(setting.pixels, _trees(setting, edge, view), ink)
    below(setting.pixels, edge, ink)
    people(setting, edge, 1.0, light)
    return edge


def _haze(setting: Scene, view: View) -> None:
    x, y = grid()
    share = np.exp(-(((y - view.horizon - 0.05) / 0.035) ** 2)) * (0.35 + 0.3 * np.exp(-(((x - view.foot) / 0.3) ** 2)))
    soften(setting.pixels, one(setting.hour.sky[-2]), share, view.horizon - 0.1, view.horizon + 0.16)


def _trees(setting: Scene, edge: Values, view: View) -> list[Points]:
    """A fringe of spruces on both sides, none where the cloud meets the land."""
    rng, x = setting.rng, -0.02
    found: list[Points] = []
    while x < 1.02:
        place = int(np.clip(x, 0, 1) * (POINTS - 1))
        apart = min(abs(x - view.foot) / 0.42, 1.0)
        tall = (0.02 + 0.16 * apart**1.7) * float(rng.uniform(0.55, 1.15))
        if tall > 0.03:
            found.append(spruce(rng, x, float(edge[place]) + 0.008, tall, 0.2))
        x += 0.012 + 0.03 * float(rng.uniform())
    return found
