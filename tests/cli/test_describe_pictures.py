"""`albumen describe` on pictures, beside songs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.look.pictures import photograph
from tests.shell import albumen


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(photograph(3).pixels).save(path)
    return path


def test_songs_and_pictures_mix(photo: Path, track: Path) -> None:
    ran = albumen("describe", photo, track, "--json")
    seen, heard = ran.records()
    assert (ran.code, ran.complaints) == (0, [])
    assert seen["path"] == str(photo)
    assert seen["scan"]["contour"]["shape"] == [64]
    assert (seen["tempo"], "title" in seen) == (None, False)
    assert (heard["title"], heard["scan"]) == ("Night Train", None)


def test_people_read_of_colours_and_not_of_tempo(photo: Path) -> None:
    told = albumen("describe", photo).out
    assert "palette      #" in told
    assert "valence" in told
    assert "Valdez and Mehrabian" in told
    assert "pulse" not in told
    assert "key" not in told.split("(genres)")[0]


def test_a_picture_under_a_songs_name_is_seen(photo: Path) -> None:
    assert albumen("describe", photo.rename(photo.with_name("song.mp3")), "--json").records()[0]["scan"]


def test_a_bad_picture_is_told_and_the_rest_goes_on(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(photo.read_bytes()[:300])
    ran = albumen("describe", tmp_path / "bad.png", photo, "--json")
    assert ran.code == 1
    assert len(ran.records()) == 1
    assert "bad.png is a damaged or cut-off picture" in ran.err


def test_the_looker_can_be_chosen(photo: Path) -> None:
    ran = albumen("describe", photo, "--looker", "composition")
    assert "Looker: composition was asked for." in ran.err
    assert albumen("describe", photo, "--looker", "nobody").code == 2


def test_a_picture_has_no_taggram(photo: Path, tmp_path: Path) -> None:
    assert albumen("describe", photo, "--plot", tmp_path / "a.png").code == 2


def test_lookers_are_listed_among_the_engines() -> None:
    rows = {(row["room"], row["engine"]): row for row in albumen("engines", "--json").records()}
    assert rows["look", "composition"]["ready"]
    assert any("MusicCaps" in licence for licence in rows["look", "composition"]["licences"])


@pytest.mark.parametrize("others", [0, 1])
def test_where_a_genre_is_seen_is_drawn_of_one_picture_alone(
    photo: Path, track: Path, tmp_path: Path, others: int
) -> None:
    files = [photo, photo.with_name("b.png")] if others else [track]
    ran = albumen("describe", *files, "--cam", tmp_path / "cam.png")
    assert ran.code == 2
    assert "--cam draws one picture; give one file." in ran.err
    assert not (tmp_path / "cam.png").exists()


def test_a_looker_that_sees_no_genre_draws_no_cam(photo: Path, tmp_path: Path) -> None:
    ran = albumen("describe", photo, "--looker", "composition", "--cam", tmp_path / "cam.png")
    assert ran.code == 2
    assert "ask for it with --looker cover-genre" in " ".join(ran.err.split())


def test_who_was_asked_for_is_told_and_not_among_the_records(photo: Path) -> None:
    ran = albumen("describe", photo, "--looker", "composition", "--json")
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["Looker"]
    assert len(ran.records()) == 1
