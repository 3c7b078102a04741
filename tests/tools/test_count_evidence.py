"""Counting genres and moods against tag words, on a table of a few rows."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from albumen.vocabulary import GENRES, MOODS, MSD_TAGS, MTT_TAGS
from tools.count_evidence import COLUMNS, Row, count, main, read_rows
from tools.evidence_words import LABELS, NAMED, TAGS

SKA, TECHNO, CARNATIC, MUSIC = "/m/06rqw", "/m/07gxw", "/m/015vgc", "/m/04rlf"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    lines = [
        (f"{SKA},{MUSIC}", ["male voice", "punk", "fast tempo"], "A ska song."),
        (TECHNO, ["techno", "no voices", "instrumental"], "There are no voices in this song."),
        (MUSIC, ["jazz", "sad", "mellow piano melody"], "A slow piano piece."),
        (CARNATIC, ["female singer", "tabla"], "Her voice rises."),
    ]
    path = tmp_path / "musiccaps.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("ytid", *COLUMNS))
        writer.writerows(("id", labels, str(aspects), caption) for labels, aspects, caption in lines)
    return path


def test_a_row_is_of_the_genres_that_audioset_labels(table: Path) -> None:
    assert "Ska" in read_rows(table)[0].classes


def test_a_child_in_the_ontology_counts_for_its_parent(table: Path) -> None:
    rows = read_rows(table)
    assert "Electronic" in rows[1].classes
    assert "Music of Asia" in rows[3].classes


def test_an_aspect_names_genre_and_mood(table: Path) -> None:
    assert read_rows(table)[2].classes == {"Jazz", "Sad"}


def test_a_caption_alone_names_no_genre(table: Path) -> None:
    assert read_rows(table)[0].classes == {"Ska", "Rock"}, "Rock by the aspect punk"


def test_words_that_are_denied_are_not_said(table: Path) -> None:
    tags = read_rows(table)[1].tags
    assert {"no vocals", "no voice", "instrumental", "techno"} <= tags
    assert "voice" not in tags


def test_a_tag_is_found_in_aspects_and_captions(table: Path) -> None:
    rows = read_rows(table)
    assert {"male voice", "fast", "punk"} <= rows[0].tags
    assert {"slow", "piano", "Mellow"} <= rows[2].tags
    assert {"female voice", "woman", "voice", "indian"} <= rows[3].tags


def test_female_is_not_male() -> None:
    assert not re.search(TAGS["male"], "female singer")
    assert not re.search(TAGS["man"], "a woman sings")


def test_counts_are_of_rows_that_have_both() -> None:
    rows = [Row(frozenset({"Jazz"}), frozenset({"jazz", "piano"})), Row(frozenset({"Rock"}), frozenset({"piano"}))]
    counted = count(rows)
    assert counted["rows"] == 2
    assert counted["tags"]["piano"] == 2
    assert counted["both"]["piano"] == {"Rock": 1, "Jazz": 1}
    assert counted["both"]["jazz"] == {"Jazz": 1}
    assert counted["classes"]["Ska"] == 0


def test_tags_that_name_a_genre_or_mood_are_its_names() -> None:
    names = count([])["names"]
    assert names["Hip-Hop"] == ["Hip hop"]
    assert names["alternative rock"] == ["Independent", "Rock"]
    assert names["sad"] == ["Sad"]
    assert "piano" not in names


def test_the_command_writes_the_table_with_source_and_licence(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "evidence.json"
    monkeypatch.setattr("sys.argv", ["count_evidence", str(table), str(out)])
    main()
    held = json.loads(out.read_text("utf-8"))
    assert held == count(read_rows(table))
    assert "MusicCaps" in held["source"]
    assert held["licence"] == "CC BY-SA 4.0"


def test_another_csv_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("ytid,caption\n1,a song\n", "utf-8")
    with pytest.raises(ValueError, match="aspect_list"):
        read_rows(path)


def test_every_class_and_tag_has_its_words() -> None:
    assert set(LABELS) == set(NAMED) == {*GENRES, *MOODS}
    assert set(TAGS) == {*MSD_TAGS, *MTT_TAGS}


@pytest.mark.parametrize("tag", sorted(TAGS))
def test_a_tag_says_itself(tag: str) -> None:
    phrase = {"House": "house music", "rnb": "r&b", "ambient": "ambient music"}.get(tag, tag).lower()
    assert re.search(TAGS[tag], phrase)
