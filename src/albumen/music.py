"""Music as it is written and as it sounds: notes, parts, a score, and the sound made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from albumen.brief import Brief
from albumen.description import Key
from albumen.maker import Model, Nature
from albumen.song import Audio

Instrument = Literal[
    "grand piano", "felt piano", "electric piano", "organ", "harpsichord", "accordion",
    "nylon guitar", "steel guitar", "clean guitar", "muted guitar", "distorted guitar",
    "upright bass", "electric bass", "slap bass", "synth bass", "sub bass", "acid bass",
    "violin", "cello", "strings", "pizzicato", "harp", "choir", "singer",
    "flute", "clarinet", "saxophone", "trumpet", "muted trumpet", "horns", "brass",
    "saw lead", "square lead", "pulse lead", "soft lead", "pluck", "bell", "vibraphone", "marimba", "music box",
    "warm pad", "glass pad", "dark pad", "noise sweep",
    "acoustic kit", "brush kit", "rock kit", "heavy kit", "machine kit", "house kit", "dusty kit", "chip kit",
    "orchestral drums",
]  # fmt: skip
"""What a part is played on; the kits read pitches as General MIDI percussion (36 kick, 38 snare, 42 closed hat …)."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `start` and `length` in beats from the beginning of the piece, timing as it is performed."""

    start: float
    length: float
    pitch: int
    """MIDI note number; 60 is middle C."""
    velocity: float
    """How hard it is struck, above 0 to 1."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one player plays."""

    name: str
    """Its role, such as `melody`, `bass`, `drums`; unique in the score."""
    instrument: Instrument
    notes: tuple[Note, ...]
    """In the order of their starts."""
    level: float = 0.0
    """Fader in dB against the other parts as the style wants it."""
    pan: float = 0.0
    """-1 left to 1 right."""
    room: float = 0.2
    """How much of it goes to the reverb, 0..1."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the form: its name (`intro`, `A`, `B`, `ending` …), where it begins and how long it is in bars."""

    name: str
    bar: int
    bars: int


@dataclass(frozen=True, slots=True)
class Score:
    """A piece as it is written and performed."""

    tempo: float
    """Beats per minute, all the way through; what a beat is says `unit`."""
    beats_per_bar: int
    key: Key
    style: str
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]
    room: Literal["dry", "studio", "club", "hall", "cathedral"] = "studio"
    """Where it is heard."""
    unit: Literal[4, 8] = 4
    """The note that a beat is: a quarter, or in metres such as 6/8 and 7/8 an eighth."""

    @property
    def quarters(self) -> float:
        """Quarter notes per minute, as metronomes and MIDI files count."""
        return self.tempo * 4 / self.unit

    @property
    def seconds(self) -> float:
        """Length of the written bars in seconds; the last notes may ring on."""
        bars = sum(section.bars for section in self.sections)
        return bars * self.beats_per_bar * 60 / self.tempo


@dataclass(frozen=True, slots=True)
class Music:
    """Music that an engine made."""

    audio: Audio
    brief: Brief
    score: Score | None = None
    """What was played, where the engine writes notes."""
    stems: Mapping[str, Audio] = field(default_factory=dict)
    """The parts by name, as long as `audio`; they sum to the mix before mastering. Empty where there are none."""
    origin: str = ""
    """An engine and what it played (`band/bossa`)."""
    nature: Nature = "algorithmicMedia"
    """How it came to be, in IPTC's words."""
    models: tuple[Model, ...] = ()
    """The models that played."""
