"""Melodies: pitches for the wishes of a theme, all chosen together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.music import Note
from albumen.play.band.motif import Wish
from albumen.play.band.style import Manner
from albumen.play.band.theory import SCALES, Chord, Mode

Costs = NDArray[np.float64]
_NEVER = 60.0
_STRONG = (0.0, 0.7, 2.0)
"""What a note outside its chord costs between beats, on a beat, on the first one."""
_PULL = 0.05
"""What a semitone's distance from the contour costs, squared."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a melody stands on: a chord for each beat, the scale, and the range in MIDI notes."""

    chords: Sequence[Chord]
    tonic: int
    mode: Mode
    low: int
    high: int

    @property
    def pitches(self) -> NDArray[np.int64]:
        """Every semitone of the range."""
        return np.arange(self.low, self.high + 1)

    def chord(self, beat: float) -> Chord:
        """The chord that sounds at a beat."""
        return self.chords[min(int(beat), len(self.chords) - 1)]


def sung(wishes: Sequence[Wish], ground: Ground, contour: NDArray[np.float32], manner: Manner) -> list[Note]:
    """The wishes with the pitches that suit them best, all together: a shortest path (Viterbi 1967) through the range.

    Each pitch costs what it lies off the chord (the more, the stronger the beat), off the scale and off the contour;
    each interval what it differs from the wished step, and what it leaps.

    Parameters
    ----------
    wishes
        Notes without pitches, in the order of their starts.
    ground
        Chords, scale and range.
    contour
        Where the line should lie along the ground, 0 (low) to 1 (high) [columns].
    manner
        How gladly it leaps, and how long its notes sound.
    """
    if not wishes:
        return []
    levels = _degrees(ground)
    best = _unary(wishes[0], ground, contour)
    ways: list[NDArray[np.int64]] = []
    for wish in wishes[1:]:
        total = best[:, None] + _moves(wish, ground, levels, manner.leap)
        ways.append(total.argmin(axis=0))
        best = total.min(axis=0) + _unary(wish, ground, contour)
    return [_note(wish, int(ground.low + place), manner) for wish, place in zip(wishes, _path(best, ways), strict=True)]


def _path(best: Costs, ways: list[NDArray[np.int64]]) -> list[int]:
    places = [int(best.argmin())]
    for way in reversed(ways):
        places.append(int(way[places[-1]]))
    return places[::-1]


def _degrees(ground: Ground) -> Costs:
    """How many scale steps each pitch of the range is over the lowest; altered ones lie halfway."""
    inside = np.isin((ground.pitches - ground.tonic) % 12, SCALES[ground.mode])
    levels: Costs = np.cumsum(inside) - np.where(inside, 0.0, -0.5)
    return levels


def _unary(wish: Wish, ground: Ground, contour: NDArray[np.float32]) -> Costs:
    pitches, harmony = ground.pitches, ground.chord(wish.start)
    in_chord = np.isin(pitches % 12, harmony.classes)
    in_scale = np.isin((pitches - ground.tonic) % 12, SCALES[ground.mode])
    costs: Costs = np.where(
        in_chord, 0.0, np.where(in_scale & ~_clashing(pitches, ground, harmony), _outside(wish), _NEVER)
    )
    wanted = ground.low + (ground.high - ground.low) * _at(contour, wish.start / len(ground.chords))
    rest: Costs = _rest(wish, pitches, ground, harmony)
    costs += _PULL * (pitches - wanted) ** 2 * (1.0 if wish.step is None else 0.5) + rest
    return costs


def _outside(wish: Wish) -> float:
    """The price of a note outside its chord; a long one costs more, wherever it begins."""
    return _STRONG[wish.weight] + (0.8 if wish.length >= 1 else 0.0)


def _clashing(pitches: NDArray[np.int64], ground: Ground, harmony: Chord) -> NDArray[np.bool_]:
    """Notes of the scale that the chord alters: the natural seventh under a dominant in minor; a blues likes them."""
    if ground.mode == "blues":
        return np.zeros(len(pitches), np.bool_)
    scale = {(ground.tonic + step) % 12 for step in SCALES[ground.mode]}
    altered = [tone for tone in harmony.classes if tone not in scale]
    return np.isin(pitches % 12, [(tone + by) % 12 for tone in altered for by in (-1, 1)])


def _rest(wish: Wish, pitches: NDArray[np.int64], ground: Ground, harmony: Chord) -> Costs:
    """A full close wants the tonic (or the chord, where the tonic is not in it), a half close anything else."""
    home = (pitches % 12) == ground.tonic
    match wish.cadence:
        case "none":
            return np.zeros(len(pitches))
        case "half":
            return np.where(home, 2.0, 0.0) + np.where(np.isin(pitches % 12, harmony.classes), 0.0, 3.0)
        case "full":
            if ground.tonic in harmony.classes:
                return np.where(home, 0.0, 6.0)
            return np.where(np.isin(pitches % 12, harmony.classes), 0.0, 6.0)


def _moves(wish: Wish, ground: Ground, levels: Costs, leap: float) -> Costs:
    """What each interval costs [from, to]."""
    apart = ground.pitches[None, :] - ground.pitches[:, None]
    size = np.abs(apart)
    costs: Costs = np.maximum(0, size - 4) * 0.4 * (1.3 - leap)
    costs += np.where(size > 9, 2.0, 0.0) + np.where(size == 6, 1.5, 0.0)
    if wish.step is None:
        costs += np.where(size == 0, 0.8, 0.0) + np.maximum(0, size - 2) * 0.3
        return costs
    costs += np.where((size == 0) & (wish.step != 0), 0.5, 0.0)
    costs += 1.5 * np.minimum(np.abs(levels[None, :] - levels[:, None] - wish.step), 4)
    return costs


def _note(wish: Wish, pitch: int, manner: Manner) -> Note:
    swell = 0.05 if wish.cadence == "none" and wish.length >= 1 else 0.0
    return Note(wish.start, wish.length * manner.legato, pitch, (0.64, 0.72, 0.82)[wish.weight] + swell)


def _at(curve: NDArray[np.float32], place: float) -> float:
    return float(np.interp(place, np.linspace(0, 1, len(curve)), curve))
