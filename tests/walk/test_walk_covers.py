from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from albumen import cover, describe
from albumen.audio import open as open_song
from albumen.errors import AlbumenError, BadAudio
from albumen.song import Song
from albumen.walk import remake
from tests.songs import music, write_song


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Song:
    path = tmp_path_factory.mktemp("song") / "track.mp3"
    return open_song(write_song(path, music(3.0), tags={"title": "Dusk", "artist": "Us"}))


def test_four_covers_as_nouns(song: Song) -> None:
    covers = list(cover(song, size=150))
    assert [one.stem for one in covers] == [
        "track-album-1", "track-album-2", "track-conceptual-1", "track-conceptual-2",
    ]  # fmt: skip
    assert {one.picture.pixels.shape for one in covers} == {(150, 150, 3)}
    assert {(one.title, one.artist) for one in covers} == {("Dusk", "Us")}


def test_a_description_that_is_known_is_not_heard_again(song: Song, monkeypatch: pytest.MonkeyPatch) -> None:
    description = describe(song)
    monkeypatch.setattr("albumen.listen.describe", lambda *_, **__: pytest.fail("listened again"))
    (one,) = cover(song, size=150, style="album", count=1, description=description)
    assert one.brief.description is description


def test_the_same_seed_the_same_pixels_another_seed_others(song: Song) -> None:
    description = describe(song)
    first, again, other = (
        next(cover(song, size=150, seed=seed, style="conceptual", count=1, description=description))
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first.picture.pixels, again.picture.pixels)
    assert (first.picture.pixels != other.picture.pixels).any()


def test_more_covers_begin_with_the_same_ones(song: Song) -> None:
    description = describe(song)
    few = list(cover(song, size=150, style="album", count=1, description=description))
    more = list(cover(song, size=150, style="album", count=3, description=description))
    np.testing.assert_array_equal(few[0].picture.pixels, more[0].picture.pixels)


def test_the_release_date_goes_into_the_sentence_alone(song: Song) -> None:
    (one,) = cover(song, size=150, style="album", count=1, released="1987-03-09", lettering=False)
    assert "titled Dusk, released in 1987-03-09, by Us" in one.brief.sentence
    assert (one.title, one.artist) == (None, None)


def test_progress_goes_from_nothing_to_all_and_never_back(song: Song) -> None:
    told: list[float] = []
    list(cover(song, size=150, count=1, progress=lambda done, doing="": told.append(done)))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_an_unknown_engine_is_told_before_listening(song: Song, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("albumen.listen.describe", lambda *_, **__: pytest.fail("listened for nothing"))
    with pytest.raises(AlbumenError, match="no engine called 'nobody'"):
        next(cover(song, engine="nobody"))


def test_silence_has_no_cover(tmp_path: Path) -> None:
    quiet = open_song(write_song(tmp_path / "quiet.flac", np.zeros((1, 90_000), np.float32)))
    with pytest.raises(BadAudio, match="silent from beginning to end"):
        next(cover(quiet, size=150))


def test_a_saved_cover_is_drawn_again_with_the_same_pixels(song: Song, tmp_path: Path) -> None:
    (one,) = cover(song, size=150, style="conceptual", count=1, released="2001")
    saved = one.save(tmp_path)
    again, held = remake(saved.sidecar)
    np.testing.assert_array_equal(again.picture.pixels, one.picture.pixels)
    assert held.brief.sentence == one.brief.sentence
    assert again.save(tmp_path / "again").sha256 == saved.sha256
