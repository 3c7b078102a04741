"""Which plate for which brief: one that was asked for, or one that suits the song."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from albumen.brief import Brief
from albumen.colour.palette import song_dice
from albumen.draw.press.plate import Plate
from albumen.draw.press.plates import named, plates

OPTION = "plate"
"""The setting that asks for plates."""


def choose(brief: Brief) -> Plate:
    """The plate for a brief: the variants of a song, style and seed walk through all plates before one comes again.

    Plates of its style that the brief's options name take turns instead. Raises as `wanted`.
    """
    order = [plate for plate in wanted(brief.options) if plate.style == brief.style] or ordered(brief)
    return order[brief.variant % len(order)]


def wanted(options: Mapping[str, str]) -> list[Plate]:
    """The plates that a brief's options name, with commas between several.

    Raises
    ------
    BadOption
        There is no plate of one of the names.
    """
    names = [name.strip() for name in options.get(OPTION, "").split(",")]
    return [named(name, OPTION) for name in names if name or OPTION in options]


def ordered(brief: Brief) -> list[Plate]:
    """The plates of the brief's style, drawn without putting back, likelier first the better they suit the song."""
    fitting = [plate for plate in plates() if plate.style == brief.style]
    dice = np.random.default_rng((brief.seed, int(song_dice(brief.description).integers(2**32)), len(brief.style)))
    weights = np.array([max(plate.affinity(brief.description), 0.05) ** 2 for plate in fitting])
    # Gumbel's trick (Efraimidis and Spirakis 2006): sorting these keys is a weighted draw without replacement.
    keys = np.log(weights) + dice.gumbel(size=len(fitting))
    return [fitting[i] for i in np.argsort(-keys, kind="stable")]
