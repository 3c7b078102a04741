from __future__ import annotations

from pathlib import Path

import mido
import numpy as np
import pytest

from albumen.music import Note
from albumen.play.band.grooves import drum_of, groove, grooves
from albumen.play.band.humanise import humanised, swung
from albumen.play.band.style import BandStyle
from albumen.play.band.styles import STYLES
from tools.count_grooves import count

PLAIN = BandStyle("plain", {}, 0, (100, 120), (), ("I",), ("i",))
HEADER = "style,beat_type,time_signature,midi_filename\n"


def written(folder: Path, hits: list[tuple[float, int, int]], name: str = "a.mid") -> None:
    """A MIDI file of strokes: beat, note, velocity."""
    file = mido.MidiFile(ticks_per_beat=480)
    track = mido.MidiTrack()
    file.tracks.append(track)
    tick = 0
    for beat, note, velocity in hits:
        track.append(mido.Message("note_on", channel=9, note=note, velocity=velocity, time=round(beat * 480) - tick))
        tick = round(beat * 480)
    file.save(folder / name)


def test_the_table_is_what_a_recount_by_hand_gives(tmp_path: Path) -> None:
    written(tmp_path, [(0.0, 36, 127), (1.05, 38, 100), (3.95, 36, 60), (4.1, 36, 63), (5.0, 40, 50)])
    (tmp_path / "info.csv").write_text(HEADER + "rock/one,beat,4-4,a.mid\n")
    table = count(tmp_path, fewest_bars=2)["rock"]
    assert table["kick"]["density"][0] == 1500
    assert table["kick"]["offset"][0] == pytest.approx(1000 * (0 - 0.05 + 0.1) / 3, abs=1)
    assert table["kick"]["velocity"][0] == pytest.approx(1000 * (127 + 60 + 63) / 127 / 3, abs=1)
    assert table["snare"]["density"][4] == 1000
    assert table["snare"]["offset"][4] == 25
    assert table["snare"]["stray"][4] == 25
    assert sum(table["snare"]["density"]) == 1000


def test_fills_other_metres_and_short_families_are_left_out(tmp_path: Path) -> None:
    written(tmp_path, [(0.0, 36, 127)])
    rows = "rock,fill,4-4,a.mid\njazz,beat,3-4,a.mid\nsoul,beat,4-4,a.mid\n"
    (tmp_path / "info.csv").write_text(HEADER + rows)
    assert list(count(tmp_path, fewest_bars=1)) == ["soul"]
    assert count(tmp_path, fewest_bars=2) == {}


def test_offsets_are_against_the_kit_s_common_time() -> None:
    late = {name: [0] * 16 for name in ("density", "offset", "stray", "velocity", "spread")}
    early = {name: [0] * 16 for name in late}
    late["density"][0], late["offset"][0], early["density"][0], early["offset"][0] = 1000, 30, 1000, 10
    read = groove({"snare": late, "kick": early})
    assert read.offset["snare"][0] == pytest.approx(0.01)
    assert read.offset["kick"][0] == pytest.approx(-0.01)


def test_measured_rock_has_its_snare_on_two_and_four() -> None:
    snare = grooves()["rock"].density["snare"]
    assert {4, 12} == set(np.argsort(snare)[-2:].tolist())


def test_every_style_s_drummers_were_measured() -> None:
    assert {style.grooves for style in STYLES.values() if style.grooves} <= set(grooves())


@pytest.mark.parametrize(
    ("pitch", "drum"), [(36, "kick"), (38, "snare"), (42, "hat"), (46, "open"), (51, "ride"), (63, "hat")]
)
def test_percussion_is_counted_as_a_drum(pitch: int, drum: str) -> None:
    assert drum_of(pitch) == drum


@pytest.mark.parametrize(("start", "expected"), [(0.0, 0.0), (0.5, 2 / 3), (1.5, 1 + 2 / 3), (0.25, 1 / 3), (2.0, 2.0)])
def test_full_swing_puts_the_second_eighth_on_the_last_triplet(start: float, expected: float) -> None:
    assert swung(start, 1.0, 8) == pytest.approx(expected)


def test_swing_of_sixteenths_leaves_eighths_alone() -> None:
    assert swung(0.5, 1.0, 16) == 0.5
    assert swung(0.25, 1.0, 16) == pytest.approx(1 / 3)


def test_machines_keep_time() -> None:
    machine = BandStyle("machine", {}, 0, (100, 120), (), ("I",), ("i",), loose=0.0, grooves="rock")
    notes = [Note(beat / 4, 0.1, 42, 0.6) for beat in range(64)]
    assert list(humanised(notes, machine, 120, np.random.default_rng(0), drums=True)) == notes


def test_drummers_stray_as_far_as_measured_ones() -> None:
    drummer = BandStyle("rock", {}, 0, (100, 120), (), ("I",), ("i",), grooves="rock")
    notes = [Note(float(bar * 4), 0.1, 36, 0.6) for bar in range(400)]
    made = humanised(notes, drummer, 120, np.random.default_rng(0), drums=True)
    off = [a.start - b.start for a, b in zip(made[1:], notes[1:], strict=True)]
    measured = grooves()["rock"]
    assert np.std(off) == pytest.approx(0.5 * measured.stray["kick"][0], rel=0.15)
    assert np.mean(off) == pytest.approx(measured.offset["kick"][0], abs=0.003)


def test_people_stray_by_milliseconds_and_stay_in_order() -> None:
    notes = [Note(float(beat), 0.5, 60, 0.6) for beat in range(500)]
    made = humanised(notes, PLAIN, 120, np.random.default_rng(0))
    seconds = [(a.start - b.start) * 0.5 for a, b in zip(made[1:], notes[1:], strict=True)]
    assert np.std(seconds) == pytest.approx(0.007, rel=0.15)
    assert [note.start for note in made] == sorted(note.start for note in made)
