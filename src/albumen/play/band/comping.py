"""How chords are played: patterns of a bar, and all ways by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from albumen.music import Note
from albumen.play.band.comp_figures import (
    Make,
    Voiceds,
    alberti,
    arpeggio,
    block,
    driven,
    drone,
    grouped,
    ostinato,
    pad,
    struck,
    travis,
    tremolo,
    waltz,
)  # fmt: skip

_CHUGS = ("x.xxx.xxx-x.x.x.", "x-..x.xxx-..xxxx", "xxx.xxx.x-x-xxx.", "x---....x-x-x-x-")


def comp(how: str, voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """The voicings (one a beat) played in the way of a name; `energy` is 0..1."""
    return COMPS[how](voiced, beats, energy, rng)


def _rhythm(*patterns: str, length: float = 0.4, velocity: float = 0.7, spread: float = 0.0) -> Make:
    """One of these patterns of sixteenths, bar after bar: `x` loud, `o` soft, `-` holds the stroke before, `.` none."""

    def make(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
        pattern = patterns[rng.integers(len(patterns))]
        bars = range(0, len(voiced), beats)
        return [
            replace(note, start=note.start + bar)
            for number, bar in enumerate(bars)
            for note in _bar(_of(pattern, number), voiced[bar : bar + beats], length, velocity, spread)
        ]

    return make


def _of(pattern: str, bar: int) -> str:
    """The sixteenths of one bar of a pattern that may have several, apart by `|`."""
    bars = pattern.split("|")
    return bars[bar % len(bars)]


def _bar(steps: str, voiced: Voiceds, length: float, velocity: float, spread: float) -> list[Note]:
    steps = steps[: 4 * len(voiced)]
    notes: list[Note] = []
    for step, stroke in enumerate(steps):
        if stroke in "xo":
            tail = steps[step + 1 :]
            held = 1 + len(tail) - len(tail.lstrip("-"))
            long = length if held == 1 else held / 4 * 0.96
            notes += struck(step / 4, long, voiced[step // 4], velocity * (1.0 if stroke == "x" else 0.78), spread)
    return notes


def _chugs(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """Power chords: gallops and held ones in turn, a riff that comes back every two bars."""
    low = [(min(each), min(each) + 7, min(each) + 12) for each in voiced]
    first, second = (_CHUGS[i] for i in rng.choice(len(_CHUGS), 2, replace=False))
    return _rhythm(f"{first}|{second}", length=0.2, velocity=0.85)(low, beats, energy, rng)


def _powers(voiced: Sequence[tuple[int, ...]], beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """Eighths, or chords that ring for half a bar where little happens; pushed ahead of every second bar."""
    patterns = ("x-------x-------", "x-----x-x-------") if energy < 0.55 else ("x.x.x.x.x.x.x.x.", "x.x.x.xx.xx.x.x.")
    return _rhythm(*patterns, length=0.3, velocity=0.66)(voiced, beats, energy, rng)


COMPS: Mapping[str, Make] = {
    "block": block, "pad": pad, "arpeggio": arpeggio, "alberti": alberti, "travis": travis, "waltz": waltz,
    "ostinato": ostinato, "tremolo": tremolo, "drone": drone, "grouped": grouped, "driven": driven,
    "chugs": _chugs, "pulse": _powers,
    "strum": _rhythm("x---x-o-..x-o-x-", "x---x-x-..o-x-x-", velocity=0.66, spread=0.018),
    "charleston": _rhythm("x-....x-........|......x-....x-..", "x-....x-........", "..x-....x-......|x-....x-........",
                          velocity=0.66, spread=0.008),
    "stabs": _rhythm("...x..x......x..", "..x..x....x..x..", "x..x..x...x..x..", length=0.18, velocity=0.8),
    "skank": _rhythm("....x.......x...", length=0.16, velocity=0.8, spread=0.006),
    "upstroke": _rhythm("..x...x...x...x.", length=0.16, velocity=0.8, spread=0.006),
    "offbeat": _rhythm("..x...x...x...x.", "..xx..x...xx..x.", length=0.2, velocity=0.72),
    "bossa": _rhythm("x-..x-..o-x-..x-|..x-..x-x-..x-..", "x-..x-..o-x-..x-", velocity=0.62, spread=0.01),
    "scratch": _rhythm("x.oxo.x.o.oxo.xo", "x..xo.ox..xo.xo.", length=0.12, velocity=0.72, spread=0.006),
    "montuno": _rhythm("x.x..x.x..x..x.x|..x..x.x..x..x.x", length=0.2, velocity=0.74),
    "gospel": _rhythm("x---..x-x---..x-", "x-----x-x---x-x-", velocity=0.68, spread=0.008),
    "highlife": _rhythm("x.x.o.x.x.o.x.o.|x.o.x.x.o.x.x.o.", "x..x..x.o.x.x.o.", length=0.22, velocity=0.64),
    "brush": _rhythm("x-o-x-o-x-o-x-o-", velocity=0.56, spread=0.014),
}  # fmt: skip
