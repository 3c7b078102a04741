"""Rhythms of melodies: one bar each, by how busy they are."""

from __future__ import annotations

import numpy as np

Rhythm = tuple[float, ...]
"""Lengths in beats; negative ones are rests."""

_FOUR: dict[int, tuple[Rhythm, ...]] = {
    1: ((4.0,), (2.0, 2.0), (3.0, 1.0), (-2.0, 2.0), (-1.0, 3.0)),
    2: ((2.0, 1.0, 1.0), (1.5, 0.5, 2.0), (1.0, 1.0, 2.0), (3.0, 0.5, 0.5), (-1.0, 1.0, 1.0, 1.0)),
    3: (
        (1.0, 1.0, 1.0, 1.0), (1.5, 0.5, 1.0, 1.0), (1.0, 0.5, 0.5, 2.0), (0.5, 0.5, 1.0, 1.0, 1.0),
        (-0.5, 0.5, 1.0, 1.5, 0.5), (1.0, 0.5, 1.5, 1.0),
    ),
    4: (
        (0.5, 0.5, 1.0, 0.5, 0.5, 1.0), (1.0, 0.5, 0.5, 0.5, 0.5, 1.0), (0.75, 0.75, 0.5, 1.0, 1.0),
        (-0.5, 0.5, 0.5, 0.5, 0.75, 0.75, 0.5), (1.5, 0.5, 0.5, 0.5, 1.0),
    ),
    5: (
        (0.5,) * 8, (0.5, 0.25, 0.25, 0.5, 0.5, 0.5, 0.5, 1.0), (0.75, 0.75, 0.5, 0.75, 0.75, 0.5),
        (0.25, 0.25, 0.5, 0.5, 0.5, 0.25, 0.25, 0.5, 1.0),
    ),
}  # fmt: skip
_THREE: dict[int, tuple[Rhythm, ...]] = {
    1: ((3.0,), (2.0, 1.0)),
    2: ((2.0, 1.0), (1.0, 2.0), (1.5, 0.5, 1.0)),
    3: ((1.0, 1.0, 1.0), (1.5, 0.5, 1.0), (2.0, 0.5, 0.5), (-1.0, 1.0, 1.0)),
    4: ((1.0, 0.5, 0.5, 1.0), (0.5, 0.5, 1.0, 1.0), (1.0, 1.0, 0.5, 0.5), (1.5, 0.5, 0.5, 0.5)),
    5: ((0.5,) * 6, (1.0, 0.5, 0.5, 0.5, 0.5), (0.5, 0.25, 0.25, 0.5, 0.5, 1.0)),
}
_TWO: dict[int, tuple[Rhythm, ...]] = {
    1: ((2.0,),),
    2: ((2.0,), (1.0, 1.0)),
    3: ((1.0, 1.0), (1.5, 0.5)),
    4: ((1.0, 0.5, 0.5), (0.5, 0.5, 1.0)),
    5: ((0.5,) * 4, (1.0, 0.5, 0.5)),
}
_CELLS = {2: _TWO, 3: _THREE, 4: _FOUR}
_GROUPS: dict[int, tuple[int, ...]] = {5: (3, 2), 6: (3, 3), 7: (2, 2, 3)}
"""How the beats of the longer bars are felt: 6/8 in two, 5/4 and 7/8 in unequal parts."""
_OPENINGS: dict[int, tuple[Rhythm, ...]] = {
    4: ((1.0, 1.0, -2.0), (0.5, 0.5, 1.5, -1.5), (2.0, -2.0), (0.5, 1.5, -2.0)),
    5: ((3.0, -2.0), (1.0, 2.0, -2.0)),
    6: ((3.0, -3.0), (2.0, 1.0, -3.0)),
    7: ((4.0, -3.0), (2.0, 2.0, -3.0)),
}
_CLOSINGS: dict[int, tuple[Rhythm, ...]] = {
    3: ((3.0,), (1.0, 2.0), (0.5, 0.5, 2.0)),
    4: ((1.0, 3.0), (2.0, 2.0), (0.5, 0.5, 3.0), (1.0, 1.0, 2.0), (4.0,)),
    5: ((5.0,), (3.0, 2.0), (1.0, 1.0, 3.0)),
    6: ((3.0, 3.0), (2.0, 1.0, 3.0), (6.0,)),
    7: ((2.0, 2.0, 3.0), (4.0, 3.0), (7.0,)),
}


def groups(beats: int) -> tuple[int, ...]:
    """The parts that a bar of so many beats is felt in; a bar of up to four is one."""
    return _GROUPS.get(beats, (beats,))


def accents(beats: int) -> tuple[int, ...]:
    """The beats of a bar on which its parts begin, from 0."""
    parts = groups(beats)
    return tuple(sum(parts[:index]) for index in range(len(parts)))


def moving(density: float, beats: int, rng: np.random.Generator) -> Rhythm:
    """A bar that goes on, `density` from 1 (long notes) to 5 (running)."""
    level = int(np.clip(round(density + rng.normal(0, 0.35)), 1, 5))
    cells = [_CELLS[part][level] for part in groups(beats)]
    return tuple(length for choices in cells for length in choices[rng.integers(len(choices))])


def resting(beats: int, rng: np.random.Generator) -> Rhythm:
    """A bar that ends a phrase and leaves room to breathe."""
    choices = _OPENINGS.get(beats, _CLOSINGS[beats])
    return choices[rng.integers(len(choices))]


def closing(beats: int, rng: np.random.Generator) -> Rhythm:
    """A bar that ends a period on a long note."""
    choices = _CLOSINGS[beats]
    return choices[rng.integers(len(choices))]


def diminished(rhythm: Rhythm, rng: np.random.Generator) -> Rhythm:
    """The rhythm with one of its long notes in two halves: how a theme is varied when it comes back."""
    long = [index for index, length in enumerate(rhythm) if length >= 1]
    if not long:
        return rhythm
    at = long[rng.integers(len(long))]
    half = rhythm[at] / 2
    return (*rhythm[:at], half, half, *rhythm[at + 1 :])
