"""A cover's song is begun before the command is read; whatever that guess comes to, the command does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen.cli import head_start as module
from albumen.cli.head_start import ahead, head_start
from tests.songs import music, write_song


class Begun:
    """Stands for a song that is being decoded."""

    def __init__(self, path: Path) -> None:
        self.path = path
        paths.append(path)


paths: list[Path] = []


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    paths.clear()
    monkeypatch.setattr(module, "_begun", [])
    monkeypatch.setattr("albumen.audio.ahead.Ahead", Begun)
    monkeypatch.setattr(module, "keep_pages", lambda: None)
    monkeypatch.setattr(module, "keep_algebra_to_one_thread", lambda: None)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write_song(tmp_path / "song.flac", music(1.5))


def test_the_song_behind_the_command_is_begun(song: Path) -> None:
    head_start(["cover", str(song), "--size", "800"])
    assert paths == [song]


def test_the_command_takes_the_song_that_was_begun(song: Path) -> None:
    head_start(["cover", str(song)])
    ahead(song)
    assert paths == [song]


def test_a_second_cover_of_the_same_path_is_begun_anew(song: Path) -> None:
    head_start(["cover", str(song)])
    first, second = ahead(song), ahead(song)
    assert first is not second
    assert paths == [song, song]


def test_another_song_is_begun_anew(song: Path, tmp_path: Path) -> None:
    other = write_song(tmp_path / "other.flac", music(1.5))
    head_start(["cover", str(song)])
    begun = ahead(other)
    assert begun is not None
    assert begun.path == other


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["cover"],
        ["describe", "SONG"],
        ["cover", "--title", "SONG"],
        ["cover", "SONG", "--help"],
        ["cover", "SONG", "-h"],
        ["cover", "SONG", "--show-prompt"],
        ["cover", "--edit-prompt", "SONG"],
        ["cover", "nowhere.mp3"],
        ["cover", "."],
        ["cover", "a\0b"],
        ["cover", "x" * 5000],
    ],
)
def test_nothing_else_is_begun(words: list[str], song: Path) -> None:
    head_start([str(song) if word == "SONG" else word for word in words])
    assert paths == []
