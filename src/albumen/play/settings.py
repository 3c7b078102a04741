"""What an engine that plays may be asked for, and whether it can do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from albumen.brief import Brief
from albumen.errors import BadOption
from albumen.play.engine import Engine


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
        """Looks at `brief.seconds` and `brief.options` without loading anything heavy; the description may be empty."""
        ...


def options_of(engine: object) -> Mapping[str, str]:
    """An engine's own settings, each with one line of help; an engine may have none."""
    return engine.options if isinstance(engine, Optioned) else {}


def check(brief: Brief, engine: Engine) -> None:
    """Whether the engine can do what the brief asks, before a picture is looked at.

    Raises
    ------
    BadOption
        It does not know an option, or a value is not a possible one.
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
