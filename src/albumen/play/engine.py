"""The contract of engines that play, what some of them offer beyond it, and their registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

import numpy as np

from albumen.brief import Brief
from albumen.card import Card
from albumen.errors import BadOption
from albumen.music import Music
from albumen.progress import Progress, silent
from albumen.registry import Registry


class Engine(Protocol):
    """Makes one piece of music from a brief. Making one is cheap; weights load on first use."""

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        ...

    def play(self, brief: Brief, rng: np.random.Generator, progress: Progress) -> Music:
        """Music of `brief.seconds`; the same brief and generator give the same samples."""
        ...


@runtime_checkable
class Optioned(Protocol):
    """An engine with settings of its own."""

    @property
    def options(self) -> Mapping[str, str]:
        """The settings that `Brief.options` may hold, each with one line of help."""
        ...


@runtime_checkable
class Checking(Protocol):
    """An engine that can tell from a brief alone that it will not be able to play it."""

    def check(self, brief: Brief) -> None:
        """Looks at the brief's length and options without loading anything heavy; the description may be empty yet.

        Raises
        ------
        BadOption
            A value is not a possible one.
        MissingWeights, MissingExtra
            What it names is not here.
        """
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
    """Whether the engine can do what the brief's options ask; the one place where they are looked at.

    Raises
    ------
    BadOption
        It does not know an option, or its value is not a possible one.
    MissingWeights, MissingExtra
        What an option names is not here.
    """
    known = options_of(engine)
    for name in brief.options:
        if name not in known:
            offer = f"there are: {', '.join(known)}" if known else "it has none"
            raise BadOption(f"The engine {engine.card.name} has no setting {name!r}; {offer}.")
    if isinstance(engine, Checking):
        engine.check(brief)


def options_of(engine: object) -> Mapping[str, str]:
    """An engine's own settings, each with one line of help; most engines have none."""
    return engine.options if isinstance(engine, Optioned) else {}
