from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music21 import note as m21note
from music21 import stream

from albumen.brief import Brief
from albumen.description import Affect, Description
from albumen.music import Note, Score
from albumen.play.band.compose import compose
from albumen.play.band.plan import Plan, plan
from albumen.play.band.styles import STYLES
from albumen.scan import Scan
from albumen.vocabulary import PITCHES

NEUTRAL = Affect(0.2, 0.0)
NAMES = sorted(STYLES)
TONAL = [name for name in NAMES if name not in ("Middle Eastern", "raga", "techno", "afrobeat", "metal")]


def scan(
    contour: np.ndarray[tuple[int], np.dtype[np.uint8]] | None = None, light: int = 128, warmth: int = 128
) -> Scan:
    flat = np.full(64, 128, np.uint8)
    return Scan(
        flat if contour is None else contour, np.full(64, light, np.uint8), flat, np.full(64, warmth, np.uint8), flat
    )


def planned(style: str = "", seconds: float = 40, affect: Affect = NEUTRAL, seed: int = 0, **asked: object) -> Plan:
    options = {"style": style} if style else {}
    heard = Description(affect=affect, **asked)  # type: ignore[arg-type]
    return plan(Brief(heard, "", seconds=seconds, options=options), STYLES.values(), np.random.default_rng(seed))


def piece(style: str = "", seconds: float = 40, affect: Affect = NEUTRAL, seed: int = 0, **asked: object) -> Score:
    return compose(planned(style, seconds, affect, seed, **asked), np.random.default_rng(seed))


def notes(score: Score, *roles: str) -> list[Note]:
    return sorted((n for p in score.parts if p.name.endswith(roles) for n in p.notes), key=lambda n: n.start)


@settings(deadline=None, max_examples=30)
@given(style=st.sampled_from(NAMES), seconds=st.floats(5, 100), seed=st.integers(0, 2**31), arousal=st.floats(-1, 1))
def test_any_piece_is_whole(style: str, seconds: float, seed: int, arousal: float) -> None:
    score = piece(style, seconds, Affect(0, arousal), seed)
    assert score.seconds <= seconds or sum(section.bars for section in score.sections) == 1
    assert len({part.name for part in score.parts}) == len(score.parts) > 0
    for part in score.parts:
        assert [note.start for note in part.notes] == sorted(note.start for note in part.notes)
        for note in part.notes:
            assert 0 <= note.start < seconds * score.tempo / 60 + 1
            assert note.length > 0
            assert 20 <= note.pitch <= 108
            assert 0 < note.velocity <= 1


@pytest.mark.parametrize("style", NAMES)
def test_the_same_seed_gives_the_same_notes_and_another_one_others(style: str) -> None:
    assert piece(style, seed=5) == piece(style, seed=5)
    assert piece(style, seed=5).parts != piece(style, seed=6).parts


@pytest.mark.parametrize("style", NAMES)
def test_music_begins_at_once_and_goes_on_to_the_end(style: str) -> None:
    score = piece(style, 60)
    starts = [note.start for note in notes(score, "")]
    assert min(starts) < 0.1
    assert max(b - a for a, b in pairwise(sorted(starts))) <= 2 * score.beats_per_bar
    assert max(note.start + note.length for note in notes(score, "")) >= 0.98 * 60 * score.tempo / 60


def heard_key(score: Score) -> tuple[int, str]:
    """The key that music21 (Krumhansl and Schmuckler) finds in melody and bass."""
    line: stream.Stream[m21note.Note] = stream.Stream()
    for note in notes(score, "melody", "bass", "chords"):
        line.insert(note.start, m21note.Note(note.pitch, quarterLength=max(round(note.length * 4) / 4, 0.25)))
    found = line.analyze("key")
    return found.tonic.pitchClass, found.mode


def test_music21_hears_the_key_that_was_meant() -> None:
    right = relative = 0
    for seed in range(40):
        score = piece(TONAL[seed % len(TONAL)], 15, Affect(0.4 if seed % 2 else -0.4, 0), seed)
        meant = (PITCHES.index(score.key.tonic), score.key.mode)
        found = heard_key(score)
        right += found == meant
        relative += found != meant and (found[0] - meant[0]) % 12 in (3, 9)
    assert right >= 28
    assert right + relative >= 32


@pytest.mark.parametrize("style", ["pop", "string quartet", "jazz swing", "synthwave", "folk", "waltz"])
def test_the_melody_follows_the_picture(style: str) -> None:
    for phase in (0.0, 0.5):
        curve = (127 + 120 * np.sin(2 * np.pi * (np.linspace(0, 1.5, 64) + phase))).astype(np.uint8)
        made = planned(style, 90, Affect(0.2, 0.6), scan=scan(curve))
        score = compose(made, np.random.default_rng(1))
        line = notes(score, "melody")
        whole = 90 * score.tempo / 60
        wanted = np.interp([note.start / whole for note in line], np.linspace(0, 1, 64), made.contour)
        assert np.corrcoef(wanted, [note.pitch for note in line])[0, 1] > 0.5


def test_a_light_picture_s_melody_lies_higher() -> None:
    pitches = [
        np.mean([n.pitch for n in notes(piece("pop", 60, scan=scan(light=light)), "melody")]) for light in (40, 215)
    ]
    assert pitches[1] - pitches[0] > 3


def test_a_warm_picture_is_played_on_other_instruments_than_a_cold_one() -> None:
    warm, cold = (piece("pop", scan=scan(warmth=warmth)) for warmth in (230, 25))
    assert {part.instrument for part in warm.parts} != {part.instrument for part in cold.parts}


@pytest.mark.parametrize("style", NAMES)
def test_mood_comes_through_in_one_style(style: str) -> None:
    happy, sad = (piece(style, 60, Affect(sign * 0.7, sign * 0.7), 3) for sign in (1, -1))
    assert happy.tempo > sad.tempo
    assert len(notes(happy, "")) > len(notes(sad, ""))


def test_mood_comes_through_over_many_seeds() -> None:
    genres = {"Pop": 0.3, "Rock": 0.2, "Classical": 0.3, "Electronic": 0.2}
    happy, sad = (
        [piece("", 40, Affect(sign * 0.6, sign * 0.6), seed, genres=genres) for seed in range(20)] for sign in (1, -1)
    )
    assert np.mean([s.tempo for s in happy]) > np.mean([s.tempo for s in sad]) + 20
    assert all(score.key.mode == "major" for score in happy)
    assert all(score.key.mode == "minor" for score in sad)
    busy = [np.mean([len(notes(score, "")) / 40 for score in scores]) for scores in (happy, sad)]
    hard = [np.mean([note.velocity for score in scores for note in notes(score, "")]) for scores in (happy, sad)]
    assert busy[0] > 1.5 * busy[1]
    assert hard[0] > hard[1]


@pytest.mark.parametrize("style", ["funk", "hip hop", "R&B", "trap", "afrobeat"])
def test_the_bass_sounds_with_the_kick(style: str) -> None:
    score = piece(style, 60, Affect(0, 0.3))
    bass = np.array([note.start for note in notes(score, "bass")])
    kicks = [note.start for note in notes(score, "drums") if note.pitch == 36 and note.velocity > 0.62]
    kicks = [kick for kick in kicks if bass.min() <= kick <= bass.max()]
    together = [np.abs(bass - kick).min() < 0.12 for kick in kicks]
    assert np.mean(together) > 0.8


def test_a_quartet_s_second_violin_imitates_the_first() -> None:
    score = piece("string quartet", 60, Affect(0.2, 0.6), 2)
    first = {round(note.start * 4) for note in notes(score, "melody")}
    second = {round(note.start * 4) for note in notes(score, "counter")}
    assert len({start - 16 for start in second} & first) > 0.7 * len(second)


def test_ten_minutes_change_their_players_and_never_repeat_for_long() -> None:
    score = piece("pop", 600, Affect(0.3, 0.3))
    assert len([part for part in score.parts if part.name.endswith("melody")]) == 2
    beats = score.beats_per_bar
    melody = notes(score, "melody")
    bars = [
        tuple((round(n.start * 4), n.pitch) for n in melody if bar * beats <= n.start < bar * beats + beats)
        for bar in range(280)
    ]
    shapes = [tuple((start - 16 * bar, pitch) for start, pitch in held) for bar, held in enumerate(bars) if held]
    assert len(set(shapes)) > 0.35 * len(shapes)


@pytest.mark.parametrize("style", [name for name in NAMES if name not in ("house", "techno")])
def test_the_melody_ends_on_the_tonic(style: str) -> None:
    score = piece(style, 60, Affect(0.2, 0.2), 4)
    assert notes(score, "melody")[-1].pitch % 12 == PITCHES.index(score.key.tonic)


def test_a_blues_in_major_ends_on_a_major_chord() -> None:
    score = piece("blues", 60, Affect(0.6, 0.0))
    assert score.key.mode == "major"
    tonic = PITCHES.index(score.key.tonic)
    last = max(note.start for note in notes(score, "chords"))
    assert {(note.pitch - tonic) % 12 for note in notes(score, "chords") if note.start > last - 0.3} == {0, 4, 7}


def test_a_waltz_has_three_beats() -> None:
    score = piece("waltz", 60)
    assert score.beats_per_bar == 3
    assert all(round(note.start) % 3 == 0 for note in notes(score, "bass"))


def test_a_dance_s_break_has_neither_drums_nor_bass() -> None:
    score = piece("house", 180, Affect(0.2, 0.4))
    breaks = [section for section in score.sections if section.name == "break"]
    assert breaks
    for section in breaks:
        inside = range(4 * section.bar + 1, 4 * (section.bar + section.bars) - 1)
        assert not [note for note in notes(score, "drums", "bass") if int(note.start) in inside]
