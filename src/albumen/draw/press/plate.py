"""What a plate is: a named way to draw a song."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from albumen.colour.grounds import Ground
from albumen.colour.palette import Palette
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.material import Material
from albumen.picture import TypeArea
from albumen.vocabulary import Style


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a plate may know of its song."""

    description: Description
    material: Material
    """The description's own, or a plausible one where it has none."""
    palette: Palette
    rng: np.random.Generator
    variant: int = 0
    seed: int = 0


Drawing = Callable[[Canvas, Sheet], tuple[TypeArea, ...]]
"""Draws on the canvas and tells where the lettering belongs."""
Affinity = Callable[[Description], float]
"""How well a plate suits a song, about 0.3 (hardly) to 2 (made for it), 1 if it does not matter."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A named way to draw a song."""

    name: str
    style: Style
    draw: Drawing
    affinity: Affinity
    ground: Ground = "any"
    """Whether it wants a dark or a light sheet."""
    grain: float = 4.5
    """Depth of its grain, of 255."""


def plate(
    name: str, style: Style, affinity: Affinity, ground: Ground = "any", grain: float = 4.5
) -> Callable[[Drawing], Plate]:
    """A decorator that makes a drawing function a plate; the plate's file is then listed in `plates/__init__.py`."""

    def made(draw: Drawing) -> Plate:
        return Plate(name, style, draw, affinity, ground, grain)

    return made
