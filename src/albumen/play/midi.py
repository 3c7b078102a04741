"""A score as a Standard MIDI File."""

from __future__ import annotations

import io

import mido

from albumen.music import Instrument, Part, Score

_TICKS = 480
_DRUMS = 9

PROGRAMS: dict[Instrument, int] = {
    "grand piano": 0, "felt piano": 0, "electric piano": 4, "organ": 16, "harpsichord": 6, "accordion": 21,
    "nylon guitar": 24, "steel guitar": 25, "clean guitar": 27, "muted guitar": 28, "distorted guitar": 30,
    "upright bass": 32, "electric bass": 33, "slap bass": 36, "synth bass": 38, "sub bass": 39, "acid bass": 38,
    "violin": 40, "cello": 42, "strings": 48, "pizzicato": 45, "harp": 46, "choir": 52, "singer": 53,
    "flute": 73, "clarinet": 71,
    "saxophone": 66, "trumpet": 56, "muted trumpet": 59, "horns": 60, "brass": 61, "saw lead": 81, "square lead": 80,
    "pulse lead": 80, "soft lead": 89, "pluck": 87, "bell": 14, "vibraphone": 11, "marimba": 12, "music box": 10,
    "warm pad": 89, "glass pad": 92, "dark pad": 95, "noise sweep": 122,
}  # fmt: skip
"""General MIDI programs, from 0, nearest to the studio's instruments."""


def midi(score: Score) -> bytes:
    """The score as a type 1 MIDI file with General MIDI programs: a track for tempo and metre, then one a part."""
    file = mido.MidiFile(type=1, ticks_per_beat=_TICKS)
    file.tracks.append(_head(score))
    free = [channel for channel in range(16) if channel != _DRUMS]
    for index, part in enumerate(score.parts):
        drums = part.instrument not in PROGRAMS
        channel = _DRUMS if drums else free[index % len(free)]
        file.tracks.append(_track(part, channel, drums, _TICKS * 4 // score.unit))
    target = io.BytesIO()
    file.save(file=target)
    return target.getvalue()


def _head(score: Score) -> mido.MidiTrack:
    key = score.key.tonic + ("m" if score.key.mode == "minor" else "")
    named = {"D#": "Eb", "G#": "Ab", "A#": "Bb", "C#": "Db"}.get(key, {"A#m": "Bbm"}.get(key, key))
    track = mido.MidiTrack()
    track.append(mido.MetaMessage("track_name", name=score.style))
    track.append(mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(score.quarters)))
    track.append(mido.MetaMessage("time_signature", numerator=score.beats_per_bar, denominator=score.unit))
    track.append(mido.MetaMessage("key_signature", key=named))
    return track


def _track(part: Part, channel: int, drums: bool, beat: int) -> mido.MidiTrack:
    track = mido.MidiTrack()
    track.append(mido.MetaMessage("track_name", name=part.name))
    if not drums:
        track.append(mido.Message("program_change", channel=channel, program=PROGRAMS[part.instrument]))
    pan = round((part.pan + 1) * 63.5)
    track.append(mido.Message("control_change", channel=channel, control=10, value=pan))
    at = 0
    for tick, _, kind, pitch, velocity in _events(part, beat):
        track.append(mido.Message(kind, channel=channel, note=pitch, velocity=velocity, time=tick - at))
        at = tick
    return track


def _events(part: Part, beat: int) -> list[tuple[int, int, str, int, int]]:
    """Beginnings and ends in ticks, `beat` of them a beat; ends before beginnings at the same tick."""
    events = []
    for note in part.notes:
        start = round(note.start * beat)
        stop = max(start + 1, round((note.start + note.length) * beat))
        events.append((start, 1, "note_on", note.pitch, max(1, round(note.velocity * 127))))
        events.append((stop, 0, "note_off", note.pitch, 0))
    return sorted(events)
