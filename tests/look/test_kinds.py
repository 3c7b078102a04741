"""Songs and pictures are told apart by content first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from albumen.look.kinds import is_picture
from tests.look.pictures import saved
from tests.songs import music, write_song


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "PPM", "AVIF", "QOI", "JPEG2000"])
def test_pictures_are_pictures_under_any_name(tmp_path: Path, form: str) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(saved(Image.new("RGB", (8, 8)), form))
    assert is_picture(path)


@pytest.mark.parametrize("name", ["a.mp3", "a.flac", "a.ogg", "a.wav", "a.m4a"])
def test_songs_are_songs_under_any_name(tmp_path: Path, name: str) -> None:
    path = write_song(tmp_path / name, music(0.3))
    assert not is_picture(path)
    assert not is_picture(path.rename(tmp_path / "cover.jpg"))


@pytest.mark.parametrize(("name", "picture"), [("a.jpg", True), ("a.TIFF", True), ("a.mp3", False), ("a", False)])
def test_where_content_says_nothing_the_name_counts(tmp_path: Path, name: str, picture: bool) -> None:
    assert is_picture(tmp_path / name) is picture
    (tmp_path / name).write_bytes(b"neither")
    assert is_picture(tmp_path / name) is picture
