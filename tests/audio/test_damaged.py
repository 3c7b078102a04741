"""Bad input is normal: one sentence that names the file, or what can be heard of it."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import scipy.io.wavfile
from av.container import InputContainer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from scipy.signal import correlate

from albumen import audio
from albumen.audio.container import Sound, opened
from albumen.errors import BadAudio
from albumen.song import Passage
from tests.songs import music, write_film, write_song


def refused(path: Path) -> str:
    """The error for a path, after checking that it is one sentence with the file's name and a remedy in it."""
    with pytest.raises(BadAudio) as caught:
        audio.passages(audio.open(path))
    text = str(caught.value)
    assert str(path) in text
    assert "\n" not in text
    assert text.endswith(".")
    assert any(remedy in text for remedy in ("; give ", "; check ", "; get ", "; change "))
    return text


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "is not there" in refused(tmp_path / "song.mp3")


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "song.mp3").touch()
    assert "is empty" in refused(tmp_path / "song.mp3")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "song.mp3")
    assert "is a device or a pipe" in refused(tmp_path / "song.mp3")


def test_a_device() -> None:
    assert "is a device or a pipe" in refused(Path("/dev/zero"))


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.mp3")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "may not be read" in refused(path)


@pytest.mark.parametrize(
    "content",
    [
        b"words and words\n" * 9000,
        os.urandom(1) + np.random.default_rng(1).bytes(200_000),
        bytes(200_000),
        b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + bytes(500),
        b"RIFF\xff\xff\xff\xffWAVE",
        b"OggS" + bytes(100),
        b"fLaC" + bytes(100),
    ],
    ids=["text", "noise", "zeros", "tag only", "wav header", "ogg header", "flac header"],
)
@pytest.mark.parametrize("suffix", ["mp3", "wav", "txt"])
def test_what_is_not_sound(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"song.{suffix}"
    path.write_bytes(content)
    refused(path)


@pytest.mark.parametrize("suffix", ["png", "jpeg", "mp3"])
def test_a_picture(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"cover.{suffix}"
    Image.new("RGB", (300, 300), "teal").save(path, "JPEG" if suffix == "mp3" else suffix.upper())
    assert "no sound file" in refused(path)


def test_a_playlist_opens_nothing_else(tmp_path: Path) -> None:
    write_song(tmp_path / "song.aac")
    path = tmp_path / "list.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nsong.aac\n#EXT-X-ENDLIST\n")
    assert "no sound file" in refused(path)


def test_a_film_without_sound(tmp_path: Path) -> None:
    assert "has no sound in it" in refused(write_film(tmp_path / "film.mp4", 2.0, None))


def test_a_song_of_one_sample(tmp_path: Path) -> None:
    scipy.io.wavfile.write(tmp_path / "song.wav", 44_100, np.ones(1, np.int16))
    assert "only 0.00 s of sound" in refused(tmp_path / "song.wav")


def test_a_sample_less_than_a_second_is_not_called_a_second(tmp_path: Path) -> None:
    scipy.io.wavfile.write(tmp_path / "song.wav", 44_100, np.ones(44_099, np.int16))
    assert "only 0.99 s of sound" in refused(tmp_path / "song.wav")


def test_a_silent_song_is_no_error_but_known(tmp_path: Path) -> None:
    heard = audio.passages(audio.open(write_song(tmp_path / "song.flac", np.zeros((2, 100_000), np.float32))))
    assert audio.silent(heard)
    assert audio.loudness(heard) is None


def test_a_quiet_song_is_not_silent(tmp_path: Path) -> None:
    assert not audio.silent(audio.passages(audio.open(write_song(tmp_path / "song.flac", music(2.0) * 0.01))))


@pytest.mark.parametrize("suffix", ["mp3", "aac", "flac", "ogg", "opus", "wav", "aiff", "wma", "webm", "mka"])
def test_half_a_file_is_heard_by_half(tmp_path: Path, suffix: str) -> None:
    path = write_song(tmp_path / f"song.{suffix}", music(20.0))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    song = audio.open(path)
    (heard,) = audio.passages(song)
    assert song.duration == pytest.approx(10.0, abs=1.2)
    assert heard.audio.seconds == pytest.approx(song.duration, abs=0.15)
    assert not audio.silent([heard])


def test_the_first_bytes_of_a_file_are_not_enough(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.mp3", music(20.0))
    path.write_bytes(path.read_bytes()[:5000])
    assert "only 0." in refused(path)


def test_an_m4a_without_its_table_says_that_it_is_damaged(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.m4a", music(6.0))
    path.write_bytes(path.read_bytes()[:30_000])
    assert "damaged" in refused(path)


@pytest.mark.parametrize("suffix", ["mp3", "flac", "ogg"])
def test_damage_in_the_middle_costs_only_the_middle(tmp_path: Path, suffix: str) -> None:
    path = write_song(tmp_path / f"song.{suffix}", music(20.0))
    held = bytearray(path.read_bytes())
    held[len(held) // 2 : len(held) // 2 + 30_000] = np.random.default_rng(5).bytes(30_000)
    path.write_bytes(held)
    song = audio.open(path)
    # An mp3 frame does not say when it is due, so that what comes after a hole in it comes earlier.
    assert song.duration == pytest.approx(20.0, abs=1.4 if suffix == "mp3" else 0.1)
    tail = song.source.read(song.duration - 3.0, 1.0).samples[0]
    near = music(20.0)[0, round(16.9 * 44_100) : round(18.1 * 44_100)]
    at = int(np.argmax(correlate(near, tail, "valid")))
    assert np.corrcoef(tail, near[at : at + len(tail)])[0, 1] > 0.99
    assert song.source.read(0.0, 30.0).seconds == pytest.approx(song.duration, abs=0.1)


@pytest.mark.parametrize("rate", [44_100, 96_000])
def test_floats_that_are_no_numbers_become_silence(tmp_path: Path, rate: int) -> None:
    sound = music(3.0, rate)
    sound[:, 5000:5100], sound[:, 6000], sound[:, 7000], sound[:, 8000] = np.nan, np.inf, -np.inf, 3e38
    path = tmp_path / "song.wav"
    scipy.io.wavfile.write(path, rate, sound.T)
    (heard,) = audio.passages(audio.open(path))
    assert np.isfinite(heard.audio.samples).all()
    assert np.abs(heard.audio.samples).max() <= 16.0
    assert audio.loudness([heard]) is not None
    if rate == 44_100:
        assert not heard.audio.samples[:, 5000:5100].any()
        np.testing.assert_array_equal(heard.audio.samples[:, 9000:], sound[:, 9000:])


def test_a_header_with_impossible_numbers(tmp_path: Path) -> None:
    held = (
        b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 0, 0, 0, 0, 0)
        + b"data"
        + struct.pack("<I", 90_000)
        + bytes(90_000)
    )
    (tmp_path / "song.wav").write_bytes(b"RIFF" + struct.pack("<I", len(held)) + held)
    refused(tmp_path / "song.wav")


def test_libav_says_nothing_on_its_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = write_song(tmp_path / "song.mp3", music(5.0))
    path.write_bytes(path.read_bytes()[:40_000] + bytes(5000) + path.read_bytes()[45_000:70_000])
    audio.passages(audio.open(path))
    (tmp_path / "noise.mp3").write_bytes(np.random.default_rng(2).bytes(100_000))
    refused(tmp_path / "noise.mp3")
    assert capfd.readouterr() == ("", "")


def test_a_stream_that_begins_midway_does_not_end_the_one_that_is_heard(tmp_path: Path) -> None:
    """PyAV knows the streams that are there at first, and fails on the packets of others that a broadcast adds."""
    path = write_song(tmp_path / "song.ts", music(2.0), codec="mp2", container="mpegts")
    with opened(path) as sound:
        packets = iter([*sound.packets()][:6])
        asked: list[int] = []

        class Broadcast:
            def demux(self, stream: object) -> Iterator[object]:
                asked.append(1)
                for count, packet in enumerate(packets, 1):
                    yield packet
                    if count == 3 and len(asked) == 1:
                        raise IndexError("list index out of range")

        heard = list(Sound(cast(InputContainer, Broadcast()), sound.stream).packets())
    assert (len(heard), len(asked)) == (6, 2)


@pytest.fixture(scope="module")
def whole_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    tags = {"title": "A", "artist": "B", "album": "C", "date": "2001"}
    return {s: write_song(folder / f"a.{s}", music(1.5, 22_050), 22_050, tags=tags).read_bytes() for s in FUZZED}


FUZZED = ("mp3", "m4a", "flac", "ogg", "wav", "aiff", "wma", "webm")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(suffix=st.sampled_from(FUZZED), seed=st.integers(0, 2**32 - 1), hurts=st.integers(1, 40))
def test_whatever_the_damage_it_is_heard_or_refused(
    tmp_path: Path, whole_files: dict[str, bytes], suffix: str, seed: int, hurts: int
) -> None:
    rng = np.random.default_rng(seed)
    held = bytearray(whole_files[suffix])
    for at in rng.integers(0, min(len(held), 3000), size=hurts):
        held[at] = rng.integers(0, 256)
    path = tmp_path / f"song.{suffix}"
    path.write_bytes(held[: rng.integers(len(held) // 3, len(held) + 1)])
    try:
        heard: tuple[Passage, ...] = audio.passages(audio.open(path))
    except BadAudio:
        return
    assert all(np.isfinite(passage.audio.samples).all() for passage in heard)
    assert sum(passage.audio.seconds for passage in heard) <= 362.0


@pytest.mark.parametrize("tag", [b"", b"ID3\x04\0\0\0\0\x02\x01" + bytes(257)], ids=["bare", "tagged"])
def test_gigabytes_of_nothing_are_refused_without_reading_them(tmp_path: Path, tag: bytes) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(tag)
    os.truncate(path, 2**31)
    start = time.process_time()
    assert "one and the same byte" in refused(path)
    assert time.process_time() - start < 1


def test_a_song_behind_a_megabyte_of_nothing_is_heard(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.mp3", music(4.0))
    path.write_bytes(bytes(2**20) + path.read_bytes())
    [passage] = audio.passages(audio.open(path))
    assert abs(passage.audio.seconds - 4.0) < 0.1
