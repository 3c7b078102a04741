"""What a style of the band is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from albumen.music import Instrument
from albumen.play.band.theory import Mode

Room = Literal["dry", "studio", "club", "hall", "cathedral"]
Comp = Literal[
    "block", "pad", "arpeggio", "alberti", "strum", "charleston", "stabs", "skank", "bossa", "chugs", "pulse", "waltz",
    "scratch", "ostinato", "travis", "tremolo", "offbeat", "montuno", "upstroke", "gospel", "drone", "highlife",
    "brush", "grouped", "driven",
]  # fmt: skip
"""How a part plays the chords."""
Line = Literal[
    "roots", "fifths", "walking", "octaves", "held", "eighths", "bossa", "reggae", "funk", "808", "acid", "pedal",
    "shuffle", "tumbao", "waltz", "motown", "grouped", "odd",
]  # fmt: skip
"""How the bass moves."""
Duet = Literal["thirds", "imitation", "riff"]
"""What a second voice does: goes along in thirds, repeats the melody a bar later, answers with a riff."""
Role = Literal["chords", "extra", "pad", "bass", "melody", "counter", "drums", "sweep"]
Shape = Literal["song", "dance", "jazz", "blues", "rondo", "drift"]
"""How sections follow one another."""


@dataclass(frozen=True, slots=True)
class Player:
    """One part of a style's band."""

    role: Role
    instruments: tuple[Instrument, ...]
    """One of these, from what suits warm pictures to what suits cold ones."""
    how: Comp | Line | Duet | Literal[""] = ""
    """A `Comp` for chords, extra and pad, a `Line` for a bass, a `Duet` for a counter voice."""
    register: int = 60
    """The MIDI note it plays about."""
    level: float = 0.0
    pan: float = 0.0
    room: float = 0.2
    enters: float = 0.0
    """The section energy (0..1) from which on it plays."""
    leaves: float = 1.1
    """The section energy from which on it is silent."""
    chance: float = 1.0
    """How often this band has the player at all."""
    voices: int = 4


@dataclass(frozen=True, slots=True)
class Beat:
    """A drum pattern: for each drum the strokes on its grid, `x` loud, `o` soft, `.` none."""

    strokes: Mapping[int, str]
    energy: float = 0.0
    """The section energy from which on it is played."""
    bars: int = 1
    """How many bars it lasts."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a melody is."""

    density: float = 3.0
    """Notes a bar on a scale from 1 (long ones) to 5 (running)."""
    leap: float = 0.4
    """How gladly it leaps, 0..1."""
    rest: float = 0.15
    """How much of the time it breathes, 0..1."""
    ornament: float = 0.0
    """How many of its long notes have a grace note, 0..1."""
    legato: float = 0.95
    """How much of its time a note sounds."""


@dataclass(frozen=True, slots=True)
class BandStyle:
    """A style: its tempi, harmony, players and beats."""

    name: str
    genres: Mapping[str, float]
    """AudioSet genres it stands for, and how well."""
    arousal: float
    """How excited it is by nature, -1..1."""
    tempo: tuple[float, float]
    """Slowest and fastest in beats a minute; arousal chooses between."""
    players: tuple[Player, ...]
    major: tuple[str, ...]
    """Progressions in major as Roman numerals; the first half for verses, the rest for choruses, by lot."""
    minor: tuple[str, ...]
    modes: tuple[Mode, Mode] = ("ionian", "aeolian")
    """The scales of its major and its minor pieces."""
    major_bias: float = 0.0
    """Added to the valence that decides between major and minor; 2 makes it always major, -2 always minor."""
    cadence: tuple[str, str] = ("IV V", "iv V")
    """The two chords before the last one, in major and in minor; empty where nothing leads home."""
    beats_per_bar: int = 4
    unit: Literal[4, 8] = 4
    """The note that a beat is; `tempo` counts beats, so eighths where it is 8."""
    bars_per_chord: float = 1.0
    swing: float = 0.0
    """How late the second of two eighths comes: 0 straight, 1 triplets; on sixteenths where `swing_grid` is 16."""
    swing_grid: Literal[8, 16] = 8
    beats: tuple[Beat, ...] = ()
    fills: Literal["none", "snare", "toms", "machine", "brush"] = "none"
    grooves: str = ""
    """The family of measured drummers whose timing and accents it takes."""
    loose: float = 1.0
    """How far players stray in time, 1 for people, 0 for machines."""
    room: Room = "studio"
    melody: Manner = Manner()
    crash: bool = False
    """Whether sections begin with a cymbal."""
    shape: Shape = "song"
