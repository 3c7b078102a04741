"""What is cut out of a track, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from albumen.song import Samples, Song
from tests.songs import Tape
from tools.collect_corpus import (
    PER_PACKAGE,
    SECONDS,
    Ears,
    companions_in,
    digest,
    excerpts,
    hear_track,
    played,
    tracks,
)
from tools.yamnet import MUSIC, Teacher

RATE = 16_000


class Deaf(Teacher):
    """A teacher without a network, which takes everything for music as surely as it is told to."""

    def __init__(self, music: float) -> None:
        self.labels, self.music = (MUSIC,), music

    def hear(self, samples: Samples) -> np.ndarray:
        return np.array([self.music], np.float32)


def song(seconds: float, loudness: float = 0.2) -> Song:
    noise = np.random.default_rng(0).normal(scale=loudness, size=(1, round(seconds * RATE)))
    return Song(Path("made.wav"), seconds, Tape(noise.astype(np.float32)))


@pytest.mark.parametrize(("seconds", "count"), [(11.0, 0), (13.0, 1), (40.0, 2), (75.0, 4), (200.0, 4)])
def test_a_track_gives_at_most_four_excerpts(seconds: float, count: int) -> None:
    assert len(list(excerpts(song(seconds)))) == count


def test_excerpts_are_whole_and_differ() -> None:
    first, last = list(excerpts(song(40.0)))
    assert first.seconds == last.seconds == SECONDS
    assert not (first.samples == last.samples).all()


def test_silence_is_left_out() -> None:
    assert list(excerpts(song(40.0, 1e-5))) == []


def test_music_is_heard_plain_and_changed_and_noise_only_plain() -> None:
    told = hear_track(song(40.0), Ears(Deaf(0.9)), np.random.default_rng(0), ())
    assert [str(heard["aug"]) == "" for heard in told].count(True) == 2
    assert len(told) > 2
    shapes = {name: value.shape for name, value in told[0].items() if name != "aug"}
    assert shapes == {"units": (400,), "shares": (100,), "logit": (100,), "cues": (5,), "yam": (1,)}
    assert len(hear_track(song(40.0), Ears(Deaf(0.01)), np.random.default_rng(0), ())) == 2


def test_excerpts_are_changed_as_often_as_is_asked() -> None:
    told = hear_track(song(40.0), Ears(Deaf(0.9)), np.random.default_rng(0), (), often=2)
    assert [str(heard["aug"]) == "" for heard in told] == [True, False, False] * 2


def test_tracks_know_their_package_wherever_they_lie(tmp_path: Path) -> None:
    for name in ("chess/a.ogg", "chess/deep/b.xm", "racing/c.MID", "racing/readme.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = {(package, path.name) for package, path in tracks(tmp_path)}
    assert found == {("chess", "a.ogg"), ("chess", "b.xm"), ("racing", "c.MID")}


def test_no_package_outweighs_the_others(tmp_path: Path) -> None:
    for at in range(PER_PACKAGE + 5):
        (tmp_path / "chess").mkdir(exist_ok=True)
        (tmp_path / "chess" / f"{at}.ogg").touch()
    assert len(tracks(tmp_path)) == PER_PACKAGE
    assert tracks(tmp_path) == tracks(tmp_path)


def test_companions_are_mono_at_one_rate(tmp_path: Path) -> None:
    sound = np.random.default_rng(0).normal(scale=0.1, size=(3 * RATE, 2))
    soundfile.write(tmp_path / "loop.wav", sound, RATE)
    (companion,) = companions_in(tmp_path, tmp_path / "font.sf2")
    assert companion.shape == pytest.approx((3 * 44_100,), abs=2)


def test_a_track_keeps_its_name_in_the_cache() -> None:
    assert digest(Path("chess/a.ogg")) == digest(Path("chess/a.ogg")) != digest(Path("chess/b.ogg"))


def test_sound_is_played_as_it_is(tmp_path: Path) -> None:
    assert played(tmp_path / "a.ogg", tmp_path / "font.sf2", tmp_path) == tmp_path / "a.ogg"
