"""Sound decoded in one go inside libav: the same samples as packet by packet, or a refusal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from albumen import audio
from albumen.audio.decode import FileSource
from albumen.audio.steady import AT_ONCE, Broken, steady
from tests.songs import music, write_song

WHOLE = 6.0
"""Seconds that are asked for: all there are, and one more, as a hearing does."""


def source(path: Path) -> FileSource:
    found = audio.open(path).source
    assert isinstance(found, FileSource)
    return found


def pieced(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return source(path)._pieced(0.0, WHOLE).samples


@pytest.mark.parametrize("suffix", ["mp3", "flac", "wav", "aiff", "mka"])
def test_the_samples_are_those_of_packet_by_packet(tmp_path: Path, suffix: str) -> None:
    path = write_song(tmp_path / f"song.{suffix}", music(5.0))
    flowing = source(path)._flowing(WHOLE)
    assert flowing is not None
    np.testing.assert_array_equal(flowing.samples, pieced(path))


def test_frames_are_merged_into_long_ones(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.mp3", music(5.0))
    lengths = [frame.samples for frame in steady(path, WHOLE)]
    assert set(lengths[:-1]) == {AT_ONCE}


def test_it_stops_soon_after_what_was_asked_for(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.flac", music(8.0))
    samples = sum(frame.samples for frame in steady(path, 2.0))
    assert 2 * 44_100 <= samples < 2 * 44_100 + AT_ONCE


@pytest.mark.parametrize("suffix", ["m4a", "ogg", "opus"])
def test_priming_before_the_start_is_left_to_the_other_way(tmp_path: Path, suffix: str) -> None:
    path = write_song(tmp_path / f"song.{suffix}", music(5.0))
    with pytest.raises(Broken):
        list(steady(path, WHOLE))


@pytest.mark.parametrize("suffix", ["mp3", "flac"])
def test_damage_is_left_to_the_other_way(tmp_path: Path, suffix: str) -> None:
    path = write_song(tmp_path / f"song.{suffix}", music(5.0))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 6000] = np.random.default_rng(0).bytes(6000)
    path.write_bytes(data)
    assert source(path)._flowing(WHOLE) is None
    np.testing.assert_array_equal(source(path).read(0.0, WHOLE).samples, pieced(path))


def test_packets_that_are_missing_in_the_middle_are_noticed(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.mka", music(5.0))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3] + data[len(data) // 2 :])
    np.testing.assert_array_equal(source(path).read(0.0, WHOLE).samples, pieced(path))


def test_six_channels_are_left_to_the_other_way(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.flac", music(5.0, channels=6), layout="5.1")
    with pytest.raises(Broken):
        list(steady(path, WHOLE))
