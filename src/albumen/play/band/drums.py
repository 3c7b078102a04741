"""Drum parts: beats by energy, small changes every four bars, fills into sections, cymbals at their doors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from albumen.music import Note
from albumen.play.band.fills import built, filled, pushed
from albumen.play.band.form import Scene
from albumen.play.band.grooves import Groove, drum_of
from albumen.play.band.style import BandStyle, Beat

_LOUD = {"x": 0.9, "o": 0.5}
_CRASH, _KICK = 49, 36


def chosen(style: BandStyle, energy: float, groove: Groove | None) -> Beat | None:
    """The beat of a section: the liveliest that its energy allows, of equal ones that which drummers play most."""
    fitting = [beat for beat in style.beats if beat.energy <= energy]
    if not fitting:
        return None
    liveliest = max(beat.energy for beat in fitting)
    top = [beat for beat in fitting if beat.energy == liveliest]
    return max(top, key=lambda beat: _likeness(beat, groove)) if groove else top[0]


def kicks(beat: Beat | None, beats: int) -> tuple[float, ...]:
    """Where in a bar the loud kicks of a beat fall, in beats."""
    strokes = beat.strokes.get(_KICK, "") if beat else ""
    grid = beats * beat.bars / len(strokes) if beat and strokes else 1.0
    return tuple(step * grid for step, stroke in enumerate(strokes) if stroke == "x" and step * grid < beats)


def drums(style: BandStyle, scene: Scene, beat: Beat, last: bool, rng: np.random.Generator) -> list[Note]:
    """The scene's beat; every fourth bar pushes on, the last one fills unless the piece ends there, a build rolls."""
    beats, bars = style.beats_per_bar, scene.section.bars
    notes: list[Note] = []
    for bar in range(bars):
        strokes = _bar(beat, bar, beats, rng)
        if bar == bars - 1 and not last and bars >= 2 and style.fills != "none":
            strokes = filled(strokes, style.fills, beats, scene.energy, rng, style.unit)
        elif bar % 4 == 3 and style.fills != "none":
            strokes = pushed(strokes, style.fills, beats, rng)
        notes += [replace(note, start=note.start + bar * beats) for note in strokes]
    if scene.section.name == "build":
        notes = built(notes, bars * beats)
    if style.crash and scene.energy > 0.6:
        notes.append(Note(0.0, 1.0, _CRASH, 0.8))
    return sorted(notes, key=lambda note: (note.start, note.pitch))


def _bar(beat: Beat, bar: int, beats: int, rng: np.random.Generator) -> list[Note]:
    """One bar as written, a soft stroke left out here and there."""
    notes = []
    for pitch, strokes in beat.strokes.items():
        grid = beats * beat.bars / len(strokes)
        first = bar % beat.bars * len(strokes) // beat.bars
        for step, stroke in enumerate(strokes[first : first + len(strokes) // beat.bars]):
            if stroke == "." or (stroke == "o" and rng.random() < 0.12):
                continue
            at = step * grid
            loud = _LOUD[stroke] + (0.04 if at % 1 == 0 else -0.04) + rng.normal(0, 0.02)
            notes.append(Note(at, min(grid, 0.5), pitch, float(np.clip(loud, 0.15, 1.0))))
    return notes


def _likeness(beat: Beat, groove: Groove) -> float:
    """Mean logarithm of how likely measured drummers are to do what the beat does on each step of each drum."""
    found = []
    for pitch, strokes in beat.strokes.items():
        if (drum := drum_of(pitch)) not in groove.density:
            continue
        for step, stroke in enumerate(strokes[: len(strokes) // beat.bars]):
            place = round(step * 16 * beat.bars / len(strokes)) % 16
            likely = float(np.clip(groove.density[drum][place], 0.02, 0.98))
            found.append(np.log(likely if stroke == "x" else 1 - likely))
    return float(np.mean(found)) if found else 0.0
