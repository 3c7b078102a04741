"""What a drummer does at the end of phrases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from albumen.music import Note

Fill = Literal["none", "snare", "toms", "machine", "brush"]
_KICK, _SNARE, _CLAP, _CLOSED, _OPEN = 36, 38, 39, 42, 46
_TOMS = (50, 50, 47, 47, 43, 43, 43, 38)


def filled(
    strokes: Sequence[Note], kind: Fill, beats: int, energy: float, rng: np.random.Generator, unit: int = 4
) -> list[Note]:
    """A bar whose end is a fill of sixteenths: one quarter where little happens, two where much does.

    `beats` are notes of a `unit`th.
    """
    start = beats - (2 if energy > 0.7 and beats > 2 else 1) * unit // 4
    sixteenth = unit / 16
    count = round((beats - start) / sixteenth)
    kept = [note for note in strokes if note.start < start or note.pitch == _KICK]
    for step in range(count):
        if (kind == "brush" and step % 2) or (step and rng.random() < 0.15):
            continue
        loud = 0.5 + 0.45 * (step + 1) / count + rng.normal(0, 0.04)
        kept.append(
            Note(start + step * sixteenth, sixteenth, _drum(kind, step / count), float(np.clip(loud, 0.2, 1.0)))
        )
    return kept


def pushed(strokes: Sequence[Note], kind: Fill, beats: int, rng: np.random.Generator) -> list[Note]:
    """A bar with something new in its last half beat: an open hat, two soft snares, or a kick that runs ahead."""
    end = beats - 0.5
    match int(rng.integers(3)):
        case 0:
            kept = [note for note in strokes if note.start < end or note.pitch != _CLOSED]
            return [*kept, Note(end, 0.5, _OPEN, 0.7)]
        case 1:
            pitch = _CLAP if kind == "machine" else _SNARE
            return [*strokes, Note(end, 0.25, pitch, 0.4), Note(end + 0.25, 0.25, pitch, 0.55)]
        case _:
            return [*strokes, Note(end + 0.25 * (kind == "machine"), 0.25, _KICK, 0.75)]


def built(strokes: Sequence[Note], beats: int) -> list[Note]:
    """A scene that builds: the kick drops out for its last bar, a snare rolls from beats to eighths to sixteenths."""
    roll: list[Note] = []
    at = 0.0
    while at < beats:
        place = at / beats
        roll.append(Note(at, 0.25, _SNARE, 0.3 + 0.6 * place))
        at += 1.0 if place < 0.5 else 0.5 if place < 0.75 else 0.25
    return [note for note in strokes if note.pitch in (_KICK, _OPEN) and note.start < beats - 4] + roll


def _drum(kind: Fill, place: float) -> int:
    if kind == "toms":
        return _TOMS[int(place * len(_TOMS))]
    return _CLAP if kind == "machine" and place >= 0.75 else _SNARE
