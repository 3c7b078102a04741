"""The plan of a melody: motif, sequence, answer, cadence, as rhythms and steps that await their pitches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from albumen.play.band.rhythm import Rhythm, closing, diminished, moving, resting
from albumen.play.band.style import Manner

Rest = Literal["none", "half", "full"]


@dataclass(frozen=True, slots=True)
class Wish:
    """A note before it has a pitch."""

    start: float
    """In beats from the scene's beginning."""
    length: float
    step: int | None
    """Scale steps from the note before it; None where it may begin anew."""
    weight: int
    """2 on the bar's first beat, 1 on other beats, 0 between."""
    cadence: Rest = "none"
    """Whether a phrase comes to rest on it, and how."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One bar: a rhythm and the steps between its notes."""

    rhythm: Rhythm
    steps: tuple[int, ...]


def theme(
    bars: int, beats: int, manner: Manner, rng: np.random.Generator, varied: np.random.Generator | None = None
) -> list[Wish]:
    """A theme in periods of eight bars: motif, sequence, answer, half close; motif, sequence, answer, full close.

    With `varied`, some bars come with their long notes in halves, as a theme that was heard before does.
    """
    motif, answer = _cell(manner, beats, rng), _cell(manner, beats, rng)
    half, full = _ending(resting(beats, rng)), _ending(closing(beats, rng))
    wishes: list[Wish] = []
    for bar in range(bars):
        last = bar == bars - 1
        cell = (motif, motif, answer, full if bar % 8 == 7 else half)[bar % 4] if not last else full
        if varied is not None and bar % 4 != 3 and not last and varied.random() < 0.3:
            cell = _split(cell, varied)
        rest: Rest = "full" if bar % 8 == 7 or last else "half" if bar % 4 == 3 else "none"
        wishes += _laid(cell, bar * beats, beats, rest)
    return wishes


def solo(bars: int, beats: int, manner: Manner, rng: np.random.Generator) -> list[Wish]:
    """An improvisation: ideas of a bar, some said twice, a breath every two or four bars."""
    wishes: list[Wish] = []
    idea = _cell(manner, beats, rng)
    for bar in range(bars):
        last = bar == bars - 1
        breath = last or bar % 4 == 3 or (bar % 2 == 1 and rng.random() < manner.rest)
        if breath:
            cell = _ending(closing(beats, rng) if last else resting(beats, rng))
        else:
            idea = idea if bar and rng.random() < 0.4 else _cell(manner, beats, rng)
            cell = idea
        rest: Rest = "full" if last else "half" if breath else "none"
        wishes += _laid(cell, bar * beats, beats, rest)
    return wishes


def riff(bars: int, beats: int, rng: np.random.Generator) -> list[Wish]:
    """A short figure every other bar, where a melody breathes."""
    cell = _cell(Manner(3.5, 0.4), beats, rng)
    return [wish for bar in range(1, bars, 2) for wish in _laid(cell, bar * beats, beats, "none")]


def _cell(manner: Manner, beats: int, rng: np.random.Generator) -> Cell:
    rhythm = moving(manner.density, beats, rng)
    steps: list[int] = []
    for _ in range(sum(length > 0 for length in rhythm) - 1):
        steps.append(_step(steps[-1] if steps else 0, manner.leap, rng))
    return Cell(rhythm, tuple(steps))


def _step(before: int, leap: float, rng: np.random.Generator) -> int:
    """Mostly a step; after a leap a step back (Narmour 1990, registral reversal)."""
    if abs(before) >= 3:
        return -int(np.sign(before))
    way = 1 if rng.random() < 0.5 + 0.15 * np.sign(before) else -1
    sizes = np.array([0.12, 0.62, 0.08 + 0.14 * leap, 0.03 + 0.1 * leap, 0.02 + 0.1 * leap])
    return way * int(rng.choice(5, p=sizes / sizes.sum()))


def _ending(rhythm: Rhythm) -> Cell:
    return Cell(rhythm, (-1,) * (sum(length > 0 for length in rhythm) - 1))


def _split(cell: Cell, rng: np.random.Generator) -> Cell:
    rhythm = diminished(cell.rhythm, rng)
    extra = sum(length > 0 for length in rhythm) - 1 - len(cell.steps)
    return Cell(rhythm, cell.steps + (1,) * extra)


def _laid(cell: Cell, start: float, beats: int, rest: Rest) -> list[Wish]:
    wishes: list[Wish] = []
    at = 0.0
    sounding = sum(length > 0 for length in cell.rhythm)
    for length in cell.rhythm:
        if length > 0:
            step = cell.steps[len(wishes) - 1] if wishes else None
            weight = 2 if at == 0 else 1 if at % 1 == 0 else 0
            ends: Rest = rest if len(wishes) == sounding - 1 else "none"
            wishes.append(Wish(start + at, length, step, weight, ends))
        at += abs(length)
    return wishes
