from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from albumen.sleeve import read_sidecar
from albumen.walk import Item, Output, Wanted, find_songs, put_covers
from tests.songs import music, write_song

SMALL = Wanted(style="album", count=2, size=120)


@pytest.fixture(scope="module")
def track(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("song") / "track.flac", music(2.0))


def test_covers_lie_in_the_tree_of_the_songs(track: Path, tmp_path: Path) -> None:
    made = put_covers(Item(track, Path("a/b"), "name"), SMALL, Output(tmp_path))
    assert made.covers == (tmp_path / "a/b/name-album-1.jpg", tmp_path / "a/b/name-album-2.jpg")
    assert made.sheet == tmp_path / "a/b/name-sheet.jpg"
    assert (made.drawn, made.found) == (2, False)


def test_a_sheet_is_called_as_its_covers_are(track: Path, tmp_path: Path) -> None:
    """A stick's file system has no colons and line breaks in names."""
    made = put_covers(Item(track, Path(), "a:b?\nc "), SMALL, Output(tmp_path))
    assert [path.name for path in (*made.covers, *([made.sheet] if made.sheet else []))] == [
        "a_b_c-album-1.jpg", "a_b_c-album-2.jpg", "a_b_c-sheet.jpg",
    ]  # fmt: skip


def test_covers_inside_the_folder_of_songs_are_not_songs(track: Path, tmp_path: Path) -> None:
    shutil.copy(track, tmp_path / "x.flac")
    for drawn in (2, 0):
        items = list(find_songs([tmp_path], lambda path, error: pytest.fail(str(error))))
        assert [item.path.name for item in items] == ["x.flac"]
        assert put_covers(items[0], SMALL, Output(tmp_path)).drawn == drawn


def test_two_songs_of_one_name_keep_their_covers(tmp_path: Path) -> None:
    write_song(tmp_path / "x.flac", music(2.0))
    write_song(tmp_path / "x.wav", music(3.0, seed=1))
    items = list(find_songs([tmp_path], lambda path, error: pytest.fail(str(error))))
    made = [put_covers(item, SMALL, Output(tmp_path / "c")) for item in items]
    lengths = [read_sidecar(one.covers[0].with_suffix(".json")).brief.description.material for one in made]
    assert [round(material.seconds) for material in lengths if material] == [2, 3]


def test_a_lost_sheet_is_made_again_from_the_covers(track: Path, tmp_path: Path) -> None:
    item = Item(track, Path(), "x")
    first = put_covers(item, SMALL, Output(tmp_path))
    assert first.sheet is not None
    before = np.asarray(Image.open(first.sheet).convert("RGB"), float)
    first.sheet.unlink()
    assert put_covers(item, SMALL, Output(tmp_path)).drawn == 0
    after = np.asarray(Image.open(first.sheet).convert("RGB"), float)
    assert np.abs(before - after).mean() < 2


def test_more_covers_of_the_same_song_keep_the_first(track: Path, tmp_path: Path) -> None:
    item = Item(track, Path(), "x")
    put_covers(item, SMALL, Output(tmp_path))
    more = put_covers(item, Wanted(style="both", count=2, size=120), Output(tmp_path))
    assert (more.drawn, len(more.covers)) == (2, 4)


def test_progress_ends_with_all(track: Path, tmp_path: Path) -> None:
    told: list[float] = []
    put_covers(Item(track, Path(), "x"), SMALL, Output(tmp_path), lambda done, doing="": told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1.0
