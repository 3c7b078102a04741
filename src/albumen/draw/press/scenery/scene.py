"""What every scene begins with: its own dice, its hour, its sheet of sky."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.colour.palette import song_dice
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import Sheet
from albumen.draw.press.scenery.hours import Hour, hour_of
from albumen.material import Material
from albumen.picture import Pixels


@dataclass(frozen=True, slots=True)
class Scene:
    """A sheet about to be drawn: what it shows, at what hour, with which dice."""

    canvas: Canvas
    description: Description
    material: Material
    hour: Hour
    rng: np.random.Generator
    """Its throws depend on the song as well as on the brief, so that two songs of one seed are composed differently."""

    @property
    def pixels(self) -> Pixels:
        """The canvas's own pixels, drawn on in place."""
        return self.canvas.pixels

    @property
    def pace(self) -> float:
        """How lively the song is, 0 calm to 1 excited."""
        return (self.description.affect.arousal + 1) / 2


def scene(canvas: Canvas, sheet: Sheet, dark: bool = False) -> Scene:
    """The scene of a sheet; `dark` where it has to be night."""
    seeds = (int(song_dice(sheet.description).integers(2**32)), int(sheet.rng.integers(2**32)))
    rng = np.random.default_rng(seeds)
    return Scene(canvas, sheet.description, sheet.material, hour_of(sheet, rng, dark), rng)


def suits(description: Description, likes: dict[str, float], arousal: float) -> float:
    """An affinity: 0.7, plus the likes by probability, less the distance of its arousal from the wanted one."""
    words = {**description.tags, **description.genres, **description.moods}
    liked = sum(weight * words.get(word, 0.0) for word, weight in likes.items())
    return float(np.clip(0.95 + liked - 0.35 * abs(description.affect.arousal - arousal), 0.3, 2.0))
