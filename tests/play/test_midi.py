from __future__ import annotations

import io
from itertools import pairwise

import mido
import pytest

from albumen.music import Note, Score
from albumen.play.midi import PROGRAMS, midi
from tests.scores import part, score


def read(piece: Score) -> mido.MidiFile:
    return mido.MidiFile(file=io.BytesIO(midi(piece)))


def test_tempo_metre_and_key_stand_in_the_first_track() -> None:
    file = read(score(part("melody", "flute", Note(0, 1, 69, 0.5)), tempo=96))
    metas = {message.type: message for message in file.tracks[0]}
    assert mido.tempo2bpm(metas["set_tempo"].tempo) == pytest.approx(96, abs=1e-3)
    assert (metas["time_signature"].numerator, metas["time_signature"].denominator) == (4, 4)
    assert metas["key_signature"].key == "Am"


def test_notes_begin_and_end_where_they_are_written() -> None:
    file = read(score(part("melody", "flute", Note(0.5, 1.25, 69, 0.5), Note(2, 0.5, 71, 1.0))))
    at, heard = 0, []
    for message in file.tracks[1]:
        at += message.time
        if message.type in ("note_on", "note_off"):
            heard.append((message.type, message.note, at / file.ticks_per_beat))
    assert heard == [("note_on", 69, 0.5), ("note_off", 69, 1.75), ("note_on", 71, 2.0), ("note_off", 71, 2.5)]


def test_a_note_struck_again_at_once_ends_before_it_begins() -> None:
    file = read(score(part("melody", "flute", Note(0, 1, 60, 0.5), Note(1, 1, 60, 0.5))))
    kinds = [message.type for message in file.tracks[1] if message.type.startswith("note_")]
    assert kinds == ["note_on", "note_off", "note_on", "note_off"]


def test_drums_play_on_channel_ten_and_nobody_else_does() -> None:
    parts = [part(f"{i}", "strings", Note(0, 1, 60, 0.5)) for i in range(18)]
    file = read(score(part("drums", "rock kit", Note(0, 1, 36, 0.9)), *parts))
    channels = [{m.channel for m in track if m.type == "note_on"} for track in file.tracks[1:]]
    assert channels[0] == {9}
    assert all(9 not in channel for channel in channels[1:])


def test_every_instrument_but_the_kits_has_a_program() -> None:
    from typing import get_args

    from albumen.music import Instrument

    kits = {name for name in get_args(Instrument) if name.endswith(("kit", "drums"))}
    assert set(get_args(Instrument)) - kits == set(PROGRAMS)
    assert all(0 <= program < 128 for program in PROGRAMS.values())


def test_every_key_can_be_written() -> None:
    from dataclasses import replace

    from albumen.description import Key
    from albumen.vocabulary import PITCHES

    piece = score(part("melody", "flute", Note(0, 1, 69, 0.5)))
    for tonic in PITCHES:
        read(replace(piece, key=Key(tonic, "major", 1.0)))
        read(replace(piece, key=Key(tonic, "minor", 1.0)))


def test_events_are_in_the_order_of_time() -> None:
    notes = tuple(Note(i * 0.3, 1.0, 60 + i % 5, 0.6) for i in range(20))
    assert all(message.time >= 0 for message in read(score(part("melody", "flute", *notes))).tracks[1])
    assert all(a.start <= b.start for a, b in pairwise(notes))
