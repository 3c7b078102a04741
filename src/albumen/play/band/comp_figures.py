"""Ways to play chords that are no strummed pattern: held, broken, picked, repeated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np

from albumen.music import Note
from albumen.play.band.rhythm import accents
from albumen.play.band.voicing import Voiced

Voiceds = Sequence[Voiced]
Make = Callable[[Voiceds, int, float, np.random.Generator], list[Note]]
"""A voicing for each beat, beats in a bar, energy 0..1, the lot -> notes."""


def struck(at: float, length: float, chord: Voiced, velocity: float, spread: float = 0.0) -> list[Note]:
    """A chord's notes, each `spread` beats after the one below it, the top one loudest."""
    return [Note(at + i * spread, length, pitch, velocity * (0.94 + 0.02 * i)) for i, pitch in enumerate(chord)]


def spans(voiced: Voiceds, bar: int) -> list[tuple[int, int, Voiced]]:
    """Stretches of one voicing, cut every `bar` beats: first beat, length, voicing."""
    found, at = [], 0
    for (_, chord), group in groupby(enumerate(voiced), key=lambda pair: (pair[0] // bar, pair[1])):
        length = len(list(group))
        found.append((at, length, chord))
        at += length
    return found


def block(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """Each chord once a bar, as long as it lasts; again on the third beat where much happens."""
    notes = []
    for at, long, each in spans(voiced, beats):
        parts = 2 if long == 4 and energy > 0.6 else 1
        for place in range(parts):
            notes += struck(at + place * long / parts, long / parts * 0.95, each, 0.66 - 0.06 * place, 0.01)
    return notes


def pad(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """Held through bars of the same chord."""
    return [note for at, long, each in spans(voiced, len(voiced)) for note in struck(at, long, each, 0.6)]


def drone(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """Fifth and octaves of the lowest tone, plucked one after the other as a tanpura is."""
    notes = []
    for at, each in enumerate(voiced):
        root = each[0]
        tone = (root - 5, root, root, root - 12)[at % 4]
        notes.append(Note(at, 3.0, tone, 0.5 + (0.08 if at % 4 == 0 else 0)))
    return notes


def arpeggio(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """Up and down in eighths, in sixteenths where much happens; the figure begins anew with each bar."""
    grid = 4 if energy > 0.8 else 2
    up = rng.random() < 0.7
    notes = []
    for at, each in enumerate(voiced):
        tones = [*each, *each[-2:0:-1]] if up else [each[0], *each[:0:-1]]
        for step in range(grid):
            place = (at % beats * grid + step) % len(tones)
            loud = 0.72 if step == 0 and at % beats == 0 else 0.56
            notes.append(Note(at + step / grid, 1.2 / grid, tones[place], loud))
    return notes


def alberti(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """Low, high, middle, high."""
    notes = []
    for at, each in enumerate(voiced):
        pattern = (each[0], each[-1]) if at % 2 == 0 else (each[len(each) // 2], each[-1])
        notes += [Note(at + half / 2, 0.48, pitch, 0.58 - 0.08 * half) for half, pitch in enumerate(pattern)]
    return notes


def travis(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """The thumb alternates on the beats, the fingers fall between."""
    notes = []
    for at, each in enumerate(voiced):
        thumb = each[0] if at % 2 == 0 else each[min(1, len(each) - 1)]
        notes.append(Note(at, 0.9, thumb - (12 if thumb >= 55 else 0), 0.68))
        if at % beats == 0:
            notes.append(Note(at, 0.9, each[-1], 0.62))
        notes.append(Note(at + 0.5, 0.7, each[-1 - (at % max(1, len(each) - 1))], 0.56))
    return notes


def waltz(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """The chord on every beat but the first, which is the bass's."""
    return [note for at, each in enumerate(voiced) if at % beats for note in struck(at, 0.45, each, 0.52)]


def grouped(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """The whole chord where a part of the bar begins, its upper notes lightly on the other beats: a jig's strumming."""
    notes: list[Note] = []
    for at, each in enumerate(voiced):
        if at % beats in accents(beats):
            notes += struck(at, 0.9, each, 0.7, 0.02)
        elif at % beats + 1 in (*accents(beats), beats) or energy > 0.6:
            notes += struck(at, 0.6, each[1:], 0.46, 0.015)
    return notes


def driven(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """The chord on every beat, damped between and let ring where a part of the bar begins."""
    notes: list[Note] = []
    for at, each in enumerate(voiced):
        strong = at % beats in accents(beats)
        notes += struck(at, 0.95 if strong else 0.4, each if strong else each[:2], 0.85 if strong else 0.62)
    return notes


def ostinato(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """A figure of sixteenths that keeps its shape while the chords change."""
    shape = rng.integers(0, 4, 8)
    on = rng.random(8) < 0.62 + 0.3 * energy
    shape[0], on[0] = 0, True
    notes = []
    for at, each in enumerate(voiced):
        for step in range(4):
            place = (at * 4 + step) % 8
            if on[place]:
                pitch = each[shape[place] % len(each)] + (12 if shape[place] >= len(each) else 0)
                notes.append(Note(at + step / 4, 0.22, pitch, 0.7 if step == 0 else 0.54))
    return notes


def tremolo(voiced: Voiceds, beats: int, energy: float, rng: np.random.Generator) -> list[Note]:
    """Repeated eighths, swelling through the bar: a string section's drive."""
    return [
        note
        for at, each in enumerate(voiced)
        for half in (0, 1)
        for note in struck(at + half / 2, 0.42, each, 0.5 + 0.2 * (at % beats) / beats + (0.12 if half == 0 else 0))
    ]
