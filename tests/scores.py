"""Small scores and sounds for the tests of play."""

from __future__ import annotations

import numpy as np

from albumen.description import Key
from albumen.music import Instrument, Note, Part, Score, Section
from albumen.song import Audio


def tone(seconds: float = 1.0, hertz: float = 440.0, rate: int = 44_100) -> Audio:
    """A stereo sine, its right side an octave higher."""
    t = np.arange(round(seconds * rate)) / rate
    sides = [0.5 * np.sin(2 * np.pi * hertz * t), 0.25 * np.sin(4 * np.pi * hertz * t)]
    return Audio(np.stack(sides).astype(np.float32), rate)


def part(name: str, instrument: Instrument, *notes: Note, pan: float = 0.0) -> Part:
    """A part with its fader at zero and no room."""
    return Part(name, instrument, notes, pan=pan, room=0.0)


def score(*parts: Part, tempo: float = 120.0, bars: int = 2) -> Score:
    """Parts in four four."""
    return Score(tempo, 4, Key("A", "minor", 1.0), "test", (Section("A", 0, bars),), parts)
