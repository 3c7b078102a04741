"""How much finished music the band renders in a second of processor time: `python -m benchmarks.band [STYLE ...]`."""

from __future__ import annotations

import statistics
import sys
import time

from albumen.brief import Brief
from albumen.description import Affect, Description
from albumen.play.band.styles import STYLES
from albumen.play.engine import ENGINES, play
from benchmarks import one_core
from benchmarks.table import Row, markdown

SECONDS = 60.0
GOAL = 3.0
"""Processor seconds that a minute of music may take."""


def rows(styles: tuple[str, ...] = tuple(STYLES), seconds: float = SECONDS) -> list[Row]:
    """One row a style: composing, playing, mixing and mastering, against the goal's pace."""
    _warm()
    return [
        _held(f"{seconds:.0f} s of {style} by the band, finished", spent(style, seconds), seconds) for style in styles
    ]


def summary(styles: tuple[str, ...] = tuple(STYLES)[::4], seconds: float = SECONDS) -> list[Row]:
    """Two rows: the middle and the slowest of some styles; every fourth of them all if it is not said which."""
    _warm()
    taken = {style: spent(style, seconds) for style in styles}
    slowest = max(taken, key=lambda style: taken[style])
    return [
        _held(
            f"{seconds:.0f} s by the band, median of {len(taken)} styles", statistics.median(taken.values()), seconds
        ),
        _held(f"the same, the slowest of them ({slowest})", taken[slowest], seconds),
    ]


def spent(style: str, seconds: float) -> float:
    """Processor seconds that a piece of a style takes."""
    start = time.process_time()
    play(_brief(style, seconds), ENGINES.get("band"))
    return time.process_time() - start


def _warm() -> None:
    """Imports and rooms are made once in a process."""
    play(_brief(next(iter(STYLES)), 5.0), ENGINES.get("band"))


def _held(what: str, ours: float, seconds: float) -> Row:
    goal = GOAL * seconds / SECONDS
    note = f"{seconds / ours:.0f} s of music a second of one processor; the peer is the goal"
    return Row(what, f"{ours:.2f} s", f"{goal:.2f} s", goal / ours, ">= 1", note)


def _brief(style: str, seconds: float) -> Brief:
    heard = Description(affect=Affect(0.2, STYLES[style].arousal))
    return Brief(heard, "", seconds=seconds, seed=1, options={"style": style})


if __name__ == "__main__":
    print(markdown(one_core.rows("band", "rows", *(sys.argv[1:] or STYLES))))
