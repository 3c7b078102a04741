"""Genres and moods that are said of the same music, counted."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from unittest import mock

from albumen.vocabulary import GENRES, MOODS
from tools import count_kin
from tools.count_kin import count

ROCK, POP, JAZZ, SAD = GENRES.index("Rock"), GENRES.index("Pop"), GENRES.index("Jazz"), MOODS.index("Sad")


def test_rows_are_counted_once_for_each_pair() -> None:
    table = count(map(frozenset, (["Rock", "Pop", "Sad"], ["Rock"], ["Jazz", "Sad"], ["Sad"])))
    assert (table["rows"][ROCK], table["rows"][POP], table["rows"][JAZZ]) == (2, 1, 1)
    assert table["genres"][ROCK][POP] == table["genres"][POP][ROCK] == 1
    assert table["genres"][ROCK][JAZZ] == 0
    assert (table["moods"][ROCK][SAD], table["moods"][JAZZ][SAD]) == (1, 1)
    assert table["others"] == round(1 / 3, 4)


def test_the_csv_becomes_the_table(tmp_path: Path) -> None:
    head = "audioset_positive_labels,aspect_list,caption\n"
    rows = '"/m/06by7","[\'sad\', \'pop\']",a song\n"","[\'jazz\']",another\n'
    (tmp_path / "caps.csv").write_text(head + rows, "utf-8")
    with mock.patch.object(sys, "argv", ["count_kin", str(tmp_path / "caps.csv"), str(tmp_path / "kin.json")]):
        count_kin.main()
    table = json.loads((tmp_path / "kin.json").read_text("utf-8"))
    assert table["genres"][ROCK][POP] == 1
    assert table["moods"][POP][SAD] == 1
    assert table["others"] == 0.5
