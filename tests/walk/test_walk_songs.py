from __future__ import annotations

import os
from pathlib import Path

import pytest

from albumen.errors import AlbumenError
from albumen.sleeve.cover import file_stem
from albumen.walk import count_songs, find_songs
from albumen.walk.playing.pictures import PICTURES


def put(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"")
    return root


def found(*places: Path) -> list[tuple[str, str, str]]:
    """Path, folder and stem of what is found; no faults are expected."""
    items = find_songs(places, lambda path, error: pytest.fail(str(error)))
    return [(item.path.name, str(item.folder), item.stem) for item in items]


def faults(*places: Path) -> list[str]:
    said: list[str] = []
    list(find_songs(places, lambda path, error: said.append(str(error))))
    return said


def test_a_folder_is_searched_whole_in_the_order_of_names(tmp_path: Path) -> None:
    put(tmp_path, "b/2.flac", "b/1.MP3", "a/deep/x.ogg", "z.wav", "cover.jpg", "notes.txt", ".hidden.mp3", ".git/y.mp3")
    assert found(tmp_path) == [
        ("z.wav", ".", "z"), ("x.ogg", "a/deep", "x"), ("1.MP3", "b", "1"), ("2.flac", "b", "2"),
    ]  # fmt: skip


def test_a_file_that_is_named_may_be_called_anything(tmp_path: Path) -> None:
    assert found(tmp_path / "song") == [("song", ".", "song")]


def test_a_folder_called_like_a_song_is_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "album.mp3/1.mp3")
    assert found(tmp_path) == [("1.mp3", "album.mp3", "1")]


def test_songs_of_one_name_carry_their_suffix(tmp_path: Path) -> None:
    put(tmp_path, "Song.mp3", "song.flac", "other.mp3")
    assert {stem for _, _, stem in found(tmp_path)} == {"Song-mp3", "song-flac", "other"}


def test_songs_of_one_name_from_several_folders_carry_a_number(tmp_path: Path) -> None:
    put(tmp_path, "a/x.mp3", "b/x.mp3", "c/x.mp3")
    assert [stem for _, _, stem in found(*(tmp_path / name / "x.mp3" for name in "abc"))] == ["x", "x-2", "x-3"]
    assert [stem for _, _, stem in found(tmp_path / "a", tmp_path / "b")] == ["x", "x-2"]


def test_names_that_were_made_up_meet_no_real_ones(tmp_path: Path) -> None:
    put(tmp_path, "x.mp3", "x.flac", "x-mp3.ogg", "x-flac.ogg")
    stems = [stem for _, _, stem in found(tmp_path)]
    assert len(set(stems)) == 4


def test_names_that_become_one_on_disk_stay_apart(tmp_path: Path) -> None:
    long = "a" * 230
    put(tmp_path, "what?.mp3", "what_.mp3", f"{long}1.mp3", f"{long}2.mp3")
    files = [file_stem(stem, "conceptual", 98) for _, _, stem in found(tmp_path)]
    assert len(set(files)) == 4
    assert all(len(name.encode()) <= 240 for name in files)


def test_no_song_comes_twice(tmp_path: Path) -> None:
    put(tmp_path, "a/x.mp3", "y.mp3")
    (tmp_path / "again.mp3").symlink_to(tmp_path / "y.mp3")
    assert len(found(tmp_path, tmp_path / "a", tmp_path / "a" / ".." / "y.mp3")) == 2


def test_links_in_circles_end(tmp_path: Path) -> None:
    put(tmp_path, "a/x.mp3", "b/y.mp3")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b" / "across").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert sorted(name for name, _, _ in found(tmp_path)) == ["x.mp3", "y.mp3"]


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/x.mp3", "music/y.mp3")
    (tmp_path / "music" / "more").symlink_to(tmp_path / "elsewhere")
    assert found(tmp_path / "music") == [("y.mp3", ".", "y"), ("x.mp3", "more", "x")]


def test_a_folder_that_may_not_be_looked_into_is_told_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a/x.mp3", "b/y.mp3")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    said: list[AlbumenError] = []
    names = [item.path.name for item in find_songs([tmp_path], lambda path, error: said.append(error))]
    assert names == ["y.mp3"]
    assert [str(error) for error in said] == [
        f"The folder {tmp_path / 'a'} may not be looked into (Permission denied)."
    ]


def test_a_folder_without_songs_is_told(tmp_path: Path) -> None:
    put(tmp_path, "notes.txt")
    assert faults(tmp_path) == [f"There are no songs in {tmp_path}; name a sound file or a folder with some."]


def test_songs_come_before_all_folders_were_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a/x.mp3", "b/y.mp3")
    opened: list[str] = []
    scandir = os.scandir

    def watched(path: str) -> object:
        opened.append(Path(path).name)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", watched)
    first = next(find_songs([tmp_path], lambda path, error: None))
    assert first.path.name == "x.mp3"
    assert "b" not in opened


def test_they_are_counted_up_to_a_limit(tmp_path: Path) -> None:
    put(tmp_path, *(f"{number}.mp3" for number in range(9)))
    assert count_songs([tmp_path]) == 9
    assert count_songs([tmp_path], 2) == 2


def test_pictures_of_a_folder_are_all_but_contact_sheets(tmp_path: Path) -> None:
    put(tmp_path, "a-album-1.jpg", "a-sheet.jpg", "a-album-1.json", "b.PNG", "song.mp3")
    names = [item.path.name for item in find_songs([tmp_path], lambda path, error: pytest.fail(str(error)), PICTURES)]
    assert names == ["a-album-1.jpg", "b.PNG"]


def test_a_contact_sheet_that_is_named_is_taken(tmp_path: Path) -> None:
    put(tmp_path, "a-sheet.jpg")
    assert count_songs([tmp_path / "a-sheet.jpg"], kind=PICTURES) == 1


def test_a_name_longer_than_file_systems_take_is_left_to_whoever_opens_it() -> None:
    place = Path("x" * 5000)
    faults: list[AlbumenError] = []
    [item] = find_songs([place], lambda path, error: faults.append(error))
    assert item.path == place
    assert not faults
