"""Notes sound where they are written, once made they are not made again, and strokes differ."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.description import Key
from albumen.music import Instrument, Note, Part, Score, Section
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.percussion import place
from albumen.play.band.studio.perform import Performer


def stem(instrument: Instrument, *notes: Note, seed: int = 1, seconds: float = 4.0) -> np.ndarray:
    score = Score(120, 4, Key("C", "major", 1), "", (Section("A", 0, 2),), (Part("one", instrument, notes),))
    return Performer(seed).stem(score.parts[0], score, np.zeros((2, int(seconds * RATE)), np.float32))


def test_a_note_begins_where_it_is_written() -> None:
    sound = np.abs(stem("pulse lead", Note(2.0, 1.0, 69, 1.0)))[0]

    assert np.flatnonzero(sound > 0.01 * sound.max())[0] == pytest.approx(RATE, abs=100)


def test_a_held_note_is_as_long_as_written() -> None:
    sound = np.abs(stem("organ", Note(0.0, 2.0, 69, 1.0)))[0]

    assert np.flatnonzero(sound > 0.01 * sound.max())[-1] == pytest.approx(RATE, abs=0.1 * RATE)


def test_a_ringing_string_is_damped_when_its_key_is_let_go() -> None:
    short, long = (stem("grand piano", Note(0.0, beats, 60, 0.8)) for beats in (1.0, 6.0))

    assert not short[:, int(0.8 * RATE) :].any()
    assert np.abs(long[:, int(0.8 * RATE) :]).max() > 0.02


def test_velocity_is_louder_and_brighter() -> None:
    def bright(sound: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(sound[0, :RATE])) ** 2
        return float(power[3000:].sum() / power.sum())

    soft, loud = (stem("steel guitar", Note(0, 1, 52, v)) for v in (0.3, 1.0))

    assert np.abs(loud).max() > 2 * np.abs(soft).max()
    assert bright(loud) > bright(soft)


def test_the_same_seed_plays_the_same_and_another_does_not() -> None:
    one, again, other = (stem("strings", Note(0, 2, 60, 0.7), seed=seed) for seed in (1, 1, 2))

    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_repeated_strokes_differ() -> None:
    sound = stem("rock kit", Note(0, 0.2, 38, 0.8), Note(4, 0.2, 38, 0.8))[:, : 4 * RATE]

    assert np.abs(sound[:, : RATE // 2] - sound[:, 2 * RATE : 2 * RATE + RATE // 2]).max() > 0.02


def test_drums_stand_where_the_audience_sees_them() -> None:
    left, right = np.square(stem("rock kit", Note(0, 0.2, 42, 0.9))).sum(axis=1)

    assert place(42) > 0
    assert right > 1.5 * left


def test_notes_out_of_range_are_moved_by_octaves() -> None:
    assert np.array_equal(stem("violin", Note(0, 1, 43, 0.8)), stem("violin", Note(0, 1, 55, 0.8)))


def test_notes_after_the_end_are_not_heard() -> None:
    assert not stem("organ", Note(100, 1, 60, 0.8)).any()
