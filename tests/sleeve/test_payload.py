"""Checksums of sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import av
import pytest

from albumen.errors import BadAudio
from albumen.sleeve.payload import payload
from tests.songs import music, write_song


@pytest.fixture(scope="module")
def flac(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("song") / "a.flac", tags={"title": "Nuit"})


def test_tags_do_not_count(flac: Path, tmp_path: Path) -> None:
    other = write_song(tmp_path / "b.flac", tags={"title": "Jour", "artist": "Öz"})
    assert payload(other) == payload(flac)


def test_names_and_places_do_not_count(flac: Path, tmp_path: Path) -> None:
    assert payload(Path(shutil.copy(flac, tmp_path / "Ünïcode 夜.flac"))) == payload(flac)


def test_other_music_counts(flac: Path, tmp_path: Path) -> None:
    assert payload(write_song(tmp_path / "b.flac", music(seed=1))) != payload(flac)


def test_the_rate_counts(tmp_path: Path) -> None:
    rates = (8000, 16000)
    same = music(1.0, 8000)
    assert len({payload(write_song(tmp_path / f"{r}.wav", same, r)) for r in rates}) == 2


def test_a_shorter_song_counts(flac: Path, tmp_path: Path) -> None:
    (tmp_path / "b.flac").write_bytes(flac.read_bytes()[:-5000])
    assert payload(tmp_path / "b.flac") != payload(flac)


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "silent.mp4"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 16
        out.mux(stream.encode(av.VideoFrame(16, 16, "yuv420p")))
        out.mux(stream.encode(None))
    with pytest.raises(BadAudio, match="no sound"):
        payload(path)


@pytest.mark.parametrize("data", [b"", b"rubbish" * 50])
def test_what_is_no_sound_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.mp3").write_bytes(data)
    with pytest.raises(BadAudio, match=r"a\.mp3"):
        payload(tmp_path / "a.mp3")
