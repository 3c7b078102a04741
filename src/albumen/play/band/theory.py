"""Scales, chords and Roman numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Mode = Literal[
    "ionian", "dorian", "phrygian", "lydian", "mixolydian", "aeolian", "harmonic", "hijaz", "blues", "pentatonic",
    "minor pentatonic", "hirajoshi",
]  # fmt: skip

SCALES: dict[Mode, tuple[int, ...]] = {
    "ionian": (0, 2, 4, 5, 7, 9, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "aeolian": (0, 2, 3, 5, 7, 8, 10),
    "harmonic": (0, 2, 3, 5, 7, 8, 11),
    "hijaz": (0, 1, 4, 5, 7, 8, 10),
    "blues": (0, 3, 5, 6, 7, 10),
    "pentatonic": (0, 2, 4, 7, 9),
    "minor pentatonic": (0, 3, 5, 7, 10),
    "hirajoshi": (0, 2, 3, 7, 8),
}
"""Semitones over the tonic."""

QUALITIES: dict[str, tuple[int, ...]] = {
    "": (0, 4, 7), "m": (0, 3, 7), "5": (0, 7), "sus2": (0, 2, 7), "sus4": (0, 5, 7), "dim": (0, 3, 6),
    "6": (0, 4, 7, 9), "m6": (0, 3, 7, 9), "7": (0, 4, 7, 10), "m7": (0, 3, 7, 10), "maj7": (0, 4, 7, 11),
    "m7b5": (0, 3, 6, 10), "dim7": (0, 3, 6, 9), "9": (0, 4, 7, 10, 14), "m9": (0, 3, 7, 10, 14),
    "maj9": (0, 4, 7, 11, 14), "13": (0, 4, 10, 14, 21), "7sus4": (0, 5, 7, 10), "add9": (0, 4, 7, 14),
    "madd9": (0, 3, 7, 14), "7#9": (0, 4, 7, 10, 15), "m11": (0, 3, 7, 10, 17), "7b9": (0, 4, 7, 10, 13),
}  # fmt: skip
"""Semitones over the root, as lead sheets write them."""
_DEGREES = {"i": 0, "ii": 2, "iii": 4, "iv": 5, "v": 7, "vi": 9, "vii": 11}
_NUMERAL = re.compile(
    r"^(?P<accidental>[b#]?)(?P<degree>VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(?P<quality>[^/:]*)"
    r"(?::(?P<bass>[35]))?(?:/(?P<of>.+))?$"
)


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord: its root's pitch class, the semitones over it, and which of its tones lies in the bass."""

    root: int
    tones: tuple[int, ...]
    bass: int = 0
    """Semitones from the root to the bass."""

    @property
    def classes(self) -> tuple[int, ...]:
        """Pitch classes of its tones, the root first."""
        return tuple((self.root + tone) % 12 for tone in self.tones)

    @property
    def third(self) -> int | None:
        """Semitones from root to third; None for power and suspended chords."""
        return next((tone for tone in self.tones if tone in (3, 4)), None)

    @property
    def fifth(self) -> int:
        """Semitones from root to fifth, a perfect one where the chord leaves it out."""
        return next((tone for tone in self.tones if tone in (6, 7, 8)), 7)

    @property
    def foot(self) -> int:
        """Pitch class of the bass."""
        return (self.root + self.bass) % 12


def chord(numeral: str, tonic: int) -> Chord:
    """The chord of a Roman numeral, such as `bVII`, `ii7`, `V7/vi` or `I:3`, over a tonic's pitch class.

    Degrees are those of the major scale, whatever the mode: a minor key's chord on its sixth degree is `bVI`. Small
    numerals are minor. Figures are those of lead sheets, not of a figured bass: `V6` has an added sixth, and a chord
    whose third or fifth is in the bass is `V:3` or `V:5`. ValueError for what is no numeral.
    """
    match = _NUMERAL.match(numeral)
    if match is None:
        raise ValueError(f"{numeral!r} is no Roman numeral")
    degree, quality = match["degree"], match["quality"]
    root = _DEGREES[degree.lower()] + {"": 0, "b": -1, "#": 1}[match["accidental"]]
    if match["of"]:
        root += chord(match["of"], 0).root
    if degree.islower() and not quality.startswith(("dim", "m", "sus", "5")):
        quality = "m" + quality
    if quality not in QUALITIES:
        raise ValueError(f"{numeral!r} has no known quality")
    made = Chord((tonic + root) % 12, QUALITIES[quality])
    bass = {None: 0, "3": made.third or 0, "5": made.fifth}[match["bass"]]
    return Chord(made.root, made.tones, bass)


def progression(numerals: str, tonic: int) -> list[Chord]:
    """The chords of numerals apart by spaces."""
    return [chord(numeral, tonic) for numeral in numerals.split()]


def is_minor(mode: Mode) -> bool:
    """Whether the mode has a minor third and no major one."""
    return 3 in SCALES[mode] and 4 not in SCALES[mode]
