"""How much finished music the band renders in a second of processor time, by style."""

from __future__ import annotations

import sys
import time

from albumen.brief import Brief
from albumen.description import Affect, Description
from albumen.play.band.styles import STYLES
from albumen.play.engine import ENGINES, play
from benchmarks.table import Row, markdown

SECONDS = 60.0
GOAL = 3.0
"""Processor seconds that a minute of music may take."""


def rows(styles: tuple[str, ...] = tuple(STYLES), seconds: float = SECONDS) -> list[Row]:
    """One row a style: composing, playing, mixing and mastering, against the goal's pace."""
    play(_brief(next(iter(STYLES)), 5.0), ENGINES.get("band"))  # imports and rooms are made once in a process
    return [_row(style, seconds) for style in styles]


def spent(style: str, seconds: float) -> float:
    """Processor seconds that a piece of a style takes."""
    start = time.process_time()
    play(_brief(style, seconds), ENGINES.get("band"))
    return time.process_time() - start


def _row(style: str, seconds: float) -> Row:
    ours, goal = spent(style, seconds), GOAL * seconds / SECONDS
    return Row(
        f"{seconds:.0f} s of {style} by the band, finished", f"{ours:.2f} s", f"{goal:.2f} s", goal / ours, ">= 1",
        f"{seconds / ours:.0f} s of music a second of one processor; the peer is the goal",
    )  # fmt: skip


def _brief(style: str, seconds: float) -> Brief:
    heard = Description(affect=Affect(0.2, STYLES[style].arousal))
    return Brief(heard, "", seconds=seconds, seed=1, options={"style": style})


if __name__ == "__main__":
    print(markdown(rows(tuple(sys.argv[1:]) or tuple(STYLES))))
