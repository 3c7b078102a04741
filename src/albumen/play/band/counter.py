"""Second voices and ornaments: what goes along with a melody that is already there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from albumen.music import Note
from albumen.play.band.melody import Ground
from albumen.play.band.motif import Wish
from albumen.play.band.theory import SCALES


def in_thirds(melody: Sequence[Note], ground: Ground, register: int) -> list[Note]:
    """A voice a third to a sixth under each note, in the chord on the beats, moved by octaves to its register."""
    found = []
    for note in melody:
        under = _under(note, ground)
        octaves = round((register - under) / 12)
        found.append(replace(note, pitch=under + 12 * octaves, velocity=note.velocity * 0.85))
    return found


def _under(note: Note, ground: Ground) -> int:
    classes = set(ground.chord(note.start).classes)
    scale = classes if note.start % 1 == 0 else {(ground.tonic + step) % 12 for step in SCALES[ground.mode]}
    near = [note.pitch - down for down in (3, 4, 8, 9, 5, 7)]
    return next((pitch for pitch in near if pitch % 12 in scale), note.pitch - 12)


def delayed(wishes: Sequence[Wish], beats: float, until: float) -> list[Wish]:
    """The same wishes later by so many beats, as far as they still end in time: what imitation sings."""
    late = [replace(wish, start=wish.start + beats) for wish in wishes]
    return [wish for wish in late if wish.start + wish.length <= until]


def ornamented(notes: Sequence[Note], ground: Ground, share: float, rng: np.random.Generator) -> list[Note]:
    """Grace notes a step away before a share of the long ones."""
    found: list[Note] = []
    scale = {(ground.tonic + step) % 12 for step in SCALES[ground.mode]}
    for note in notes:
        if note.length >= 0.9 and note.start >= 0.25 and rng.random() < share:
            ways = [note.pitch + by for by in (1, 2, -1, -2) if (note.pitch + by) % 12 in scale]
            if ways:
                found.append(Note(note.start - 0.1, 0.1, ways[rng.integers(len(ways))], note.velocity * 0.75))
        found.append(note)
    return found
