"""Bass lines that keep a figure of their own, and all lines by name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from albumen.music import Note
from albumen.play.band.bass import (
    Floor,
    Make,
    eighths,
    fifths,
    grouped,
    held,
    near,
    octaves,
    pedal,
    roots,
    walking,
    waltz,
)  # fmt: skip
from albumen.play.band.rhythm import accents
from albumen.play.band.theory import Chord

_REGGAE = (
    ((0, 0.9, 0), (1.5, 0.45, 7), (2, 0.9, 0), (3, 0.4, -5), (3.5, 0.4, -2)),
    ((0.5, 0.5, 0), (1, 0.5, 0), (2, 0.9, 4), (3, 0.45, 7), (3.5, 0.4, 0)),
    ((0, 0.45, 0), (0.5, 0.45, 0), (1.5, 0.9, 4), (2.5, 0.45, 7), (3, 0.9, 4)),
)
_MOTOWN = (
    ((0, 0.7, 0), (1, 0.4, 0), (1.5, 0.4, 7), (2, 0.7, 9), (3, 0.4, 7), (3.5, 0.4, 4)),
    ((0, 0.9, 0), (1.5, 0.4, 0), (2, 0.4, 4), (2.5, 0.4, 7), (3.5, 0.4, 9)),
)
_BOOGIE = ((0, 4, 7, 9, 10, 9, 7, 4), (0, 0, 4, 4, 7, 7, 9, 7), (0, 12, 10, 12, 7, 9, 10, 4))


def bass(line: str, floor: Floor, rng: np.random.Generator) -> list[Note]:
    """The bass line of a name over a floor."""
    return LINES[line](floor, rng)


def _tone(each: Chord, semitones: int) -> int:
    """Semitones over the root, with the chord's own third, fifth and seventh."""
    third, fifth = each.third or 4, each.fifth
    return {4: third, 7: fifth, 9: 9 if third == 4 else 10}.get(semitones, semitones)


def _figured(figure: tuple[tuple[float, float, int], ...], floor: Floor, loud: float) -> list[Note]:
    """A bar's figure (beat, length, semitones over the root) under every bar."""
    return [
        Note(bar + at, length, floor.root(bar + at) + _tone(floor.chords[bar + int(at)], tone), loud)
        for bar in floor.bars
        for at, length, tone in figure
        if at < floor.beats
    ]


def _bossa(floor: Floor, rng: np.random.Generator) -> list[Note]:
    notes = []
    for at, length, each in floor.spans():
        for step in range(0, length, 2):
            pitch = floor.foot(at) if step % 4 == 0 else floor.foot(at) - (12 - each.fifth)
            notes += [Note(at + step, 1.3, pitch, 0.8), Note(at + step + 1.5, 0.45, pitch, 0.62)]
    return notes


def _reggae(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """Round and late: root, third and fifth around the one drop."""
    return _figured(_REGGAE[rng.integers(len(_REGGAE))], floor, 0.88)


def _motown(floor: Floor, rng: np.random.Generator) -> list[Note]:
    return _figured(_MOTOWN[rng.integers(len(_MOTOWN))], floor, 0.84)


def _funk(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """Sixteenths with holes: with every kick the root, between them two or three pops, the same in every bar."""
    grid = [step / 4 for step in (3, 5, 7, 9, 11, 13, 14, 15) if step / 4 not in floor.kicks]
    between = rng.choice(grid, 3, replace=False)
    pops = rng.choice([12, 10, 7, 12, 5], 3)
    figure = [(at, 0.4 if at == 0 else 0.22, 0) for at in sorted({0.0, *floor.kicks})]
    figure += [(float(at), 0.18, int(pop)) for at, pop in zip(between, pops, strict=True)]
    return [
        Note(bar + at, length, floor.root(bar + at) + tone, 0.95 if at == 0 or tone == 12 else 0.74)
        for bar in floor.bars
        for at, length, tone in sorted(figure)
    ]


def _eight_oh_eight(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """Long low notes, one with each kick."""
    starts = sorted({0.0, *floor.kicks})
    stops = [*starts[1:], float(floor.beats)]
    return [
        Note(bar + at, min(stop - at, 2.2) * 0.96, floor.root(bar + at), 0.9)
        for bar in floor.bars
        for at, stop in zip(starts, stops, strict=True)
    ]


def _acid(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """A sequencer's sixteen steps: the same all along, accents and octaves among them."""
    tones = rng.choice([0, 0, 0, 12, 3, 7, 10, -2], 16)
    tones[0] = 0
    on = rng.random(16) < 0.72
    on[0] = True
    accents = rng.random(16) < 0.3
    return [
        Note(bar + step / 4, 0.22, floor.root(bar + step // 4) + int(tones[step]), 0.95 if accents[step] else 0.62)
        for bar in floor.bars
        for step in range(4 * floor.beats)
        if on[step]
    ]


def _shuffle(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """The boogie: up the chord's sixth and seventh in two bars and back, from the root where the chord changes."""
    tones = _BOOGIE[rng.integers(len(_BOOGIE))]
    notes = []
    since = 0
    for at, each in enumerate(floor.chords):
        since = since + 1 if at and floor.chords[at - 1] == each else 0
        pitch = floor.root(at) + _tone(each, tones[since % 8])
        notes.append(Note(at, 0.85, pitch - (12 if pitch > floor.register + 14 else 0), 0.82))
    return notes


def _tumbao(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """The fifth on two and a half, the next bar's root ahead of it on four."""
    notes = []
    for bar in floor.bars:
        each, follows = floor.chords[bar], floor.chords[(bar + floor.beats) % len(floor.chords)]
        notes.append(Note(bar + 1.5, 1.3, floor.root(bar) - (12 - each.fifth), 0.8))
        notes.append(Note(bar + 3, 1.4, near(follows.root, floor.register), 0.86))
    return [Note(0, 1.3, floor.root(0), 0.8), *notes]


def _odd(floor: Floor, rng: np.random.Generator) -> list[Note]:
    """A riff of a note a beat, the same in every bar: the root where a part begins, other tones between."""
    starts = accents(floor.beats)
    tones = [0 if at in starts else int(rng.choice([0, 0, 7, 10, 12, 3])) for at in range(floor.beats)]
    return [
        Note(bar + at, 0.85, floor.root(bar + at) + _tone(floor.chords[bar + at], tone), 0.88 if at in starts else 0.72)
        for bar in floor.bars
        for at, tone in enumerate(tones)
    ]


LINES: Mapping[str, Make] = {
    "roots": roots, "fifths": fifths, "walking": walking, "octaves": octaves, "held": held, "eighths": eighths,
    "pedal": pedal, "waltz": waltz, "bossa": _bossa, "reggae": _reggae, "funk": _funk, "808": _eight_oh_eight,
    "acid": _acid, "shuffle": _shuffle, "tumbao": _tumbao, "motown": _motown,
    "grouped": grouped, "odd": _odd,
}  # fmt: skip
