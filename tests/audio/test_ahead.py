"""A song read ahead on another thread is the song that is read when it is needed (another process: test_elsewhere)."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import numpy as np
import pytest

from albumen import audio
from albumen.audio.ahead import Ahead
from albumen.audio.decode import FileSource
from albumen.errors import BadAudio
from albumen.song import Audio
from tests.songs import music, write_song


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("albumen.audio.ahead.elsewhere", lambda work: None)


def test_what_is_heard_is_the_same(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.mp3", music(4.0))
    plain, ahead = audio.open(path), Ahead(path).song()
    assert (ahead.path, ahead.duration, ahead.title) == (plain.path, plain.duration, plain.title)
    [expected], [found] = audio.passages(plain), audio.passages(ahead)
    np.testing.assert_array_equal(found.audio.samples, expected.audio.samples)


def test_it_is_decoded_once_for_the_first_hearing_and_again_for_the_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_song(tmp_path / "song.flac", music(3.0))
    read: list[float] = []
    real = FileSource.read

    def spy(self: FileSource, start: float, seconds: float) -> Audio:
        read.append(start)
        return real(self, start, seconds)

    monkeypatch.setattr(FileSource, "read", spy)
    song = Ahead(path).song()
    audio.passages(song)
    assert read == [0.0]
    audio.passages(song)
    assert read == [0.0, 0.0]


def test_the_song_is_there_before_it_is_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_song(tmp_path / "song.flac", music(3.0))
    opened = Event()
    real = FileSource.read

    def patient(self: FileSource, start: float, seconds: float) -> Audio:
        assert opened.wait(20)
        return real(self, start, seconds)

    monkeypatch.setattr(FileSource, "read", patient)
    song = Ahead(path).song()
    opened.set()
    assert song.duration == pytest.approx(3.0, abs=0.01)
    assert len(audio.passages(song)) == 1


def test_a_bad_song_is_refused_where_it_is_wanted(tmp_path: Path) -> None:
    ahead = Ahead(tmp_path / "song.mp3")
    with pytest.raises(BadAudio, match="is not there"):
        ahead.song()


def test_what_can_be_opened_but_not_heard_is_refused_when_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_song(tmp_path / "song.flac", music(3.0))

    def gone(self: FileSource, start: float, seconds: float) -> Audio:
        raise BadAudio(f"{self.path} has no sound that can be decoded; get the file again.")

    monkeypatch.setattr(FileSource, "read", gone)
    song = Ahead(path).song()
    with pytest.raises(BadAudio, match="stops before one second"):
        audio.passages(song)
