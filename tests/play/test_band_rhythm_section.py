from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.music import Note, Section
from albumen.play.band.bass import Floor, near
from albumen.play.band.bass_riffs import LINES, bass
from albumen.play.band.comping import COMPS, comp
from albumen.play.band.drums import chosen, drums, kicks
from albumen.play.band.form import Scene
from albumen.play.band.grooves import grooves
from albumen.play.band.style import BandStyle, Beat
from albumen.play.band.styles import STYLES
from albumen.play.band.theory import progression
from albumen.play.band.voicing import lead

CHORDS = [each for each in progression("I vi ii7 V7", 0) for _ in range(4)]
BEAT = Beat({36: "x.....x.x.......", 38: "....x.......x...", 42: "xoxoxoxoxoxoxoxo"})


def style(*beats: Beat, fills: str = "snare", grooves_of: str = "") -> BandStyle:
    return BandStyle("plain", {}, 0, (100, 120), (), ("I",), ("i",), beats=beats, fills=fills, grooves=grooves_of)  # type: ignore[arg-type]


def played(name: str, bars: int, last: bool = False, energy: float = 0.55, seed: int = 0) -> list[Note]:
    scene = Scene(Section(name, 0, bars), energy)
    return drums(style(BEAT), scene, BEAT, last, np.random.default_rng(seed))


def floor(kicked: tuple[float, ...] = (0.0, 1.5, 2.0)) -> Floor:
    return Floor(CHORDS, 4, 36, kicked)


@given(line=st.sampled_from(sorted(LINES)), seed=st.integers(0, 2**31), register=st.integers(28, 45))
def test_bass_lines_stay_low_and_begin_within_their_chords(line: str, seed: int, register: int) -> None:
    notes = bass(line, Floor(CHORDS, 4, register, (0.0, 1.5)), np.random.default_rng(seed))
    assert notes
    for note in notes:
        assert register - 14 <= note.pitch <= register + 19
        assert 0 <= note.start < len(CHORDS)
        assert note.length > 0


@pytest.mark.parametrize("line", sorted(set(LINES) - {"tumbao", "reggae", "pedal"}))
def test_bass_lines_have_the_root_where_a_chord_begins(line: str) -> None:
    notes = bass(line, floor(), np.random.default_rng(1))
    for beat in (0, 4, 8, 12):
        assert any(note.start == beat and note.pitch % 12 == CHORDS[beat].root for note in notes)


def test_a_bass_takes_the_tone_that_a_chord_has_in_its_foot() -> None:
    chords = [each for each in progression("I V:3 vi I:5", 0) for _ in range(4)]
    notes = bass("held", Floor(chords, 4, 40), np.random.default_rng(0))
    assert [note.pitch % 12 for note in notes] == [0, 11, 9, 7]


def test_a_walking_bass_approaches_each_chord_by_a_step() -> None:
    notes = bass("walking", floor(), np.random.default_rng(2))
    assert [note.start for note in notes] == list(range(16))
    into = [abs(a.pitch - b.pitch) for a, b in pairwise(notes) if b.start % 4 == 0]
    assert all(1 <= size <= 2 for size in into)


@pytest.mark.parametrize("line", ["funk", "808"])
def test_a_riff_sounds_with_every_kick(line: str) -> None:
    notes = bass(line, floor(), np.random.default_rng(3))
    starts = {note.start for note in notes}
    assert {bar + kick for bar in (0, 4, 8, 12) for kick in (0.0, 1.5, 2.0)} <= starts


@pytest.mark.parametrize("line", ["funk", "808", "acid", "reggae", "motown"])
def test_riffs_are_the_same_in_every_bar(line: str) -> None:
    notes = bass(line, floor(), np.random.default_rng(4))
    bars = [[round(note.start - bar, 3) for note in notes if bar <= note.start < bar + 4] for bar in (0, 4, 8, 12)]
    assert bars[0] == bars[1] == bars[2] == bars[3]


@given(pitch_class=st.integers(0, 11), register=st.integers(24, 60))
def test_near_is_within_a_tritone(pitch_class: int, register: int) -> None:
    assert near(pitch_class, register) % 12 == pitch_class
    assert abs(near(pitch_class, register) - register) <= 6


@settings(deadline=None)
@given(
    how=st.sampled_from(sorted(COMPS)),
    seed=st.integers(0, 2**31),
    energy=st.floats(0, 1),
    beats=st.sampled_from([3, 4]),
)
def test_comping_plays_tones_of_the_chord_it_is_under(how: str, seed: int, energy: float, beats: int) -> None:
    chords = [each for each in progression("I vi ii V", 0) for _ in range(beats)]
    voiced = lead(chords, 60)
    notes = comp(how, voiced, beats, energy, np.random.default_rng(seed))
    assert notes
    for note in notes:
        beat = min(int(note.start + 1e-6), len(chords) - 1)
        allowed = {pitch % 12 for pitch in voiced[beat]}
        fifths = {(pitch + 7) % 12 for pitch in allowed} | {(pitch - 5) % 12 for pitch in allowed}
        assert note.pitch % 12 in (allowed | fifths if how in ("chugs", "drone") else allowed)
        assert note.start < len(chords)


def test_every_player_of_every_style_knows_its_way() -> None:
    known = {"bass": set(LINES), "counter": {"thirds", "imitation", "riff"}}
    for each in STYLES.values():
        for player in each.players:
            if player.role not in ("melody", "drums", "sweep"):
                assert player.how in known.get(player.role, set(COMPS)), f"{each.name}: {player}"


def test_a_beat_is_played_as_it_is_written() -> None:
    first = [note for note in played("A", 8) if note.start < 4]
    assert [note.start for note in first if note.pitch == 36] == [0, 1.5, 2]
    assert [note.start for note in first if note.pitch == 38] == [1, 3]


def test_kicks_are_the_loud_strokes_of_the_bass_drum() -> None:
    assert kicks(Beat({36: "x..ox...x......."}), 4) == (0.0, 1.0, 2.0)
    assert kicks(None, 4) == ()


def test_every_fourth_bar_differs_from_the_first() -> None:
    notes = played("A", 8)
    heard = [note for note in notes if note.pitch in (36, 38, 46)]
    bars = [sorted((n.start - 4 * bar, n.pitch) for n in heard if 4 * bar <= n.start < 4 * bar + 4)
            for bar in range(8)]  # fmt: skip
    assert bars[0] == bars[1] == bars[2] == bars[4]
    assert bars[3] != bars[0]


def test_the_last_bar_of_a_section_is_a_fill_but_not_of_the_piece() -> None:
    def last_snares(last: bool) -> int:
        return sum(note.pitch == 38 and note.start >= 30 for note in played("A", 8, last, energy=0.8))

    assert last_snares(False) > 3
    assert last_snares(True) <= 3


def test_a_build_rolls_ever_faster_and_louder_and_stops_the_kick() -> None:
    notes = played("build", 8)
    roll = [note for note in notes if note.pitch == 38]
    gaps = [b.start - a.start for a, b in pairwise(roll)]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] == 4 * gaps[-1]
    assert roll[-1].velocity > 2 * roll[0].velocity
    assert not [note for note in notes if note.pitch == 36 and note.start >= 28]


def test_a_pattern_of_two_bars_takes_two_bars() -> None:
    clave = Beat({75: "..x.x...x..x..x."}, bars=2)
    scene = Scene(Section("A", 0, 2), 0.5)
    notes = drums(style(clave, fills="none"), scene, clave, True, np.random.default_rng(0))
    assert [note.start for note in notes] == [1, 2, 4, 5.5, 7]


def test_livelier_beats_come_with_energy() -> None:
    calm, lively = Beat({36: "x..."}), Beat({36: "xxxx"}, 0.6)
    assert chosen(style(calm, lively), 0.5, None) is calm
    assert chosen(style(calm, lively), 0.7, None) is lively
    assert chosen(style(lively), 0.5, None) is None


def test_of_two_beats_the_one_that_drummers_play_is_chosen() -> None:
    odd = Beat({36: "...x...x...x...x", 38: "x...x...x...x..."})
    usual = Beat({36: "x.......x.......", 38: "....x.......x..."})
    assert chosen(style(odd, usual), 0.5, grooves()["rock"]) is usual
