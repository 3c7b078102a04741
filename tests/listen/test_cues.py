"""The sound's own cues of feeling."""

from __future__ import annotations

import math

import pytest

from albumen.description import Key
from albumen.listen.cues import FARTHEST, MIDDLE, NAMES, SPREAD, cues


def test_an_ordinary_song_says_nothing() -> None:
    ordinary = cues(MIDDLE["loudness"], math.exp(MIDDLE["brightness"]), MIDDLE["onset_rate"], 118.0, None)
    assert ordinary == pytest.approx([0.0] * 5)


def test_what_is_unknown_says_nothing() -> None:
    assert not cues(None, None, None, None, None).any()


def test_a_cue_is_counted_in_spreads() -> None:
    louder = cues(MIDDLE["loudness"] + SPREAD["loudness"], None, None, None, None)
    assert louder.tolist() == [1.0, 0.0, 0.0, 0.0, 0.0]


def test_tempo_and_brightness_count_by_ratio() -> None:
    quicker = cues(None, None, None, 118.0 * math.exp(SPREAD["tempo"]), None)
    assert quicker[NAMES.index("tempo")] == pytest.approx(1.0)


def test_no_cue_outvotes_the_others() -> None:
    loud = cues(0.0, 20_000.0, 40.0, 400.0, Key("C", "major", 1.0))
    assert loud.max() == FARTHEST


def test_major_and_minor_are_opposites() -> None:
    major, minor = (cues(None, None, None, None, Key("C", mode, 0.8)) for mode in ("major", "minor"))
    assert major[NAMES.index("mode")] == pytest.approx(1.0)
    assert (major == -minor).all()


def test_silence_of_a_measure_is_not_a_measure() -> None:
    assert not cues(None, 0.0, None, 0.0, None).any()
