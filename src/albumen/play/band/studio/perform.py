"""A part's notes to its sound."""

from __future__ import annotations

import zlib
from typing import NamedTuple

import numpy as np

from albumen.music import Instrument, Note, Part, Score
from albumen.play.band.studio import bowed, heavy_kit, keys, kits, machine_kits, pads, plucked, singing, synths, winds
from albumen.play.band.studio.envelope import held
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.percussion import place
from albumen.play.band.studio.voice import RACK, Kit, Voice
from albumen.song import Samples

ROOMS_OF_INSTRUMENTS = (bowed, heavy_kit, keys, kits, machine_kits, pads, plucked, singing, synths, winds)
"""Their import fills the rack."""

_LAYERS = 8
_STROKES = 4
"""How many loudnesses a note and a drum's stroke are made at."""
_KEPT = 48_000_000
"""Bytes of notes that are kept; the oldest go first."""
_TAKES = 3
"""How many takes of one drum hit there are, so that repeated strokes differ."""


class _Key(NamedTuple):
    instrument: Instrument
    pitch: int
    layer: int
    hundredths: int
    take: int


class Performer:
    """Plays parts; a note that was made once is not made again."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._made: dict[_Key, Samples] = {}
        self._held = 0

    def stem(self, part: Part, score: Score, place: Samples) -> Samples:
        """The part as its instrument sounds at 44.1 kHz, before effects, pan and fader.

        It is added to `place`, float32 [2, frames], or to the first channel of it: what it returns.
        """
        played = RACK[part.instrument]
        wide = played.wide if isinstance(played, Voice) else played.spread > 0
        sound, frames = place[: 1 + wide], place.shape[1]
        beat = 60 / score.tempo
        chair = score.parts.index(part)
        for index, note in enumerate(part.notes):
            start = round(note.start * beat * RATE)
            if 0 <= start < frames:
                take = index % _TAKES if isinstance(played, Kit) else chair % 2 * (not wide)
                made = self._note(part.instrument, note, note.length * beat, take)
                count = min(made.shape[1], frames - start)
                sound[:, start : start + count] += made[:, :count] * np.float32(note.velocity**1.5)
        return sound

    def _note(self, instrument: Instrument, note: Note, seconds: float, take: int) -> Samples:
        """The note at full level [1 or 2, frames]."""
        voice = RACK[instrument]
        if isinstance(voice, Kit):
            layer = max(1, round(note.velocity * _STROKES)) * _LAYERS // _STROKES
            return self._keep(_Key(instrument, note.pitch, layer, 0, take), voice)
        layer = max(1, round(note.velocity * _LAYERS))
        pitch = _in_range(note.pitch, voice)
        if not voice.rings:
            grid = 25 if voice.wide else 50
            hundredths = max(1, round(seconds * grid)) * 100 // grid
            return self._keep(_Key(instrument, pitch, layer, hundredths, take), voice)
        return _damped(self._keep(_Key(instrument, pitch, layer, 0, take), voice), seconds, voice.release)

    def _keep(self, key: _Key, voice: Voice | Kit) -> Samples:
        if key not in self._made:
            self._made[key] = self._make(key, voice)
            self._held += self._made[key].nbytes
            while self._held > _KEPT and len(self._made) > 1:
                self._held -= self._made.pop(next(iter(self._made))).nbytes
        return self._made[key]

    def _make(self, key: _Key, voice: Voice | Kit) -> Samples:
        name = zlib.crc32(key.instrument.encode())
        rng = np.random.default_rng((self._seed, name, key.pitch, key.layer, key.hundredths, key.take))
        velocity, gain = key.layer / _LAYERS, np.float32(10 ** (voice.gain / 20))
        if isinstance(voice, Kit):
            return _set(
                voice.strike(key.pitch, velocity, rng) * gain, place(key.pitch) * voice.spread, voice.spread > 0
            )
        frequency = 440 * 2 ** ((key.pitch - 69) / 12)
        takes = [voice.make(frequency, key.hundredths / 100, velocity, rng) for _ in range(2 if voice.wide else 1)]
        count = min(len(take) for take in takes)
        return np.stack([take[:count] for take in takes]).astype(np.float32) * gain


def _set(stroke: Samples, pan: float, wide: bool) -> Samples:
    """A stroke at its place on the stage, at the same power."""
    if not wide:
        return stroke[None]
    angle = (pan + 1) * np.pi / 4
    return np.stack([stroke * np.float32(np.cos(angle)), stroke * np.float32(np.sin(angle))]) * np.float32(np.sqrt(2))


def _damped(ringing: Samples, seconds: float, release: float) -> Samples:
    """A ringing note with its key let go after `seconds`."""
    frames = int((seconds + release) * RATE)
    if frames >= ringing.shape[1]:
        return ringing
    return ringing[:, :frames] * held(frames, 0.0, release)


def _in_range(pitch: int, voice: Voice) -> int:
    while pitch < voice.lowest:
        pitch += 12
    while pitch > voice.highest:
        pitch -= 12
    return pitch
