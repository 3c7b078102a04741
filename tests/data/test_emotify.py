"""Emotify's folder: what is read, what is refused, and the two axes read into nine emotions."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from albumen.data.emotify import EMOTIONS, affect_of, ratings_of, read_emotify
from albumen.errors import BadDataset

Row = Mapping[str, object]
HEADING = ("file", "genre", "raters", *EMOTIONS)


def row(file: str, value: object = 0.25, **other: object) -> Row:
    return {"file": file, "genre": file.split("/")[0], "raters": 12, **dict.fromkeys(EMOTIONS, value), **other}


def emotify(folder: Path, rows: Sequence[Row], heading: Sequence[str] = HEADING, bring: bool = True) -> Path:
    """A folder as Emotify's, its sound files empty."""
    with (folder / "ratings.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heading, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    for each in rows if bring else ():
        path = folder / str(each["file"])
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return folder


def felt(**shares: float) -> np.ndarray:
    return np.array([[shares.get(emotion, 0.0) for emotion in EMOTIONS]])


def test_pieces_come_in_the_order_of_the_listing(tmp_path: Path) -> None:
    pieces = read_emotify(emotify(tmp_path, [row("rock/2.mp3"), row("classical/1.mp3", raters=59)]))
    assert [piece.genre for piece in pieces] == ["rock", "classical"]
    assert pieces[1].path == tmp_path / "classical" / "1.mp3"
    assert pieces[1].raters == 59


def test_ratings_stand_in_the_order_of_the_emotions_whatever_the_columns(tmp_path: Path) -> None:
    values = {emotion: at / 10 for at, emotion in enumerate(EMOTIONS)}
    heading = ("sadness", "file", *reversed(EMOTIONS[:-1]), "raters", "genre", "remarks")
    (piece,) = read_emotify(emotify(tmp_path, [{**row("pop/1.mp3"), **values}], heading))
    assert piece.ratings == pytest.approx(np.arange(9) / 10)


def test_the_ratings_are_a_matrix(tmp_path: Path) -> None:
    pieces = read_emotify(emotify(tmp_path, [row("pop/1.mp3", 0.5), row("pop/2.mp3", 1.0)]))
    np.testing.assert_array_equal(ratings_of(pieces), np.repeat([[0.5], [1.0]], 9, axis=1))
    assert ratings_of(()).shape == (0, 9)


def test_a_byte_order_mark_and_unrated_files_do_no_harm(tmp_path: Path) -> None:
    emotify(tmp_path, [row("pop/1.mp3")])
    listing = tmp_path / "ratings.csv"
    listing.write_bytes(b"\xef\xbb\xbf" + listing.read_bytes())
    (tmp_path / "pop" / "unrated.mp3").touch()
    assert len(read_emotify(tmp_path)) == 1


def test_a_folder_without_ratings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match=r"ratings\.csv cannot be read .*give Emotify's folder"):
        read_emotify(tmp_path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    heading = tuple(name for name in HEADING if name != "tension")
    with pytest.raises(BadDataset, match="has no column tension"):
        read_emotify(emotify(tmp_path, [row("pop/1.mp3")], heading))


def test_an_empty_listing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match="rates no piece"):
        read_emotify(emotify(tmp_path, []))


def test_a_rated_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match=r"line 2: .*1\.mp3 is not there"):
        read_emotify(emotify(tmp_path, [row("pop/1.mp3")], bring=False))


def test_a_file_rated_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match=r"line 3: pop/1\.mp3 was rated before"):
        read_emotify(emotify(tmp_path, [row("pop/1.mp3"), row("pop/1.mp3")]))


@pytest.mark.parametrize("name", ["/etc/passwd", "../pop/1.mp3", "pop/../../x", "1.mp3", ""])
def test_a_name_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadDataset, match=r"line 2: .* is not GENRE/NAME"):
        read_emotify(emotify(tmp_path, [row(name, genre="pop")], bring=False))


@pytest.mark.parametrize("change", [{"raters": "many"}, {"raters": 0}, {"genre": ""}, {"power": ""}, {"power": 1.5}])
def test_a_damaged_row_is_named_by_its_line(tmp_path: Path, change: Row) -> None:
    with pytest.raises(BadDataset, match=r"line 3 is damaged"):
        read_emotify(emotify(tmp_path, [row("pop/1.mp3"), {**row("pop/2.mp3"), **change}]))


@pytest.mark.parametrize("value", ["nan", "inf", "-0.1"])
def test_a_rating_is_a_share(tmp_path: Path, value: str) -> None:
    with pytest.raises(BadDataset, match="line 2 is damaged"):
        read_emotify(emotify(tmp_path, [row("pop/1.mp3", value)]))


def test_a_listing_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ratings.csv").write_bytes(b"file,genre\n\xff\xfe\x00")
    with pytest.raises(BadDataset, match="cannot be read"):
        read_emotify(tmp_path)


def test_joy_is_pleasant_and_excited_and_sadness_neither() -> None:
    np.testing.assert_allclose(affect_of(felt(joyful_activation=0.6)), [[0.3, 0.2]])
    np.testing.assert_allclose(affect_of(felt(sadness=0.6)), [[-0.3, -0.2]])


def test_tension_is_unpleasant_and_excited_and_tenderness_its_opposite() -> None:
    np.testing.assert_allclose(affect_of(felt(tension=0.6)), [[-0.3, 0.2]])
    np.testing.assert_allclose(affect_of(felt(tenderness=0.6)), [[0.3, -0.2]])


def test_calmness_and_power_say_nothing_of_valence_and_nostalgia_nothing_at_all() -> None:
    np.testing.assert_allclose(affect_of(felt(calmness=0.3, power=0.9)), [[0, 0.2]])
    np.testing.assert_array_equal(affect_of(felt(nostalgia=1, solemnity=1, amazement=1)), [[0, 0]])


def test_both_axes_reach_from_minus_one_to_one() -> None:
    np.testing.assert_allclose(affect_of(felt(joyful_activation=1, tenderness=1))[0, 0], 1)
    np.testing.assert_allclose(affect_of(felt(calmness=1, sadness=1, tenderness=1))[0, 1], -1)
