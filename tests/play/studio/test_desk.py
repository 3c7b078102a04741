"""The desk places, fades, ducks and sums."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from albumen.description import Key
from albumen.music import Note, Part, Score, Section
from albumen.play.band.studio.desk import mixed, on_ours
from albumen.play.band.studio.modal import RATE

FRAMES = 3 * RATE


def score(*parts: Part, room: Literal["dry", "hall"] = "dry") -> Score:
    return Score(120, 4, Key("C", "major", 1), "", (Section("A", 0, 2),), parts, room)


def organ(pan: float = 0.0, level: float = 0.0, room: float = 0.0) -> Part:
    return Part("1 chords", "organ", (Note(0, 6, 60, 0.8),), level, pan, room)


def kicks(kit: Literal["house kit", "acoustic kit"]) -> Part:
    return Part("2 drums", kit, tuple(Note(beat, 0.5, 36, 0.9) for beat in (2, 4)), room=0.0)


def test_a_part_stands_where_it_is_panned_at_the_same_power() -> None:
    middle, left = (mixed(score(organ(pan)), FRAMES, on_ours(1)).stems["1 chords"] for pan in (0.0, -1.0))

    assert np.abs(left[1]).max() < 1e-6
    assert np.square(left).sum() == pytest.approx(np.square(middle).sum(), rel=1e-4)


def test_a_fader_is_decibels() -> None:
    loud, soft = (mixed(score(organ(level=level)), FRAMES, on_ours(1)).total.std() for level in (0.0, -6.0))

    assert 20 * np.log10(soft / loud) == pytest.approx(-6, abs=0.01)


def test_the_stems_sum_to_the_mix() -> None:
    mix = mixed(score(organ(room=0.4), kicks("acoustic kit"), room="hall"), FRAMES, on_ours(1))

    assert set(mix.stems) == {"1 chords", "2 drums", "room"}
    assert np.abs(sum(mix.stems.values()) - mix.total).max() < 1e-5


def test_a_part_that_sends_nothing_has_no_room() -> None:
    assert not mixed(score(organ()), FRAMES, on_ours(1)).stems["room"].any()


def loudness(sound: np.ndarray, at: float) -> float:
    return float(sound[:, int(at * RATE) : int((at + 0.04) * RATE)].std())


def test_a_house_kick_ducks_the_others_and_they_come_back() -> None:
    alone = mixed(score(organ()), FRAMES, on_ours(1)).stems["1 chords"]
    ducked = mixed(score(organ(), kicks("house kit")), FRAMES, on_ours(1)).stems["1 chords"]

    assert loudness(ducked, 0.5) == pytest.approx(loudness(alone, 0.5), rel=1e-3)
    assert loudness(ducked, 1.01) < 0.6 * loudness(alone, 1.01)
    assert loudness(ducked, 1.9) > 0.97 * loudness(alone, 1.9)


def test_an_acoustic_kick_does_not() -> None:
    alone = mixed(score(organ()), FRAMES, on_ours(1)).stems["1 chords"]

    assert np.array_equal(mixed(score(organ(), kicks("acoustic kit")), FRAMES, on_ours(1)).stems["1 chords"], alone)


def test_progress_comes_to_its_end() -> None:
    heard: list[float] = []

    def progress(done: float, doing: str = "") -> None:
        heard.append(done)

    mixed(score(organ(), kicks("house kit")), FRAMES, on_ours(1), progress)

    assert heard == sorted(heard)
    assert len(heard) == 2
