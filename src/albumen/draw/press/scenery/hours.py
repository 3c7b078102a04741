"""The hour that a scene is drawn at: its sky from zenith to horizon and its land from far to near."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from albumen.colour.clarity import clear, coloured, deep_hue, natural_light
from albumen.colour.oklch import LCH
from albumen.description import Affect
from albumen.draw.press.plate import Sheet


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour's colours in OKLCH; `valence` and `arousal` say for which music it was mixed."""

    name: str
    valence: float
    arousal: float
    turn: tuple[float, float]
    """How far its hues may be turned, in degrees down and up, before it is no hour any more."""
    sky: tuple[LCH, ...]
    """From the zenith to the horizon."""
    land: tuple[LCH, ...]
    """From the haze at the horizon to the nearest shape."""
    disc: LCH
    """Sun or moon."""
    glow: LCH
    spark: LCH
    """Windows, lamps and lanterns."""
    night: bool = False
    """Whether windows are lit and stars out."""

    @property
    def hue(self) -> float:
        """The hue that the whole is remembered by: that of its most coloured stop."""
        return max((*self.sky, *self.land), key=lambda colour: colour[1])[2]


HOURS: tuple[Hour, ...] = (
    Hour(
        "midnight", -0.5, -0.5, (-112, 112),
        ((0.15, 0.045, 268), (0.22, 0.07, 272), (0.34, 0.085, 268), (0.50, 0.08, 255)),
        ((0.45, 0.07, 258), (0.31, 0.065, 264), (0.21, 0.05, 268), (0.13, 0.035, 270)),
        (0.95, 0.025, 95), (0.72, 0.06, 240), (0.86, 0.13, 80), True,
    ),
    Hour(
        "afterglow", -0.35, 0.35, (-70, 25),
        ((0.16, 0.06, 282), (0.25, 0.11, 292), (0.42, 0.15, 330), (0.62, 0.16, 10), (0.76, 0.12, 50)),
        ((0.52, 0.13, 350), (0.34, 0.11, 322), (0.22, 0.08, 300), (0.13, 0.05, 290)),
        (0.95, 0.05, 80), (0.78, 0.13, 35), (0.88, 0.14, 82), True,
    ),
    Hour(
        "ember", -0.7, 0.8, (-40, 6),
        ((0.15, 0.04, 20), (0.25, 0.09, 22), (0.42, 0.16, 27), (0.62, 0.20, 36), (0.78, 0.15, 62)),
        ((0.52, 0.17, 30), (0.34, 0.12, 24), (0.21, 0.07, 18), (0.12, 0.035, 10)),
        (0.93, 0.09, 85), (0.75, 0.17, 52), (0.90, 0.12, 90),
    ),
    Hour(
        "neon", 0.0, 0.95, (-65, 35),
        ((0.15, 0.07, 278), (0.25, 0.13, 290), (0.42, 0.20, 322), (0.63, 0.22, 355), (0.80, 0.14, 45)),
        ((0.52, 0.19, 338), (0.35, 0.15, 308), (0.22, 0.10, 290), (0.13, 0.06, 282)),
        (0.93, 0.08, 75), (0.72, 0.20, 10), (0.88, 0.11, 205), True,
    ),
    Hour(
        "sunset", 0.45, 0.55, (-75, 12),
        ((0.33, 0.10, 278), (0.47, 0.12, 318), (0.64, 0.15, 10), (0.77, 0.14, 45), (0.88, 0.10, 78)),
        ((0.71, 0.13, 25), (0.53, 0.13, 358), (0.35, 0.10, 325), (0.20, 0.065, 300)),
        (0.97, 0.06, 95), (0.88, 0.12, 72), (0.93, 0.11, 90),
    ),
    Hour(
        "gold", 0.8, 0.5, (-12, 8),
        ((0.80, 0.12, 76), (0.86, 0.11, 82), (0.92, 0.085, 90), (0.95, 0.05, 95)),
        ((0.84, 0.115, 76), (0.68, 0.14, 58), (0.48, 0.12, 42), (0.28, 0.07, 30)),
        (0.985, 0.03, 100), (0.97, 0.05, 95), (0.97, 0.08, 95),
    ),
    Hour(
        "noon", 0.75, 0.85, (-25, 15),
        ((0.48, 0.14, 253), (0.62, 0.125, 243), (0.78, 0.08, 230), (0.93, 0.03, 95)),
        ((0.80, 0.065, 40), (0.66, 0.13, 35), (0.47, 0.14, 28), (0.27, 0.085, 15)),
        (0.985, 0.03, 100), (0.96, 0.05, 95), (0.95, 0.08, 95),
    ),
    Hour(
        "dawn", 0.6, -0.45, (-40, 30),
        ((0.77, 0.06, 262), (0.83, 0.055, 305), (0.89, 0.06, 20), (0.94, 0.05, 70)),
        ((0.83, 0.05, 350), (0.67, 0.075, 310), (0.48, 0.085, 288), (0.29, 0.065, 278)),
        (0.985, 0.025, 90), (0.96, 0.06, 60), (0.95, 0.08, 85),
    ),
    Hour(
        "mist", -0.15, -0.8, (-62, 150),
        ((0.80, 0.035, 235), (0.85, 0.03, 225), (0.90, 0.02, 110), (0.93, 0.02, 95)),
        ((0.83, 0.035, 225), (0.64, 0.055, 225), (0.44, 0.06, 230), (0.24, 0.045, 238)),
        (0.68, 0.17, 35), (0.97, 0.03, 90), (0.93, 0.09, 80),
    ),
    Hour(
        "blue hour", 0.2, -0.6, (-60, 40),
        ((0.27, 0.09, 262), (0.40, 0.105, 258), (0.58, 0.095, 255), (0.75, 0.06, 300), (0.87, 0.06, 50)),
        ((0.63, 0.08, 265), (0.45, 0.09, 263), (0.29, 0.075, 266), (0.17, 0.05, 268)),
        (0.97, 0.03, 90), (0.90, 0.06, 55), (0.90, 0.12, 80), True,
    ),
    Hour(
        "ice", -0.9, 0.1, (-180, 180),
        ((0.13, 0.012, 240), (0.24, 0.02, 238), (0.46, 0.026, 232), (0.74, 0.02, 225), (0.90, 0.01, 200)),
        ((0.70, 0.018, 232), (0.44, 0.022, 236), (0.26, 0.018, 240), (0.12, 0.012, 245)),
        (0.97, 0.01, 100), (0.93, 0.012, 210), (0.90, 0.11, 78), True,
    ),
    Hour(
        "lagoon", 0.35, 0.1, (-60, 70),
        ((0.24, 0.065, 235), (0.38, 0.085, 222), (0.57, 0.09, 212), (0.77, 0.06, 205), (0.92, 0.045, 75)),
        ((0.70, 0.06, 212), (0.50, 0.08, 222), (0.33, 0.07, 232), (0.18, 0.05, 242)),
        (0.97, 0.05, 85), (0.95, 0.07, 75), (0.92, 0.11, 80),
    ),
    Hour(
        "rose", 0.15, -0.15, (-55, 20),
        ((0.82, 0.055, 350), (0.86, 0.06, 5), (0.90, 0.06, 35), (0.94, 0.045, 75)),
        ((0.82, 0.075, 5), (0.64, 0.115, 358), (0.43, 0.115, 345), (0.25, 0.08, 325)),
        (0.68, 0.19, 28), (0.95, 0.07, 50), (0.96, 0.07, 90),
    ),
    Hour(
        "ink", -0.05, -0.25, (-110, 60),
        ((0.90, 0.035, 82), (0.93, 0.03, 86), (0.95, 0.022, 90), (0.96, 0.018, 92)),
        ((0.84, 0.025, 255), (0.62, 0.048, 258), (0.38, 0.055, 262), (0.20, 0.035, 265)),
        (0.59, 0.205, 29), (0.965, 0.03, 75), (0.97, 0.07, 90),
    ),
    Hour(
        "indigo", 0.3, 0.3, (-70, 50),
        ((0.66, 0.085, 245), (0.80, 0.055, 238), (0.91, 0.025, 120), (0.955, 0.03, 92)),
        ((0.80, 0.055, 242), (0.59, 0.10, 250), (0.40, 0.115, 258), (0.25, 0.085, 263)),
        (0.66, 0.20, 34), (0.96, 0.045, 82), (0.97, 0.07, 90),
    ),
    Hour(
        "storm", -0.6, 0.45, (-40, 50),
        ((0.22, 0.022, 255), (0.31, 0.028, 250), (0.43, 0.028, 258), (0.66, 0.06, 55), (0.85, 0.10, 74)),
        ((0.56, 0.04, 250), (0.39, 0.04, 255), (0.26, 0.032, 258), (0.15, 0.022, 262)),
        (0.97, 0.05, 92), (0.90, 0.10, 86), (0.92, 0.12, 85),
    ),
    Hour(
        "coral", 0.55, 0.1, (-40, 8),
        ((0.62, 0.13, 28), (0.72, 0.125, 35), (0.82, 0.10, 52), (0.92, 0.06, 78)),
        ((0.72, 0.08, 20), (0.53, 0.085, 330), (0.36, 0.085, 285), (0.22, 0.07, 272)),
        (0.98, 0.035, 95), (0.95, 0.07, 78), (0.96, 0.08, 90),
    ),
    Hour(
        "violet", 0.1, 0.05, (-40, 40),
        ((0.16, 0.07, 292), (0.27, 0.11, 296), (0.43, 0.14, 303), (0.62, 0.13, 316), (0.80, 0.08, 340)),
        ((0.57, 0.12, 310), (0.40, 0.11, 300), (0.26, 0.09, 293), (0.15, 0.06, 288)),
        (0.96, 0.04, 90), (0.86, 0.09, 350), (0.90, 0.11, 80), True,
    ),
    Hour(
        "aurora", -0.15, 0.15, (-15, 70),
        ((0.14, 0.03, 245), (0.22, 0.055, 210), (0.38, 0.085, 178), (0.60, 0.105, 168), (0.80, 0.07, 160)),
        ((0.54, 0.085, 172), (0.37, 0.07, 182), (0.24, 0.05, 198), (0.13, 0.03, 215)),
        (0.96, 0.03, 100), (0.84, 0.08, 165), (0.90, 0.11, 82), True,
    ),
    Hour(
        "jade", 0.4, -0.25, (-10, 60),
        ((0.79, 0.07, 175), (0.86, 0.055, 172), (0.92, 0.035, 150), (0.955, 0.025, 100)),
        ((0.79, 0.06, 175), (0.60, 0.085, 172), (0.42, 0.075, 178), (0.25, 0.05, 188)),
        (0.66, 0.19, 32), (0.97, 0.04, 95), (0.97, 0.07, 90),
    ),
    Hour(
        "crimson", 0.1, 0.9, (-35, 6),
        ((0.50, 0.195, 24), (0.57, 0.205, 27), (0.65, 0.19, 33), (0.74, 0.155, 45)),
        ((0.60, 0.19, 30), (0.42, 0.16, 24), (0.28, 0.105, 18), (0.15, 0.05, 10)),
        (0.97, 0.04, 92), (0.86, 0.11, 60), (0.95, 0.08, 90),
    ),
)  # fmt: skip
"""Twenty-one hours, each mixed so that no stop and no way between two stops is a muddy green."""


_FREE = 115.0
"""An hour that may be turned through so many degrees is of one hue: a second one does not make it motley."""


def hour_of(sheet: Sheet, rng: np.random.Generator, dark: bool = False) -> Hour:
    """One of the five hours that fit the song's affect and its palette's hues best, the nearer the likelier.

    It is then turned until the hue it is remembered by is the song's, so that a song's scenes and its flat covers are
    of one family; its sun or moon takes another of the song's hues. `dark` asks for an hour when lamps are lit.
    """
    hues = sheet.palette.hues
    open_to = [hour for hour in HOURS if hour.sky[0][0] < 0.36 or not dark]
    far = [_distance(hour, sheet.description.affect, hues) for hour in open_to]
    nearest = np.argsort(far, kind="stable")[:5]
    weights = np.array([1 / (0.3 + far[i]) ** 2 for i in nearest])
    chosen = open_to[int(rng.choice(nearest, p=weights / weights.sum()))]
    degrees = min((_turn(chosen, hue) for hue in hues), key=lambda turn: turn[1])[0]
    return shone(rooted(turned(chosen, degrees), hues), hues)


def turned(hour: Hour, degrees: float) -> Hour:
    """The same hour with the hues of sky and land turned, none of them into the muddy greens.

    Yellows turn only a quarter as far: a few degrees more make them khaki.
    """

    def turn(colour: LCH) -> LCH:
        share = 0.25 if 50 < colour[2] < 110 else 1.0
        return clear((colour[0], colour[1], (colour[2] + share * degrees) % 360))

    sky, land = tuple(turn(c) for c in hour.sky), tuple(turn(c) for c in hour.land)
    return replace(hour, sky=sky, land=land, glow=turn(hour.glow))


def rooted(hour: Hour, hues: tuple[float, ...]) -> Hour:
    """The same hour, its nearest land in the song's second hue, where the hour is of one hue and bears a neighbour."""
    second = deep_hue(hues[1])
    if hour.turn[1] - hour.turn[0] < _FREE or not 25 < abs(_away(hour.hue, second)) < 110:
        return hour
    near = tuple((light, max(1.2 * chroma, 0.05), second) for light, chroma, _ in hour.land[-2:])
    return replace(hour, land=(*hour.land[:-2], *near))


def shone(hour: Hour, hues: tuple[float, ...]) -> Hour:
    """The same hour with its disc in the second of `hues`, or in the first that is not the sky's and may shine."""
    light, chroma, hue = hour.disc
    other = next((h for h in (*hues[1:], hues[0]) if not 105 < h < 190 and abs(_away(hour.hue, h)) > 30), hue)
    if chroma > 0.15:
        # A yellow sun must be light to be yellow, a blue one dark to be blue.
        return replace(hour, disc=coloured(0.3 * light + 0.7 * natural_light(other), 0.92, other, 0.21))
    disc = (min(light, 0.955), max(chroma, 0.06), other)
    if hour.sky[0][0] > 0.36:
        return replace(hour, disc=disc)
    # By day a coloured glow would be smog; after dark it is what is left of the sun.
    return replace(hour, disc=disc, glow=(hour.glow[0], max(hour.glow[1], 0.075), other))


def _distance(hour: Hour, affect: Affect, hues: tuple[float, ...]) -> float:
    """How ill an hour fits: its distance in affect, and from the nearest hue that it can be turned to."""
    off = float(np.hypot(hour.valence - affect.valence, hour.arousal - affect.arousal))
    return off + min(_turn(hour, hue)[1] + 0.4 * (i > 0) for i, hue in enumerate(hues))


def _turn(hour: Hour, hue: float) -> tuple[float, float]:
    """The degrees to turn an hour toward a hue, and how ill it then fits: how far off it is, how far turned."""
    wanted = _away(hour.hue, hue)
    degrees = float(np.clip(wanted, *hour.turn))
    return degrees, abs(wanted - degrees) / 45 + abs(degrees) / 300


def _away(start: float, end: float) -> float:
    return (end - start + 180) % 360 - 180
