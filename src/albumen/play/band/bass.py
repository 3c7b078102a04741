"""Bass lines that follow the chords."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from albumen.music import Note
from albumen.play.band.rhythm import accents
from albumen.play.band.theory import Chord


@dataclass(frozen=True, slots=True)
class Floor:
    """What a bass stands on."""

    chords: Sequence[Chord]
    """One a beat."""
    beats: int
    """Beats in a bar."""
    register: int
    """The MIDI note it plays about."""
    kicks: tuple[float, ...] = ()
    """Where in a bar the bass drum falls, in beats."""

    @property
    def bars(self) -> range:
        """The first beat of each bar."""
        return range(0, len(self.chords), self.beats)

    def foot(self, beat: float) -> int:
        """The pitch of the bass note at a beat."""
        return near(self.chords[min(int(beat), len(self.chords) - 1)].foot, self.register)

    def root(self, beat: float) -> int:
        """The pitch of the root at a beat."""
        return near(self.chords[min(int(beat), len(self.chords) - 1)].root, self.register)

    def spans(self) -> list[tuple[int, int, Chord]]:
        """Stretches of one chord within a bar: first beat, length in beats, chord."""
        found: list[tuple[int, int, Chord]] = []
        for at, each in enumerate(self.chords):
            if found and found[-1][2] == each and at % self.beats:
                start, length, _ = found[-1]
                found[-1] = (start, length + 1, each)
            else:
                found.append((at, 1, each))
        return found


Make = Callable[[Floor, np.random.Generator], list[Note]]


def near(pitch_class: int, register: int) -> int:
    """The pitch of a class within a tritone of a register."""
    return register + (pitch_class - register + 5) % 12 - 5


def roots(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """The root, again before the bar's end with the fifth after it."""
    notes = []
    for at, length, each in floor.spans():
        notes.append(Note(at, length * 0.6, floor.foot(at), 0.8))
        if length >= 3:
            notes.append(Note(at + length - 1.5, 0.5, floor.foot(at), 0.6))
            notes.append(Note(at + length - 1, 0.9, near((each.root + each.fifth) % 12, floor.register), 0.68))
    return notes


def fifths(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """Root on one, fifth below on three, a run up into the next chord now and then: the country two-step."""
    notes: list[Note] = []
    spans = floor.spans()
    for index, (at, length, each) in enumerate(spans):
        follows = spans[(index + 1) % len(spans)][2]
        for step in range(0, length, 2 if floor.beats == 4 else floor.beats):
            low = step % 4 == 2
            notes.append(Note(at + step, 0.9, floor.foot(at) - (12 - each.fifth if low else 0), 0.72 if low else 0.82))
        if length == 4 and follows.root != each.root and rng.random() < 0.5:
            goal = near(follows.foot, floor.register)
            notes.append(Note(at + 3, 0.9, goal + (-2 if goal >= floor.foot(at) else 2), 0.7))
    return notes


def walking(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """A crotchet a beat: the root where a chord begins, its tones between, a half step into the next."""
    notes: list[Note] = []
    spans = floor.spans()
    for index, (at, length, each) in enumerate(spans):
        goal = near(spans[(index + 1) % len(spans)][2].foot, floor.register)
        for step in range(length):
            pitch = floor.foot(at) if step == 0 else _walked(notes[-1].pitch, goal, each, floor.register, rng)
            if step and step == length - 1:
                pitch = goal + int(rng.choice([-1, 1, 1, -1, 2, -2]))
            notes.append(Note(at + step, 0.92, pitch, 0.78 + 0.05 * (step % 2)))
    return notes


def _walked(here: int, goal: int, each: Chord, register: int, rng: np.random.Generator) -> int:
    tones = [p for p in range(register - 8, register + 12) if p % 12 in each.classes and 0 < abs(p - here) <= 7]
    return min(tones, key=lambda p: abs(p - (here + goal) / 2) + rng.random() * 5, default=here)


def octaves(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """Root and octave in eighths: disco."""
    return [
        Note(at + half / 2, 0.42, floor.foot(at) + 12 * half, 0.85 - 0.12 * half)
        for at in range(len(floor.chords))
        for half in (0, 1)
    ]


def held(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """Each chord's bass as long as it lasts."""
    return [Note(at, length * 0.98, floor.foot(at), 0.72) for at, length, _ in floor.spans()]


def eighths(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """The root in eighths, louder with the kick, a run into the next bar's chord now and then."""
    notes = []
    for at, each in enumerate(floor.chords):
        follows = floor.chords[(at + 1) % len(floor.chords)]
        for half in (0, 1):
            loud = 0.86 if (at % floor.beats + half / 2) in floor.kicks else 0.76
            runs = half == 1 and follows.root != each.root and (at + 1) % floor.beats == 0 and rng.random() < 0.4
            pitch = near(follows.foot, floor.register) - 2 if runs else floor.foot(at)
            notes.append(Note(at + half / 2, 0.46, pitch, loud))
    return notes


def pedal(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """One note under everything, again at each bar."""
    return [Note(bar, floor.beats * 0.98, floor.foot(0), 0.7) for bar in floor.bars]


def grouped(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """Root and fifth in turn where the parts of a bar begin, a run into the next bar's chord now and then."""
    notes: list[Note] = []
    starts = accents(floor.beats)
    for bar in floor.bars:
        for number, at in enumerate(starts):
            each = floor.chords[bar + at]
            pitch = floor.foot(bar + at) - (12 - each.fifth if number % 2 else 0)
            notes.append(Note(bar + at, 0.9 * ((*starts, floor.beats)[number + 1] - at), pitch, 0.82 - 0.06 * number))
        follows = floor.chords[(bar + floor.beats) % len(floor.chords)]
        if follows.root != floor.chords[bar].root and rng.random() < 0.5:
            notes.append(Note(bar + floor.beats - 1, 0.8, near(follows.foot, floor.register) - 2, 0.68))
    return notes


def waltz(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """One note a bar, root and fifth in turn while the chord stays."""
    notes: list[Note] = []
    for number, bar in enumerate(floor.bars):
        each = floor.chords[bar]
        stays = number % 2 == 1 and floor.chords[bar - floor.beats] == each
        notes.append(Note(bar, 0.9, floor.foot(bar) - (12 - each.fifth if stays else 0), 0.8))
    return notes
