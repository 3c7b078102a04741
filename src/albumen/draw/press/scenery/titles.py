"""Where a scene's title and artist go and in what voice: high in the empty sky, or low on the dark ground."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from albumen.draw.press.lettering import area
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import rgb_of
from albumen.picture import RGB, Face, TypeArea

Align = Literal["left", "centre", "right"]
Place = Literal["sky", "ground", "both ends"]

_DUSK = 0.6
"""Lightness of a zenith from which on type is dark on light."""
_LEFT, _RIGHT, _TOP, _DEEP = 0.075, 0.925, 0.07, 0.25
"""The sky's place for type: deep enough for three lines at display size."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A way to set title and artist."""

    face: Face
    size: float
    place: Place = "sky"
    capitals: bool = False
    centred: bool = False
    pace: float = 0.5
    """For music how lively: 0 calm, 1 excited."""
    likes: dict[str, float] = field(default_factory=dict)
    """What a likely genre adds to its weight: taste, not measurement."""


VOICES = (
    Voice("serif", 0.062, pace=0.4, likes={"Folk": 1.0, "Country": 0.8, "Classical": 0.5, "Traditional": 0.8}),
    Voice("serif", 0.036, capitals=True, centred=True, pace=0.35, likes={"Classical": 1.6, "New-age": 0.8, "Opera": 1}),
    Voice("grotesque", 0.056, pace=0.6, likes={"Pop": 1.0, "Independent": 0.8, "Electronic": 0.5, "Soul": 0.6}),
    Voice("condensed", 0.085, pace=0.85, likes={"Rock": 1.2, "Hip hop": 1.4, "Electronic": 0.6, "Funk": 0.9}),
    Voice("display", 0.066, pace=0.8, likes={"Disco": 1.2, "Electronic": 0.9, "Hip hop": 0.8, "Pop": 0.5}),
    Voice("grotesque", 0.0205, "ground", True, True, 0.2, {"New-age": 1.2, "Electronic": 0.6, "Classical": 0.4}),
    Voice("serif", 0.056, "both ends", pace=0.4, likes={"Jazz": 1.0, "Blues": 0.8, "Folk": 0.5, "Classical": 0.5}),
    Voice("condensed", 0.085, "both ends", pace=0.8, likes={"Rock": 1.0, "Hip hop": 1.0, "Electronic": 0.8}),
)
"""What a scene may speak in; those of the ground only where the ground is calm."""


def lettered(setting: Scene, light_x: float, ground: float | None = None) -> tuple[TypeArea, ...]:
    """The places for type over a finished scene, in a voice that suits the song.

    `light_x` is where the sun or moon stands; `ground` the height, from the top, from which the land is dark and calm
    enough for small type, None where it is not.
    """
    voice = voice_of(setting, ground is not None)
    align: Align = "centre" if voice.centred else "left" if light_x >= 0.42 else "right"
    if voice.place == "ground" and ground is not None:
        return on_the_ground(setting, max(ground, 0.86), voice.face, align, voice.size, capitals=True)
    sky = in_the_sky(setting, voice, align)
    if voice.place == "both ends" and ground is not None:
        low = area(
            setting.canvas, "artist", _LEFT, max(ground, 0.91), _RIGHT, 0.955, _light(setting), face="grotesque",
            align=align, anchor="middle", capitals=True, size=0.018,
        )  # fmt: skip
        return (*sky, low)
    return sky


def voice_of(setting: Scene, calm_ground: bool) -> Voice:
    """One of the voices, likelier the better it suits the song's genres and pace."""
    open_to = [voice for voice in VOICES if calm_ground or voice.place == "sky"]
    heard = setting.description.genres
    top = max(heard.values(), default=1.0) or 1.0
    liked = [sum(weight * heard.get(genre, 0.0) / top for genre, weight in voice.likes.items()) for voice in open_to]
    off = [abs(voice.pace - setting.pace) for voice in open_to]
    weights = np.maximum(np.array([0.5 + like - away for like, away in zip(liked, off, strict=True)]), 0.08)
    return open_to[int(setting.rng.choice(len(open_to), p=weights / weights.sum()))]


def in_the_sky(setting: Scene, voice: Voice, align: Align) -> tuple[TypeArea, ...]:
    """Title, and artist under it unless that goes elsewhere, over the top of a finished sky."""
    hour = setting.hour
    ink = rgb_of(hour.disc if hour.sky[0][0] < _DUSK else hour.land[-1])
    return (
        area(
            setting.canvas, "title" if voice.place == "both ends" else "both", _LEFT, _TOP, _RIGHT, _DEEP, ink,
            face=voice.face, align=align, capitals=voice.capitals, size=voice.size,
        ),
    )  # fmt: skip


def on_the_ground(
    setting: Scene, top: float, face: Face = "serif", align: Align = "left", size: float = 0.045, *,
    capitals: bool = False,
) -> tuple[TypeArea, ...]:  # fmt: skip
    """Title and artist over dark ground from `top` down."""
    return (
        area(
            setting.canvas, "both", _LEFT, top, _RIGHT, 0.963, _light(setting), face=face, align=align,
            anchor="middle", capitals=capitals, size=size,
        ),
    )  # fmt: skip


def on_the_wall(setting: Scene, left: bool, right: float, bottom: float = 0.38) -> tuple[TypeArea, ...]:
    """Title and artist over a dark wall, in the upper left or the upper right, up to `right` wide from its edge."""
    edges = (_LEFT, right) if left else (1 - right, _RIGHT)
    return (
        area(
            setting.canvas, "both", edges[0], _TOP, edges[1], bottom, _light(setting), face="hand",
            align="left" if left else "right", size=0.085,
        ),
    )  # fmt: skip


def _light(setting: Scene) -> RGB:
    """The light that type on dark ground has: the disc's, or the horizon's where the disc is a colour."""
    return rgb_of(setting.hour.disc if setting.hour.disc[1] < 0.15 else setting.hour.sky[-1])
