"""The contract of engines that draw, what some of them offer beyond it, and their registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

import numpy as np

from albumen import settings
from albumen.brief import Brief
from albumen.card import Card
from albumen.picture import Picture
from albumen.progress import Progress, part, silent
from albumen.registry import Registry
from albumen.settings import options_of


class Engine(Protocol):
    """Draws one picture from a brief. Making one is cheap; weights load on first use."""

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        ...

    def draw(self, brief: Brief, rng: np.random.Generator, progress: Progress) -> Picture:
        """A square picture of `brief.size` pixels a side; the same brief and generator give the same pixels."""
        ...


@runtime_checkable
class Batching(Engine, Protocol):
    """An engine that paints several pictures at once; it alone decides how many fit into a batch."""

    def draw_all(
        self, briefs: Sequence[Brief], rngs: Sequence[np.random.Generator], progress: Progress
    ) -> Iterable[Picture]:
        """The picture of each brief, in their order: in a list, or handed out as batches are done.

        Each brief and its generator give the same picture as `draw` alone, as far as the device allows.
        """
        ...


@runtime_checkable
class Reading(Protocol):
    """An engine that says whether it paints from `Brief.prompt`."""

    @property
    def reads_prompt(self) -> bool:
        """True if the prompt makes the picture; only then is a language model asked to write one."""
        ...


ENGINES: Registry[Engine] = Registry("albumen.draw", ("albumen.draw.diffusion.card", "albumen.draw.press"))


def draw(brief: Brief, engine: Engine, progress: Progress = silent) -> Picture:
    """A picture of the brief, its randomness taken from the brief's seed, style and variant alone.

    Raises
    ------
    BadOption
        The engine does not know one of the brief's options.
    """
    check(brief, engine)
    return engine.draw(brief, _rng(brief), progress)


def draw_all(briefs: Sequence[Brief], engine: Engine, progress: Progress = silent) -> Iterator[Picture]:
    """The picture of each brief, in their order; an engine that can paints several at once. Raises as `draw`."""
    for brief in briefs:
        check(brief, engine)
    if isinstance(engine, Batching):
        yield from engine.draw_all(briefs, [_rng(brief) for brief in briefs], progress)
        return
    for done, brief in enumerate(briefs):
        yield engine.draw(brief, _rng(brief), part(progress, done / len(briefs), (done + 1) / len(briefs)))


def check(brief: Brief, engine: Engine) -> None:
    """Whether the engine can do what the brief asks. Raises as `albumen.settings.check`."""
    settings.check(brief, engine, _others)


def reads_prompt(engine: object) -> bool:
    """Whether an engine says that it paints from the prompt."""
    return isinstance(engine, Reading) and engine.reads_prompt


def _others(name: str) -> str:
    others = [engine.card.name for engine in ENGINES if name in options_of(engine)]
    return f" ({' and '.join(others)} would: --engine {others[0]})" if others else ""


def _rng(brief: Brief) -> np.random.Generator:
    style = 0 if brief.style == "album" else 1
    return np.random.default_rng((brief.seed, style, brief.variant))
