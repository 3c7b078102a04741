"""`albumen echo` on a real song."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from mutagen.flac import FLAC

from albumen import look
from albumen.sleeve import read_sidecar
from albumen.walk.echoing import Trip
from tests.players import Whistler, hired
from tests.shell import albumen

SMALL = ("--size", "200", "--seconds", "5")


def test_it_says_what_came_back_and_keeps_cover_and_music(track: Path, tmp_path: Path) -> None:
    ran = albumen("echo", track, *SMALL, "--player", "band", "--keep", tmp_path, "--json")
    (record,) = ran.records()
    assert ran.code == 0
    cover, sound = map(Path, record["files"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "track-album-1-1.flac", "track-album-1-1.json", "track-album-1.jpg", "track-album-1.json",
    ]  # fmt: skip
    assert (
        read_sidecar(cover.with_suffix(".json")).brief.description.top("genres", 3)
        == (record["heard"]["song"]["genres"])
    )
    assert FLAC(sound).info.length == pytest.approx(5)
    assert record["carried"] == []
    heard, back, told = record["heard"]["song"], record["heard"]["music"], record["echo"]
    assert told["valence"] == pytest.approx(back["valence"] - heard["valence"])
    assert told["affect"] == pytest.approx(math.hypot(told["valence"], told["arousal"]))
    assert told["genre_first"] is (heard["genres"][0] == back["genres"][0])
    # JPEG moves pixels a little, so that what is seen in the kept cover is only nearly what was seen.
    seen = look.describe(look.open(cover)).affect
    assert (seen.valence, seen.arousal) == pytest.approx(
        (record["heard"]["cover"]["valence"], record["heard"]["cover"]["arousal"]), abs=0.05
    )


def test_people_get_a_table(track: Path) -> None:
    with hired(Whistler()):
        ran = albumen("echo", track, *SMALL, "--carry")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()[2:7]] == ["genre", "mood", "affect", "tempo", "key"]
    assert "tempo and key were carried in the cover's sidecar" in ran.out


def test_what_cannot_be_heard_is_named_and_the_others_are_done(track: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.mp3").write_bytes(b"nothing")
    with hired(Whistler()):
        ran = albumen("echo", tmp_path / "bad.mp3", track, *SMALL, "--json")
    assert (ran.code, len(ran.records())) == (1, 1)
    assert "bad.mp3" in ran.err


@pytest.mark.parametrize("words", [["--engine", "nobody"], ["--player", "nobody"], ["--seconds", "1"]], ids=" ".join)
def test_wrong_use_exits_with_2(words: list[str], track: Path) -> None:
    assert albumen("echo", track, *words).code == 2


def test_a_trip_is_an_album_cover_unless_told() -> None:
    assert (Trip().style, Trip().carry) == ("album", False)
