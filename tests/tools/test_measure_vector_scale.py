"""The scale of the description vector: means and spreads of what is known, and songs that cannot be heard."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from albumen.listen.vector import HEARD
from tests.songs import write_song
from tools.measure_vector_scale import _text, hear_all, scale_of


def test_a_mean_and_a_spread_for_each_number() -> None:
    rows = np.stack([np.arange(len(HEARD)), np.arange(len(HEARD)) + 4.0])
    numbers = scale_of(rows, "made here")["numbers"]
    assert isinstance(numbers, dict)
    assert numbers[HEARD[3]] == [5.0, 2.0]
    assert list(numbers) == list(HEARD)


def test_what_is_not_known_of_a_song_does_not_count() -> None:
    rows = np.zeros((3, len(HEARD)))
    rows[:, 0] = [np.nan, 1.0, 3.0]
    numbers = scale_of(rows, "made here")["numbers"]
    assert isinstance(numbers, dict)
    assert numbers[HEARD[0]] == [2.0, 1.0]


def test_a_number_that_never_moves_has_a_least_spread() -> None:
    numbers = scale_of(np.ones((2, len(HEARD))), "made here")["numbers"]
    assert isinstance(numbers, dict)
    assert numbers[HEARD[0]] == [1.0, 1e-3]


def test_the_table_says_what_the_songs_are_a_number_a_line() -> None:
    table = scale_of(np.ones((2, len(HEARD))), "two made tunes")
    text = _text(table)
    assert json.loads(text) == table
    assert '"from": "two made tunes"' in text
    assert f'"{HEARD[0]}": [1.0, 0.001],' in text


def test_songs_that_cannot_be_heard_are_told_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = write_song(tmp_path / "good.wav"), tmp_path / "bad.mp3"
    bad.write_bytes(b"no sound")
    assert hear_all([bad, good]).shape == (1, len(HEARD))
    assert "bad.mp3" in capsys.readouterr().out
