"""The contract of engines that play, and their registry."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from albumen import settings
from albumen.brief import Brief
from albumen.card import Card
from albumen.music import Music
from albumen.progress import Progress, silent
from albumen.registry import Registry
from albumen.settings import options_of


class Engine(Protocol):
    """Makes one piece of music from a brief. Making one is cheap; weights load on first use."""

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        ...

    def play(self, brief: Brief, rng: np.random.Generator, progress: Progress) -> Music:
        """Music of `brief.seconds`; the same brief and generator give the same samples."""
        ...


ENGINES: Registry[Engine] = Registry("albumen.play", ("albumen.play.band", "albumen.play.vae.card"))


def play(brief: Brief, engine: Engine, progress: Progress = silent) -> Music:
    """Music of the brief, its randomness taken from the brief's seed and variant alone.

    Raises
    ------
    BadOption
        The engine does not know one of the brief's options.
    """
    check(brief, engine)
    return engine.play(brief, np.random.default_rng((brief.seed, brief.variant)), progress)


def check(brief: Brief, engine: Engine) -> None:
    """Whether the engine can do what the brief asks, as `albumen.settings.check`; tells who knows a setting.

    Raises
    ------
    BadOption
        It does not know an option, or a value is not a possible one.
    MissingWeights, MissingExtra
        What an option names is not here.
    """
    settings.check(brief, engine, _others)


def _others(name: str) -> str:
    others = [engine.card.name for engine in ENGINES if name in options_of(engine)]
    return f" ({' and '.join(others)} would: --engine {others[0]})" if others else ""
