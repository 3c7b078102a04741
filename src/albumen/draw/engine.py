"""The contract of engines that draw, and their registry."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from albumen.brief import Brief
from albumen.card import Card
from albumen.picture import Picture
from albumen.progress import Progress, silent
from albumen.registry import Registry


class Engine(Protocol):
    """Draws one picture from a brief. Making one is cheap; weights load on first use."""

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        ...

    def draw(self, brief: Brief, rng: np.random.Generator, progress: Progress) -> Picture:
        """A square picture of `brief.size` pixels a side; the same brief and generator give the same pixels."""
        ...


ENGINES: Registry[Engine] = Registry("albumen.draw", ("albumen.draw.press",))


def draw(brief: Brief, engine: Engine, progress: Progress = silent) -> Picture:
    """A picture of the brief, its randomness taken from the brief's seed, style and variant alone."""
    style = 0 if brief.style == "album" else 1
    return engine.draw(brief, np.random.default_rng((brief.seed, style, brief.variant)), progress)
