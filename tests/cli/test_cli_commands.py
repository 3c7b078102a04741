from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from albumen import audio
from albumen.card import Card, Readiness
from albumen.draw.press.engine import Press
from albumen.sleeve import front_cover
from albumen.vocabulary import GENRES, MOODS
from tests.shell import albumen, running
from tests.songs import music, write_song


@pytest.fixture(scope="module")
def print_of_3000(track: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    assert albumen("cover", track, "--style", "album", "-n", "1", "--out", folder).code == 0
    return folder / "track-album-1.jpg"


def test_describe_tells_every_field_as_json(track: Path) -> None:
    (record,) = albumen("describe", track, "--json").records()
    assert record["path"] == str(track)
    assert (record["title"], record["artist"], record["released"]) == ("Night Train", "The Sleepers", "2024-05-06")
    assert record["duration"] == pytest.approx(3.0, abs=0.05)
    assert sorted(record["genres"]) == sorted(GENRES)
    assert sorted(record["moods"]) == sorted(MOODS)
    assert np.isfinite(record["embedding"]).all()
    assert len(record["embedding"]) == 992
    assert set(record["affect"]) == {"valence", "arousal"}
    fields = {"tags", "tempo", "key", "loudness", "brightness", "onset_rate", "palette", "material", "sources"}
    assert fields < set(record)


def test_describe_tells_people_the_likeliest_first(track: Path) -> None:
    (record,) = albumen("describe", track, "--json").records()
    said = albumen("describe", track).out
    best = max(record["tags"], key=lambda tag: record["tags"][tag])
    assert f"tags         {best} {record['tags'][best]:.0%}, " in said
    assert f"{record['loudness']:.1f} LUFS" in said


def test_a_number_that_is_none_is_null(track: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from albumen.description import Description

    monkeypatch.setattr("albumen.listen.describe", lambda *_, **__: Description(loudness=float("nan"), tags={"a": 0.5}))
    (record,) = albumen("describe", track, "--json").records()
    assert record["loudness"] is None


def test_describe_draws_the_taggram(track: Path, tmp_path: Path) -> None:
    assert albumen("describe", track, "--plot", tmp_path / "taggram.png").code == 0
    with Image.open(tmp_path / "taggram.png") as image:
        assert (image.format, image.width) == ("PNG", 1200)


def test_a_plot_of_two_songs_is_wrong_use(track: Path, tmp_path: Path) -> None:
    shutil.copy(track, tmp_path / "two.mp3")
    ran = albumen("describe", track, tmp_path, "--plot", tmp_path / "x.png")
    assert ran.code == 2
    assert not (tmp_path / "x.png").exists()


def test_a_finished_cover_is_taken_by_every_store(print_of_3000: Path) -> None:
    names = ("--title", "Night Train", "--artist", "The Sleepers")
    ran = albumen("check", print_of_3000, *names, "--json")
    assert ran.code == 0
    (record,) = ran.records()
    assert (record["ok"], record["findings"]) == (True, [])
    assert record["stores"] == ["spotify", "apple", "distrokid", "bandcamp", "imusician", "ditto"]


def test_check_holds_the_words_against_the_release(print_of_3000: Path) -> None:
    ran = albumen("check", print_of_3000, "--title", "Day Bus", "--store", "apple")
    assert ran.code == 1
    assert "'Night Train' on the cover and 'Day Bus' in the metadata" in ran.out
    assert ran.complaints == [f"albumen: {print_of_3000} would be refused by apple."]


def test_check_goes_on_after_what_is_no_picture(covers: Path, track: Path) -> None:
    ran = albumen("check", track, covers / "track-album-1.jpg", covers / "none.jpg", "--store", "spotify", "--json")
    assert ran.code == 1
    assert [record["cover"] for record in ran.records()] == [str(covers / "track-album-1.jpg")]
    assert len(ran.complaints) == 3


def test_check_with_an_unknown_store_is_wrong_use(covers: Path) -> None:
    ran = albumen("check", covers / "track-album-1.jpg", "--store", "spotify,kiosk")
    assert ran.code == 2
    assert "'kiosk'" in ran.err


def test_embed_puts_the_cover_in_and_keeps_the_sound(track: Path, covers: Path, tmp_path: Path) -> None:
    song = Path(shutil.copy(track, tmp_path))
    before = audio.open(song).source.read(0, 9).samples
    ran = albumen("embed", song, covers / "track-album-1.jpg", "--backup", "--json")
    (record,) = ran.records()
    assert (ran.code, record["changed"], record["width"], record["height"]) == (0, True, 200, 200)
    assert front_cover(song) == (covers / "track-album-1.jpg").read_bytes()
    np.testing.assert_array_equal(audio.open(song).source.read(0, 9).samples, before)
    assert (tmp_path / "track.mp3.bak").read_bytes() == track.read_bytes()


def test_embed_if_empty_leaves_a_cover_alone(track: Path, covers: Path, tmp_path: Path) -> None:
    song = Path(shutil.copy(track, tmp_path))
    assert albumen("embed", song, covers / "track-album-1.jpg").code == 0
    ran = albumen("embed", song, covers / "track-album-2.jpg", "--if-empty")
    assert ran.code == 0
    assert "left as it is, because it has a cover already" in ran.out
    assert front_cover(song) == (covers / "track-album-1.jpg").read_bytes()


@pytest.mark.parametrize("swap", [False, True])
def test_embed_of_what_is_no_song_or_no_picture_changes_nothing(
    swap: bool, track: Path, covers: Path, tmp_path: Path
) -> None:
    song, cover = Path(shutil.copy(track, tmp_path)), Path(shutil.copy(covers / "track-album-1.jpg", tmp_path))
    before = song.read_bytes(), cover.read_bytes()
    ran = albumen("embed", cover, cover) if swap else albumen("embed", song, song)
    assert (ran.code, len(ran.complaints)) == (1, 1)
    assert (song.read_bytes(), cover.read_bytes()) == before


def test_engines_are_listed_with_their_licences() -> None:
    records = {(record["room"], record["engine"]): record for record in albumen("engines", "--json").records()}
    assert ("draw", "press") in records
    assert records["listen", "musicnn"]["ready"] is True
    assert any("ISC" in licence for licence in records["listen", "musicnn"]["licences"])
    table = albumen("engines").out
    assert all(name in table for room, name in records)


def test_doctor_finds_all_well_here() -> None:
    ran = albumen("doctor", "--json")
    assert ran.code == 0
    assert {"python", "numpy", "decoders", "draw/press"} <= {record["what"] for record in ran.records()}


def test_doctor_exits_with_3_and_says_what_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Press, "card", Card("press", "", ready=lambda: Readiness(False, "no paper", "buy some")))
    ran = albumen("doctor")
    assert ran.code == 3
    assert "BAD  draw/press: no paper buy some\n" in ran.out


def test_debug_shows_the_traceback_wherever_it_stands(tmp_path: Path) -> None:
    with running("describe", tmp_path / "none.mp3", "--debug") as process:
        err = process.communicate(timeout=30)[1]
    assert process.returncode == 1
    assert "Traceback" in err
    assert err.endswith(f"albumen: {tmp_path / 'none.mp3'} is not there; check its name.\n")


def test_every_command_has_help() -> None:
    for command in ("cover", "describe", "check", "embed", "engines", "doctor"):
        ran = albumen(command, "--help")
        assert ran.code == 0
        assert f"albumen {command}" in ran.out
    assert "--released" in albumen("cover", "-h").out


def test_the_version() -> None:
    from albumen import __version__

    assert albumen("--version").out == f"albumen {__version__}\n"


def test_a_song_of_a_second_is_the_shortest(tmp_path: Path) -> None:
    write_song(tmp_path / "short.wav", music(0.9))
    write_song(tmp_path / "long.wav", music(1.1))
    ran = albumen("describe", tmp_path, "--json")
    assert ran.code == 1
    assert [Path(record["path"]).name for record in ran.records()] == ["long.wav"]
    assert "only 0.90 s of sound" in ran.err


def test_a_mistake_of_ours_outside_of_any_song_is_one_sentence_too(
    track: Path, covers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("albumen.sleeve.embed", lambda *_, **__: 1 / 0)
    ran = albumen("embed", track, covers / "track-album-1.jpg")
    assert ran.code == 1
    assert ran.err == (
        "albumen: albumen met an error that should not be (ZeroDivisionError: division by zero); "
        "report what --debug shows.\n"
    )
