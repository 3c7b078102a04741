"""Metres of five, six and seven: bars are full, their parts are heard, and files say what they are."""

from __future__ import annotations

import io
from collections import Counter

import mido
import numpy as np
import pytest

from albumen.brief import Brief
from albumen.description import Affect, Description
from albumen.music import Note, Score
from albumen.play.band.bass import Floor
from albumen.play.band.bass_riffs import bass
from albumen.play.band.comping import comp
from albumen.play.band.compose import compose
from albumen.play.band.fills import filled
from albumen.play.band.plan import Plan, plan
from albumen.play.band.rhythm import accents, closing, groups, moving, resting
from albumen.play.band.styles import STYLES
from albumen.play.band.theory import chord
from albumen.play.midi import midi

ODD = {"jig": (6, 8), "jazz in five": (5, 4), "prog rock": (7, 8)}


def planned(style: str, **asked: object) -> Plan:
    tempo = {"tempo": str(asked.pop("wanted"))} if "wanted" in asked else {}
    heard = Description(affect=Affect(0.2, 0.2), **asked)  # type: ignore[arg-type]
    brief = Brief(heard, "", seconds=60, options={"style": style, **tempo})
    return plan(brief, STYLES.values(), np.random.default_rng(3))


def piece(style: str) -> Score:
    return compose(planned(style), np.random.default_rng(3))


def part(score: Score, role: str) -> tuple[Note, ...]:
    return next(part.notes for part in score.parts if part.name.endswith(role))


@pytest.mark.parametrize("beats", [3, 4, 5, 6, 7])
def test_every_bar_of_a_melody_is_full(beats: int) -> None:
    rng = np.random.default_rng(0)
    for density in np.linspace(1, 5, 20):
        for rhythm in (moving(density, beats, rng), resting(beats, rng), closing(beats, rng)):
            assert sum(abs(length) for length in rhythm) == beats


def test_six_is_twice_three_and_seven_ends_with_the_long_part() -> None:
    assert groups(4) == (4,)
    assert accents(6) == (0, 3)
    assert accents(7) == (0, 2, 4)
    assert accents(5) == (0, 3)


@pytest.mark.parametrize("style", ODD)
def test_the_score_and_its_midi_file_are_in_the_style_s_metre(style: str) -> None:
    score = piece(style)
    file = mido.MidiFile(file=io.BytesIO(midi(score)))
    metas = {message.type: message for message in file.tracks[0]}

    assert (score.beats_per_bar, score.unit) == ODD[style]
    assert (metas["time_signature"].numerator, metas["time_signature"].denominator) == ODD[style]


def test_a_midi_file_in_eighths_lasts_as_long_as_the_score() -> None:
    score = piece("prog rock")
    file = mido.MidiFile(file=io.BytesIO(midi(score)))
    ends = max(note.start + note.length for part in score.parts for note in part.notes) * 60 / score.tempo

    assert file.length == pytest.approx(ends, abs=0.02)


@pytest.mark.parametrize("style", ODD)
def test_bars_are_felt_where_their_parts_begin(style: str) -> None:
    """The bass falls on the parts' first beats more often than on others."""
    score = piece(style)
    beats = score.beats_per_bar
    falls = Counter(round(note.start) % beats for note in part(score, "bass") if note.length > 0.6)
    strong = accents(beats)

    assert min(falls[at] for at in strong) >= max([falls[at] for at in range(beats) if at not in strong], default=0)


@pytest.mark.parametrize("style", ODD)
def test_drums_fill_every_bar_and_no_more(style: str) -> None:
    score = piece(style)
    beat = next(beat for beat in STYLES[style].beats if beat.energy == 0)
    last = max(section.bar + section.bars for section in score.sections) * score.beats_per_bar

    assert {len(strokes) % score.beats_per_bar for strokes in beat.strokes.values()} == {0}
    assert max(note.start for note in part(score, "drums")) <= last + 0.5


def test_a_tempo_is_wished_for_and_heard_in_quarters() -> None:
    assert planned("prog rock", wanted=140).tempo == 280
    assert planned("prog rock", tempo=140.0).tempo == pytest.approx(280)
    assert piece("prog rock").quarters == piece("prog rock").tempo / 2
    assert piece("jazz in five").quarters == piece("jazz in five").tempo


def test_a_fill_in_eighths_is_of_sixteenths() -> None:
    strokes = filled([], "toms", 7, 0.5, np.random.default_rng(1), unit=8)
    starts = sorted(note.start for note in strokes)

    assert starts[0] == 5
    assert starts[-1] < 7
    assert {start % 0.5 for start in starts} == {0}


def floor(beats: int) -> Floor:
    return Floor([chord("I", 0)] * beats + [chord("IV", 0)] * beats, beats, 38)


def test_an_odd_riff_keeps_its_shape_from_bar_to_bar() -> None:
    notes = bass("odd", floor(7), np.random.default_rng(2))
    first, second = ([note.pitch - base for note in notes[at : at + 7]] for at, base in ((0, 36), (7, 41)))

    assert first == second
    assert [first[at] for at in (0, 2, 4)] == [0, 0, 0]


def test_a_jig_s_bass_has_root_and_fifth() -> None:
    notes = bass("grouped", floor(6), np.random.default_rng(0))

    assert [(note.start, note.pitch % 12) for note in notes if note.start < 5] == [(0, 0), (3, 7)]


def test_a_jig_s_chords_are_whole_where_a_part_begins() -> None:
    notes = comp("grouped", [(60, 64, 67)] * 6, 6, 0.9, np.random.default_rng(0))
    sizes = Counter(int(note.start) for note in notes)

    assert [sizes[at] for at in range(6)] == [3, 2, 2, 3, 2, 2]


def test_driven_chords_ring_where_a_part_begins_and_are_damped_between() -> None:
    notes = comp("driven", [(45, 52)] * 7, 7, 0.9, np.random.default_rng(0))
    long = {int(note.start) for note in notes if note.length > 0.8}

    assert long == {0, 2, 4}
    assert {int(note.start) for note in notes} == set(range(7))
