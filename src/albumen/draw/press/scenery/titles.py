"""Where a scene's title and artist go: high in the empty sky, on the side away from the light."""

from __future__ import annotations

from typing import Literal

from albumen.draw.press.lettering import area
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import rgb_of
from albumen.picture import Face, TypeArea

Align = Literal["left", "centre", "right"]

_DUSK = 0.6
"""Lightness of a zenith from which on type is dark on light."""


def in_the_sky(setting: Scene, light_x: float, face: Face = "serif", size: float = 0.062) -> tuple[TypeArea, ...]:
    """Title and artist over the top of a finished sky; `light_x` is where the sun or moon stands."""
    hour = setting.hour
    ink = rgb_of(hour.disc if hour.sky[0][0] < _DUSK else hour.land[-1])
    align: Align = "left" if light_x >= 0.42 else "right"
    return (
        area(setting.canvas, "title", 0.075, 0.07, 0.925, 0.185, ink, face=face, align=align, size=size),
        area(setting.canvas, "artist", 0.075, 0.19, 0.925, 0.225, ink, face=face, align=align, size=0.022),
    )


def on_the_ground(
    setting: Scene, top: float, face: Face = "serif", align: Align = "left", size: float = 0.045
) -> tuple[TypeArea, ...]:
    """Title and artist over dark ground from `top` down."""
    ink, small = rgb_of(setting.hour.disc), 0.034 if face == "hand" else 0.022
    return (
        area(
            setting.canvas, "title", 0.075, top, 0.925, 0.912, ink, face=face, align=align, anchor="bottom", size=size
        ),
        area(setting.canvas, "artist", 0.075, 0.932, 0.925, 0.965, ink, face=face, align=align, size=small),
    )
