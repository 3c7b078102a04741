"""How much came back: figures known by hand, and a whole round trip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from albumen import look
from albumen.description import Affect, Description, Key
from albumen.song import Audio
from albumen.walk.echo import cosine, echo, key_score, tempo_error
from albumen.walk.echoing import Returned, Trip, as_song, round_trip
from tests.players import Whistler, hired
from tests.songs import music, write_song

FOLK = Description({"Folk": 0.6, "Pop": 0.3, "Rock": 0.1}, {"Sad": 1.0}, affect=Affect(-0.5, -0.1), tempo=80.0)


def key(name: str) -> Key:
    tonic, mode = name.split()
    return Key(tonic, "minor" if mode == "minor" else "major", 0.9)


def test_the_same_description_comes_back_whole() -> None:
    found = echo(replace(FOLK, key=key("A minor")), replace(FOLK, key=key("A minor")))
    assert (found.genre_first, found.genre_third, found.mood_first) == (True, 1.0, True)
    assert found.genre_cosine == pytest.approx(1)
    assert found.mood_cosine == pytest.approx(1)
    assert (found.affect, found.tempo, found.key) == (0.0, 0.0, 1.0)


def test_what_differs_is_told_with_its_direction() -> None:
    other = Description({"Metal": 0.1, "Pop": 0.9}, {"Happy": 1.0}, affect=Affect(-0.2, 0.3), tempo=120.0)
    found = echo(FOLK, other)
    assert (found.genre_first, found.mood_first, found.mood_cosine) == (False, False, 0.0)
    assert found.genre_third == pytest.approx(1 / 3)
    assert found.valence == pytest.approx(0.3)
    assert found.arousal == pytest.approx(0.4)
    assert found.affect == pytest.approx(0.5)


def test_what_was_not_found_is_not_compared() -> None:
    found = echo(Description(), FOLK).to_dict()
    nothing = {name for name, value in found.items() if value is None}
    assert nothing == {"genre_first", "genre_third", "genre_cosine", "mood_first", "mood_cosine", "tempo", "key"}


def test_cosine_is_numpys() -> None:
    rng = np.random.default_rng(0)
    one, other = rng.random(5), rng.random(5)
    expected = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
    named = [dict(zip("abcde", values.tolist(), strict=True)) for values in (one, other)]
    assert cosine(*named) == pytest.approx(expected)
    assert cosine({"a": 1.0}, {"b": 1.0}) == 0.0
    assert cosine({"a": 0.0}, {"a": 1.0}) is None


@pytest.mark.parametrize(
    ("one", "other", "error"),
    [(120, 120, 0), (120, 60, 0), (60, 240, 0), (100, 105, 0.05), (100, 52.5, 0.05), (100, 150, 1 / 3),
     (100, None, None)],
)  # fmt: skip
def test_tempo_forgives_octaves_only(one: float, other: float | None, error: float | None) -> None:
    assert tempo_error(one, other) == (error if error is None else pytest.approx(error))


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [("C major", "C major", 1.0), ("C major", "G major", 0.5), ("C major", "F major", 0.5), ("C major", "A minor", 0.3),
     ("A minor", "C major", 0.3), ("C major", "C minor", 0.2), ("D minor", "D major", 0.2), ("C major", "D major", 0.0),
     ("C major", "E minor", 0.0), ("B minor", "F# minor", 0.5)],
)  # fmt: skip
def test_keys_score_as_in_mirex(one: str, other: str, score: float) -> None:
    assert key_score(key(one), key(other)) == score


# --- the whole way


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "night.mp3", music(3.0), tags={"title": "Night"})


@pytest.fixture(scope="module")
def came(song: Path) -> Iterator[Returned]:
    with hired(Whistler()):
        yield round_trip(song, Trip("press", size=200, seconds=3))


def test_the_player_gets_what_is_seen_in_the_cover_and_nothing_of_the_song(came: Returned) -> None:
    seen = look.describe(came.cover.picture)
    assert came.piece.brief.description.to_dict() == seen.to_dict()
    assert (seen.tempo, seen.key) == (None, None)


def test_the_music_that_is_heard_is_the_music_that_was_made(came: Returned) -> None:
    assert came.music.tempo is None or came.music.tempo > 0
    assert came.echo == echo(came.song, came.music)
    assert came.piece.audio.seconds == pytest.approx(3)


def test_with_carry_tempo_and_key_go_along_and_nothing_else(song: Path) -> None:
    with hired(Whistler()):
        carried = round_trip(song, Trip("press", size=200, seconds=3, carry=True))
    given, seen = carried.piece.brief.description, carried.seen
    assert (given.tempo, given.key) == (carried.song.tempo, carried.song.key)
    assert replace(given, tempo=None, key=None).to_dict() == seen.to_dict()


def test_the_whole_way_is_told_as_progress(song: Path) -> None:
    told: list[float] = []
    with hired(Whistler()):
        round_trip(song, Trip("press", size=200, seconds=3), lambda done, doing="": told.append(done))
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)


def test_sound_at_hand_can_be_read_in_stretches() -> None:
    sound = Audio(music(2.0), 44_100)
    song = as_song(sound)
    assert song.duration == pytest.approx(2.0)
    assert np.array_equal(song.source.read(0.5, 1.0).samples, sound.samples[:, 22_050:66_150])
    assert song.source.read(1.5, 9.0).seconds == pytest.approx(0.5)
