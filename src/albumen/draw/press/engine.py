"""The press: prints covers from a song's own material, with nothing but the base install."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from albumen.brief import Brief
from albumen.card import Card
from albumen.colour.palette import palette
from albumen.draw.engine import ENGINES
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.choice import OPTION, choose, wanted
from albumen.draw.press.grain import grain
from albumen.draw.press.lettering import kept_readable
from albumen.draw.press.plate import Plate, Sheet
from albumen.draw.press.plates import NAMES
from albumen.draw.press.plausible import material_of
from albumen.picture import Picture
from albumen.progress import Progress, silent

CARD = Card("press", "prints drawn from the song's own spectrogram, chroma and loudness")


@ENGINES.register("press")
class Press:
    """Prints one plate in the song's own colours."""

    card = CARD
    options: Mapping[str, str] = MappingProxyType(
        {OPTION: f"the plate of its style, or several by turns: {', '.join(NAMES)}"}
    )

    def check(self, brief: Brief) -> None:
        """Whether there are such plates as the brief names. Raises BadOption."""
        wanted(brief.options)

    def draw(self, brief: Brief, rng: np.random.Generator, progress: Progress = silent) -> Picture:
        """The picture of the plate that suits the brief; origin `press/<plate>`."""
        return printed(choose(brief), brief, rng, progress)


def printed(plate: Plate, brief: Brief, rng: np.random.Generator, progress: Progress = silent) -> Picture:
    """The picture of one plate, whichever would have been chosen."""
    progress(0.0, plate.name)
    colours = palette(brief.description, rng, brief.variant, plate.ground, brief.seed)
    sheet = Sheet(brief.description, material_of(brief.description), colours, rng, brief.variant, brief.seed)
    canvas = Canvas(brief.size, colours.paper)
    areas = kept_readable(canvas, plate.draw(canvas, sheet))
    progress(0.8, plate.name)
    pixels = canvas.finished()
    # Grain is a thing of the paper: at a tenth of the size it would have averaged out.
    grain(pixels, plate.grain * min(max(brief.size / 1200, 0.3), 1.0), brief.seed)
    progress(1.0, plate.name)
    return Picture(pixels, f"press/{plate.name}", areas)
