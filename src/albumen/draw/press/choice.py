"""Which plate for which brief."""

from __future__ import annotations

import numpy as np

from albumen.brief import Brief
from albumen.colour.palette import song_dice
from albumen.draw.press.plate import Plate
from albumen.draw.press.plates import plates


def choose(brief: Brief) -> Plate:
    """The plate for a brief: the variants of a song, style and seed walk through all plates before one comes again."""
    order = ordered(brief)
    return order[brief.variant % len(order)]


def ordered(brief: Brief) -> list[Plate]:
    """The plates of the brief's style, drawn without putting back, likelier first the better they suit the song."""
    fitting = [plate for plate in plates() if plate.style == brief.style]
    dice = np.random.default_rng((brief.seed, int(song_dice(brief.description).integers(2**32)), len(brief.style)))
    weights = np.array([max(plate.affinity(brief.description), 0.05) ** 2 for plate in fitting])
    # Gumbel's trick (Efraimidis and Spirakis 2006): sorting these keys is a weighted draw without replacement.
    keys = np.log(weights) + dice.gumbel(size=len(fitting))
    return [fitting[i] for i in np.argsort(-keys, kind="stable")]
