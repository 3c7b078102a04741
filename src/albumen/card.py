"""What an engine says of itself before anything heavy is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether an engine can work here; if not, why, and the command that mends it."""

    ok: bool
    reason: str = ""
    remedy: str = ""


def always_ready() -> Readiness:
    """The readiness of an engine that needs nothing beyond the base install."""
    return Readiness(True)


@dataclass(frozen=True, slots=True)
class Card:
    """An engine's card: name, one line, what it needs, licences, and whether it is ready."""

    name: str
    line: str
    needs: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    ready: Callable[[], Readiness] = always_ready
    """Answers without loading anything heavy."""
    asked: Callable[[], Readiness] | None = None
    """As `ready`, for who asks for this engine by its name and may bring the rest, such as a folder of weights."""
