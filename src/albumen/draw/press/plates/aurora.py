"""Aurora: the spectrogram as a curtain of light over a lake, time from left to right, pitch from its hem upward."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.scenery.dwellers import hut
from albumen.draw.press.scenery.nightlight import strewn, vivid
from albumen.draw.press.scenery.scene import Scene, scene, suits
from albumen.draw.press.scenery.sky import Disc, one, paint_sky, rgb_of
from albumen.draw.press.scenery.terrain import POINTS, contour, crags, weather
from albumen.draw.press.scenery.titles import lettered
from albumen.draw.press.scenery.trees import spruce
from albumen.draw.press.scenery.vessels import rower
from albumen.draw.press.scenery.wash import Values, below, coloured, flat, grid, patch, ramp, shine
from albumen.draw.press.scenery.water import mirror
from albumen.draw.press.shapes import Points
from albumen.draw.press.structure import texture
from albumen.picture import TypeArea

_CELLS = 500
_BANDS, _TIMES = 48, 300

_LIKES = {"Folk": 0.4, "Classical": 0.5, "New-age": 0.6, "Electronic": 0.4, "Tender": 0.5, "Traditional": 0.5,
          "beautiful": 0.4, "strings": 0.4, "Vocal": 0.4, "choral": 0.6, "ambient": 0.5, "synth": 0.3}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """The composition: the shore, where the curtain's hem hangs and how it falls, and where the wood stands."""

    shore: float
    hem: float
    tall: float
    folds: float
    """How far the hem swings up and down."""
    slope: float
    """How much lower it hangs at the right than at the left."""
    wood: float
    """On which side trees are, -1 left to 1 right, and how far they reach."""
    calm: float


@dataclass(frozen=True, slots=True)
class Veil:
    """One of the curtains: how strong its light is, how far over the other it hangs, how tall it is."""

    strength: float
    lift: float
    size: float


_FAR, _NEAR = Veil(0.42, 0.09, 0.62), Veil(1.0, 0.0, 1.0)


def _affinity(description: Description) -> float:
    return suits(description, _LIKES, -0.25)


@plate("aurora", style="conceptual", affinity=_affinity, ground="dark")
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """The curtain and a fainter one behind it, mountains, all of it again in the lake, and a light on the shore."""
    setting = scene(canvas, sheet, dark=True)
    view = _view(setting)
    sun = Disc(0.5, view.shore + 0.10, 0.02)
    paint_sky(canvas.pixels, setting.hour, view.shore + 0.10, sun, glow=0.3, bow=3.0)
    bright = np.zeros((_CELLS, _CELLS), np.float32)
    for veil in (_FAR, _NEAR):
        light, high = curtain(setting, view, veil)
        _shown(setting, light, high)
        bright = np.maximum(bright, light)
    strewn(setting, np.asarray(1 - bright, np.float32), view.shore, 1500, 0.1, 0.3)
    _mountains(setting, view)
    tint = one(setting.hour.land[-2])
    mirror(canvas.pixels, view.shore, tint, setting.rng, view.calm, deep=0.5)
    _shore(setting, view)
    return lettered(setting, 0.5 - 0.3 * view.wood)


def _view(setting: Scene) -> View:
    rng = setting.rng
    shore = float(rng.uniform(0.66, 0.74))
    return View(
        shore=shore,
        hem=shore - float(rng.uniform(0.13, 0.19)),
        tall=float(rng.uniform(0.34, 0.46)),
        folds=float(rng.uniform(0.05, 0.12)),
        slope=float(rng.uniform(0.06, 0.2)) * (1 if rng.uniform() < 0.5 else -1),
        wood=float(rng.uniform(0.35, 0.75)) * (1 if rng.uniform() < 0.5 else -1),
        calm=float(np.clip(0.95 - 0.6 * setting.pace + rng.uniform(-0.1, 0.1), 0.2, 1)),
    )


def curtain(setting: Scene, view: View, veil: Veil) -> tuple[Values, Values]:
    """How bright the light is, and how high above the hem, float32 [cells, cells] in 0..1."""
    rng, across = setting.rng, np.linspace(0, 1, POINTS)
    x, y = grid(_CELLS, _CELLS)
    # Folds that turn to us are seen edge on: time runs slower there and faster between.
    when = x[0] + 0.055 * np.interp(x[0], across, weather(rng, coarse=3, octaves=3))
    loud = contour(setting.material.loudness, smooth=0.02)
    reach = view.tall * veil.size * (0.6 + 0.5 * np.interp(when, across, loud))
    swing = view.folds * 1.7 * np.interp(x[0], across, weather(rng, coarse=3, octaves=2)) - view.slope * (x[0] - 0.5)
    up = (view.hem - veil.lift + swing - y) / reach
    heard = cv2.GaussianBlur(texture(setting.material, _BANDS, _TIMES), (0, 0), sigmaX=1.0, sigmaY=2.2)[::-1]
    column = np.broadcast_to(np.clip(when, 0, 1) * (_TIMES - 1), up.shape).astype(np.float32)
    row = (np.clip(up, 0, 1) * (_BANDS - 1)).astype(np.float32)
    sounds = cv2.remap(heard, column, row, cv2.INTER_LINEAR)
    rays = np.clip(0.75 + 0.55 * np.interp(when, across, weather(rng, coarse=40, octaves=3)), 0.1, 2)
    hem = np.clip(up / 0.08 + 0.5, 0, 1) ** 1.5
    fall = np.exp(-2.0 * np.maximum(up, 0)) * np.clip((1.25 - up) / 0.5, 0, 1)
    air = 0.17 * np.exp(-np.maximum(-up, 0) / 0.22) * (1 - hem)
    bright = veil.strength * (hem * fall * (0.26 + 1.05 * sounds**1.15) * rays + air)
    calm = np.clip((y - 0.03) / 0.26, 0.25, 1)
    return np.asarray(0.92 * (1 - np.exp(-1.7 * bright * calm)), np.float32), np.clip(up, 0, 1).astype(np.float32)


def _shown(setting: Scene, light: Values, high: Values) -> None:
    """Adds the light: the sky's own hue at the hem, that of the hour's glow and disc toward the tips of the rays."""
    hour = setting.hour
    hem = (vivid(hour.sky[-2], 0.85, hour), vivid(hour.sky[-3], 0.68, hour))
    tips = (vivid(hour.glow, 0.6, hour), vivid(hour.disc, 0.55, hour))
    shine(setting.pixels, coloured(np.clip(1.35 * high, 0, 1), ramp((*hem, *tips))) * light[..., None])


def _mountains(setting: Scene, view: View) -> None:
    rng, land = setting.rng, setting.hour.land
    loud = contour(setting.material.loudness, smooth=0.04)
    for i, (height, colour) in enumerate(((0.10, land[1]), (0.055, land[2]))):
        rough = crags(rng, coarse=4 + 3 * i)
        edge = view.shore - height * (0.25 + 0.75 * rough) * (0.65 + 0.35 * loud) + 0.004
        below(setting.pixels, np.asarray(edge, np.float32), flat(colour), view.shore)


def _shore(setting: Scene, view: View) -> None:
    """Our own bank with its trees, and someone: a hut, or a boat with a lantern on the water."""
    rng, ink = setting.rng, setting.hour.land[-1]
    x = np.linspace(0, 1, POINTS)
    side = (x - 0.5) * np.sign(view.wood)
    bank = 0.985 - 0.075 * np.clip(side + 0.15, 0, None) + 0.012 * weather(rng, coarse=3, octaves=4)
    edge = np.asarray(bank, np.float32)
    patch(setting.pixels, _trees(setting, edge, view), flat(ink))
    below(setting.pixels, edge, flat(ink))
    if rng.uniform() < 0.5:
        at = 0.5 + 0.12 * np.sign(view.wood)
        hut(setting, float(at), float(np.interp(at, x, edge)) + 0.004, 0.05, rgb_of(ink))
    else:
        rower(setting, 0.5 - 0.2 * float(np.sign(view.wood)), view.shore + 0.13, 0.055, rgb_of(ink))


def _trees(setting: Scene, edge: Values, view: View) -> list[Points]:
    rng = setting.rng
    found: list[Points] = []
    reach, x = abs(view.wood) * 0.62, 0.0
    while x < reach:
        at = 1 - x if view.wood > 0 else x
        foot = float(np.interp(at, np.linspace(0, 1, POINTS), edge))
        tall = (0.34 * (1 - x / reach) ** 0.8 + 0.05) * float(rng.uniform(0.6, 1.1))
        found.append(spruce(rng, at, foot + 0.01, tall, 0.19))
        x += 0.012 + 0.035 * float(rng.uniform())
    return found
