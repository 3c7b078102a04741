"""Checksums of sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import av
import pytest
from av.audio.stream import AudioStream

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


def two_in_one(path: Path, second: int) -> Path:
    """A film's two languages: the same sound first, another one behind it by `second`."""
    with av.open(str(path), "w") as out:
        streams = [out.add_stream("alac", rate=8000, layout="mono") for _ in range(2)]
        for stream, seed in zip(streams, (0, second), strict=True):
            assert isinstance(stream, AudioStream)
            frame = av.AudioFrame.from_ndarray((music(1.0, 8000, 1, seed) * 2**15).astype("int16"), "s16p", "mono")
            frame.sample_rate = 8000
            for packet in (*stream.encode(frame), *stream.encode(None)):
                out.mux(packet)
    return path


def test_a_second_sound_counts(tmp_path: Path) -> None:
    one, again, other = (two_in_one(tmp_path / f"{i}.m4a", seed) for i, seed in enumerate((1, 1, 2)))
    assert payload(one) == payload(again)
    assert payload(one) != payload(other)


def test_sound_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    path = write_song(tmp_path / "a.m4a")
    path.write_bytes(path.read_bytes().replace(b"mp4a", b"zz9a").replace(b"esds", b"none"))
    with pytest.raises(BadAudio, match=r"a\.m4a holds sound of an unknown kind"):
        payload(path)


def test_a_playlist_is_no_sound(tmp_path: Path) -> None:
    """libav would fetch what it names."""
    write_song(tmp_path / "a.aac")
    path = tmp_path / "list.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\na.aac\n#EXT-X-ENDLIST\n")
    with pytest.raises(BadAudio, match="cannot be read as sound"):
        payload(path)


def test_a_header_without_sound_behind_it_is_refused(tmp_path: Path) -> None:
    whole = write_song(tmp_path / "a.wav").read_bytes()
    at = whole.index(b"data")
    (tmp_path / "b.wav").write_bytes(whole[:at] + b"data\0\0\0\0")
    with pytest.raises(BadAudio, match=r"b\.wav holds no sound"):
        payload(tmp_path / "b.wav")
