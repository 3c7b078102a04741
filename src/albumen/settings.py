"""Settings that an engine has of its own, and the one place where a brief is held against them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from albumen.brief import Brief
from albumen.errors import BadOption
from albumen.registry import Carded


@runtime_checkable
class Optioned(Protocol):
    """An engine with settings of its own."""

    @property
    def options(self) -> Mapping[str, str]:
        """The settings that `Brief.options` may hold, each with one line of help."""
        ...


@runtime_checkable
class Checking(Protocol):
    """An engine that can tell from a brief alone that it will not be able to do it."""

    def check(self, brief: Brief) -> None:
        """Looks at the values of the brief without loading anything heavy; the description may be empty yet.

        Raises
        ------
        BadOption
            A value is not a possible one.
        MissingWeights, MissingExtra
            What it names is not here: a checkpoint, a LoRA file …
        """
        ...


def options_of(engine: object) -> Mapping[str, str]:
    """An engine's own settings, each with one line of help; most engines have none."""
    return engine.options if isinstance(engine, Optioned) else {}


def check(brief: Brief, engine: Carded, others: Callable[[str], str] = lambda name: "") -> None:
    """Whether the engine can do what the brief asks, before anything is heard or looked at.

    Parameters
    ----------
    brief
        Its description may be empty yet.
    engine
        Any engine, with settings or without.
    others
        What to add of a setting that the engine does not know, such as who would.

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
            raise BadOption(f"The engine {engine.card.name} has no setting {name!r}; {offer}{others(name)}.")
    if isinstance(engine, Checking):
        engine.check(brief)
