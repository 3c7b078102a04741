"""Songs and pictures go in by one door."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import albumen
from albumen.errors import BadAudio, BadPicture
from albumen.picture import Picture
from albumen.song import Song
from albumen.walk import see
from tests.look.pictures import photograph
from tests.songs import music, write_song


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    Image.fromarray(photograph(1).pixels).save(path)
    return path


def test_a_picture_file_gives_a_picture_and_is_described(photo: Path) -> None:
    picture = albumen.open(photo)
    assert isinstance(picture, Picture)
    found = albumen.describe(picture)
    assert found.scan is not None
    assert found.tempo is None


def test_a_sound_file_gives_a_song_and_is_described(tmp_path: Path) -> None:
    song = albumen.open(str(write_song(tmp_path / "a.mp3", music(2.0))))
    assert isinstance(song, Song)
    found = albumen.describe(song)
    assert found.scan is None
    assert found.material is not None


def test_content_counts_and_not_the_name(photo: Path, tmp_path: Path) -> None:
    assert isinstance(albumen.open(photo.rename(tmp_path / "song.mp3")), Picture)
    song = write_song(tmp_path / "b.mp3", music(1.5)).rename(tmp_path / "song.psd")
    assert isinstance(albumen.open(song), Song)


def test_a_song_called_jpg_is_told_to_be_a_song(tmp_path: Path) -> None:
    song = write_song(tmp_path / "b.mp3", music(1.5)).rename(tmp_path / "cover.jpg")
    with pytest.raises(BadAudio, match=r"cover\.jpg cannot be decoded: .* give an mp3"):
        albumen.open(song)


def test_what_is_neither_is_refused_as_what_its_name_says(tmp_path: Path) -> None:
    for name, error in (("a.jpg", BadPicture), ("a.mp3", BadAudio)):
        (tmp_path / name).write_bytes(b"neither of both")
        with pytest.raises(error, match=name):
            albumen.open(tmp_path / name)


def test_seeing_is_opening_and_describing(photo: Path) -> None:
    picture, found = see(photo)
    assert picture.origin == str(photo)
    assert found.affect == albumen.describe(picture).affect
