"""Form: how many bars, which sections, and how much happens in each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.music import Section
from albumen.play.band.shapes import order
from albumen.play.band.style import Shape

_ENERGY = {"intro": 0.3, "A": 0.55, "B": 0.85, "C": 0.38, "D": 0.52, "E": 0.9, "F": 0.35, "build": 0.6, "break": 0.18,
           "ending": 0.45}  # fmt: skip
_SOLO = 0.68
_SHORTEST_RING = 1.5
"""Seconds the last chord has to ring out."""
_LIFTED = 150.0
"""Seconds from which on a song's last chorus may stand a whole tone higher."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A section, its energy (0..1), how far it is transposed, and how often its theme was heard before."""

    section: Section
    energy: float
    lift: int = 0
    turn: int = 0

    @property
    def theme(self) -> str:
        """Scenes of one theme share chords, melody and figures; intro and ending belong to `A`."""
        return "A" if self.section.name in ("intro", "ending") else self.section.name


@dataclass(frozen=True, slots=True)
class Frame:
    """What a form has to fill: seconds, beats a minute, the metre, bars of the longest round of chords, its shape."""

    seconds: float
    tempo: float
    beats_per_bar: int
    cycle: int
    shape: Shape

    @property
    def bars(self) -> int:
        """Whole bars that leave the last chord time to ring; at least one."""
        ring = min(_SHORTEST_RING, 0.2 * self.seconds)
        return max(1, int((self.seconds - ring) * self.tempo / 60 / self.beats_per_bar + 1e-6))


def form(frame: Frame, density: NDArray[np.float32], arousal: float = 0.0, lift: int = 0) -> tuple[Scene, ...]:
    """Scenes that fill the frame's bars; what time is left is the last chord's.

    Parameters
    ----------
    frame
        What is to be filled. Sections have the length of the chords' round where that is twelve bars (a blues keeps its
        twelve), else four bars in short pieces and eight in longer ones; bars left over go to intro and ending.
    density
        The picture's density from left to right, 0..1 [columns]: it lifts and lowers the energies along the piece.
    arousal
        -1..1: excited pieces have more energy throughout.
    lift
        Semitones by which the last chorus of a long song, and the ending after it, are raised.
    """
    plan = _sections(frame)
    bars = sum(size for _, size in plan)
    raised = _raised([name for name, _ in plan], frame, lift)
    heard: Counter[str] = Counter()
    scenes, at = [], 0
    for (name, size), up in zip(plan, raised, strict=True):
        energy = _energy(name, (at + size / 2) / bars, density, len(plan) == 1) + 0.15 * arousal
        energy += 0.03 * min(heard[name], 3)
        scenes.append(Scene(Section(name, at, size), float(np.clip(energy, 0.1, 1.0)), up, heard[name]))
        heard[name] += 1
        at += size
    return tuple(scenes)


def _sections(frame: Frame) -> list[tuple[str, int]]:
    """Names and lengths in bars; all of the frame's bars are used."""
    bars = frame.bars
    unit = 12 if frame.cycle == 12 else 8 if bars >= 28 else 4
    intro, ending = (0, 0) if bars < unit + 4 else (2, 2) if bars < unit + 12 else (4, 4)
    blocks = (bars - intro - ending) // unit
    if bars < 6 or blocks < 1:
        return [("A", bars)]
    rest = bars - intro - ending - blocks * unit
    names = [(name, unit) for name in order(frame.shape, blocks)]
    if unit == 8 and rest >= 4 and blocks > 2:
        at = len(names) - (2 if names[-2][0] == "build" else 1)
        offers = ("break", "A") if frame.shape == "dance" else ("C", "F")
        names.insert(at, (offers[names[at - 1][0] == offers[0]], 4))
        rest -= 4
    before = rest - rest % 2 if intro and rest < 4 else rest // 2 if intro else 0
    whole = [("intro", intro + before), *names, ("ending", ending + rest - before)]
    return [(name, size) for name, size in whole if size]


def _raised(names: list[str], frame: Frame, lift: int) -> list[int]:
    """Semitones for each section: the development of a rondo stands on its subdominant, a long song's end is lifted."""
    if frame.shape == "rondo":
        return [5 if name in "CF" else 0 for name in names]
    if frame.shape != "song" or frame.seconds < _LIFTED or not lift:
        return [0] * len(names)
    last = len(names) - 1 - names[::-1].index("B") if "B" in names else len(names)
    return [lift if index >= last else 0 for index in range(len(names))]


def _energy(name: str, place: float, density: NDArray[np.float32], alone: bool) -> float:
    local = float(np.interp(place, np.linspace(0, 1, len(density)), density)) - float(density.mean())
    base = 0.75 if alone else _ENERGY.get(name, _SOLO)
    return base + 0.35 * local
