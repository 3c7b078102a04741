"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told by an engine how far it is; a command line shows it, a test counts it."""

    def __call__(self, done: float, doing: str = "") -> None:
        """`done` is a fraction in 0..1 of the work handed over; `doing` a word or two."""
        ...


def silent(done: float, doing: str = "") -> None:
    """The progress that nobody watches."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """The progress of one part of the work, which goes from `start` to `end` of the whole."""

    def told(done: float, doing: str = "") -> None:
        progress(start + (end - start) * done, doing)

    return told
