from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from albumen import audio
from albumen.card import Card, Readiness
from albumen.draw.press.engine import Press
from albumen.sleeve import front_cover, read_sidecar
from tests.shell import albumen, running
from tests.songs import music, write_song

SMALL = ("--size", "200")
FOUR = ["track-album-1", "track-album-2", "track-conceptual-1", "track-conceptual-2"]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_four_covers_with_sidecars_and_a_sheet(covers: Path) -> None:
    assert sorted(contents(covers)) == sorted(
        [f"{stem}{ending}" for stem in FOUR for ending in (".jpg", ".json")] + ["track-sheet.jpg"]
    )
    for stem in FOUR:
        with Image.open(covers / f"{stem}.jpg") as image:
            assert image.size == (200, 200)


def test_no_two_covers_are_alike(covers: Path) -> None:
    pictures = [np.asarray(Image.open(covers / f"{stem}.jpg").convert("RGB"), float) for stem in FOUR]
    assert all(np.abs(a - b).mean() > 5 for i, a in enumerate(pictures) for b in pictures[:i])


def test_the_tags_are_lettered_and_told_to_engines_in_a_sentence(covers: Path) -> None:
    held = read_sidecar(covers / "track-album-1.json")
    assert (held.title, held.artist) == ("Night Train", "The Sleepers")
    genre, tags = held.brief.description.top("genres", 1)[0], ", ".join(held.brief.description.top("tags", 5))
    assert held.brief.sentence == (
        f"cover album of {genre} song, titled Night Train, released in 2024-05-06, by The Sleepers, "
        f"with the following music tags {tags}"
    )


def test_title_artist_and_date_can_be_overridden(track: Path, tmp_path: Path) -> None:
    names = ("--title", "Dawn", "--artist", "Someone", "--released", "1999")
    assert albumen("cover", track, *SMALL, "-n", "1", "--style", "album", *names, "--out", tmp_path).code == 0
    held = read_sidecar(tmp_path / "track-album-1.json")
    assert (held.title, held.artist) == ("Dawn", "Someone")
    assert "titled Dawn, released in 1999, by Someone" in held.brief.sentence


def test_without_lettering_the_picture_is_another_and_the_sentence_the_same(
    track: Path, covers: Path, tmp_path: Path
) -> None:
    words = ("--no-lettering", "-n", "1", "--style", "album", "--out", tmp_path)
    assert albumen("cover", track, *SMALL, *words).code == 0
    bare, lettered = read_sidecar(tmp_path / "track-album-1.json"), read_sidecar(covers / "track-album-1.json")
    assert (bare.title, bare.artist) == (None, None)
    assert bare.sha256 != lettered.sha256
    assert bare.brief.sentence == lettered.brief.sentence


def test_one_style_one_cover_no_sheet(track: Path, tmp_path: Path) -> None:
    words = ("--style", "conceptual", "-n", "1", "--format", "png", "--out", tmp_path)
    assert albumen("cover", track, *SMALL, *words).code == 0
    assert sorted(contents(tmp_path)) == ["track-conceptual-1.json", "track-conceptual-1.png"]
    with Image.open(tmp_path / "track-conceptual-1.png") as image:
        assert image.format == "PNG"


def test_another_process_draws_the_same_bytes(track: Path, covers: Path, tmp_path: Path) -> None:
    with running("cover", track, *SMALL, "--out", tmp_path / "two") as process:
        assert process.wait(60) == 0
    assert contents(tmp_path / "two") == contents(covers)


def test_another_seed_draws_other_covers(track: Path, covers: Path, tmp_path: Path) -> None:
    assert albumen("cover", track, *SMALL, "--seed", "7", "--out", tmp_path).code == 0
    assert not {data for name, data in contents(tmp_path).items()} & set(contents(covers).values())


def test_json_tells_what_was_made_and_by_whom(track: Path, tmp_path: Path) -> None:
    ran = albumen("cover", track, *SMALL, "--json", "--out", tmp_path)
    (record,) = ran.records()
    assert record == {
        "song": str(track),
        "engine": "press",
        "covers": [str(tmp_path / f"{stem}.jpg") for stem in FOUR],
        "sheet": str(tmp_path / "track-sheet.jpg"),
        "found": False,
        "drawn": 4,
        "notes": [],
    }


def test_engine_auto_says_which_and_why(track: Path, covers: Path) -> None:
    ran = albumen("cover", track, *SMALL, "--out", covers)
    assert re.fullmatch(r"Engine: press is the best engine that is ready( \(diffusion: .+\))?\.\n", ran.err)


def test_an_unknown_engine_is_wrong_use(track: Path, tmp_path: Path) -> None:
    ran = albumen("cover", track, "--engine", "nobody", "--out", tmp_path)
    assert ran.code == 2
    assert re.search(r"there is no engine 'nobody'; there are: .*\bpress\b", ran.err)


@pytest.mark.parametrize("engine", ["press", "auto"])
def test_an_engine_that_is_not_ready_exits_with_3_and_the_remedy(
    engine: str, track: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Card("press", "", ready=lambda: Readiness(False, "no paper", "buy some"))
    monkeypatch.setattr(Press, "card", broken)
    ran = albumen("cover", track, "--engine", engine, "--out", tmp_path)
    assert ran.code == 3
    assert "no paper" in ran.err
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("words", [[], ["x.mp3", "--from", "y.json"], ["x.mp3", "--size", "1"], ["x.mp3", "-n", "0"]])
def test_wrong_use_exits_with_2(words: list[str]) -> None:
    ran = albumen("cover", *words)
    assert ran.code == 2
    assert ran.out == ""


# --- an earlier run


def test_a_second_run_draws_nothing(track: Path, covers: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in covers.iterdir()}
    ran = albumen("cover", track, *SMALL, "--out", covers, "--json")
    assert ran.records()[0]["found"] is True
    assert {path: path.stat().st_mtime_ns for path in covers.iterdir()} == before


def test_overwrite_draws_again(track: Path, covers: Path, tmp_path: Path) -> None:
    shutil.copytree(covers, tmp_path / "c")
    ran = albumen("cover", track, *SMALL, "--out", tmp_path / "c", "--json", "--overwrite")
    assert ran.records()[0]["drawn"] == 4
    assert contents(tmp_path / "c") == contents(covers)


def test_only_what_is_missing_or_damaged_is_drawn_again(track: Path, covers: Path, tmp_path: Path) -> None:
    shutil.copytree(covers, tmp_path / "c")
    (tmp_path / "c" / "track-album-2.jpg").unlink()
    (tmp_path / "c" / "track-conceptual-1.json").write_text("{")
    damaged = tmp_path / "c" / "track-conceptual-2.jpg"
    damaged.write_bytes(damaged.read_bytes()[:-100])
    ran = albumen("cover", track, *SMALL, "--out", tmp_path / "c", "--json")
    assert ran.records()[0]["drawn"] == 3
    made, whole = contents(tmp_path / "c"), contents(covers)
    assert made.pop("track-sheet.jpg")
    assert whole.pop("track-sheet.jpg")
    assert made == whole


def test_nothing_is_heard_twice(track: Path, covers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(covers, tmp_path / "c")
    (tmp_path / "c" / "track-album-2.jpg").unlink()

    def deaf(*_: object, **__: object) -> None:
        pytest.fail("the song was listened to again")

    monkeypatch.setattr("albumen.listen.describe", deaf)
    assert albumen("cover", track, *SMALL, "--out", tmp_path / "c").code == 0
    assert (tmp_path / "c" / "track-album-2.jpg").read_bytes() == (covers / "track-album-2.jpg").read_bytes()


@pytest.mark.parametrize(
    "wish",
    [["--seed", "3"], ["--size", "210"], ["--title", "Other"], ["--released", "1970"], ["--no-lettering"]],
    ids=lambda wish: wish[0],
)
def test_other_wishes_are_drawn_anew(wish: list[str], track: Path, covers: Path, tmp_path: Path) -> None:
    words = ("--style", "album", "-n", "1", "--json", "--out", tmp_path)
    shutil.copytree(covers, tmp_path, dirs_exist_ok=True)
    assert albumen("cover", track, *SMALL, *words).records()[0]["drawn"] == 0
    assert albumen("cover", track, *SMALL, *wish, *words).records()[0]["drawn"] == 1


def test_another_song_of_the_same_name_is_drawn_anew(track: Path, covers: Path, tmp_path: Path) -> None:
    shutil.copytree(covers, tmp_path / "c")
    tags = {"title": "Night Train", "artist": "The Sleepers", "date": "2024-05-06"}
    other = write_song(tmp_path / "track.mp3", music(3.5, seed=5), tags=tags)
    assert albumen("cover", other, *SMALL, "--out", tmp_path / "c", "--json").records()[0]["drawn"] == 4


# --- from a sidecar


def test_a_sidecar_makes_the_same_bytes_without_the_song(
    covers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stem in FOUR:
        shutil.copy(covers / f"{stem}.json", tmp_path)
    monkeypatch.chdir(tmp_path)
    for stem in FOUR:
        ran = albumen("cover", "--from", f"{stem}.json", "--out", "again", "--json")
        record = {"sidecar": f"{stem}.json", "cover": f"again/{stem}.jpg", "same_bytes": True}
        assert (ran.code, ran.records()) == (0, [record])
        assert Path("again", f"{stem}.jpg").read_bytes() == (covers / f"{stem}.jpg").read_bytes()
        assert Path("again", f"{stem}.json").read_bytes() == (covers / f"{stem}.json").read_bytes()


def test_a_sidecar_makes_the_same_bytes_after_the_song_is_gone_and_in_another_process(
    track: Path, tmp_path: Path
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    song = shutil.copy(track, tmp_path / "here" / "gone.mp3")
    words = ("--style", "conceptual", "-n", "1", "--out", tmp_path / "here")
    assert albumen("cover", song, *SMALL, *words).code == 0
    Path(song).unlink()
    with running("cover", "--from", "../here/gone-conceptual-1.json", cwd=tmp_path / "there") as process:
        out, err = process.communicate(timeout=60)
    assert (out, err) == ("covers/gone-conceptual-1.jpg: the same bytes again\n", "")
    first, second = (tmp_path / place / "gone-conceptual-1.jpg" for place in ("here", "there/covers"))
    assert first.read_bytes() == second.read_bytes()


def test_a_sidecar_from_before_there_was_a_sentence_still_serves(covers: Path, tmp_path: Path) -> None:
    held = json.loads((covers / "track-album-1.json").read_text())
    del held["brief"]["sentence"]
    (tmp_path / "old.json").write_text(json.dumps(held))
    ran = albumen("cover", "--from", tmp_path / "old.json", "--out", tmp_path, "--json")
    assert ran.records()[0]["same_bytes"] is True


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        (
            "models",
            [{"name": "old-weights", "revision": "12ab", "licence": ""}],
            "made with old-weights 12ab, this one",
        ),
        ("albumen", "0.0.9", "made by albumen 0.0.9"),
        ("sha256", "", "libraries, the device or a setting differ"),
    ],
)
def test_another_cover_than_it_was_says_why(key: str, value: object, said: str, covers: Path, tmp_path: Path) -> None:
    held = json.loads((covers / "track-album-1.json").read_text())
    held["picture"]["sha256"] = "0" * 64
    place = held["engine"] if key == "models" else held
    if value:
        place[key] = value
    (tmp_path / "then.json").write_text(json.dumps(held))
    ran = albumen("cover", "--from", tmp_path / "then.json", "--out", tmp_path / "now")
    assert ran.code == 0
    assert "made again, but other bytes" in ran.out
    assert said in ran.out


@pytest.mark.parametrize("damage", ["missing", "empty", "text", "list", "half", "nan", "version", "folder"])
def test_a_bad_sidecar_is_one_sentence(damage: str, covers: Path, tmp_path: Path) -> None:
    whole = (covers / "track-album-1.json").read_text()
    path = tmp_path / "x.json"
    if damage == "folder":
        path.mkdir()
    elif damage != "missing":
        held = {"empty": "", "text": "no json", "list": "[1]", "half": whole[: len(whole) // 2]}
        held |= {"nan": whole.replace('"seed": 0', '"seed": NaN')}
        held |= {"version": whole.replace('"sidecar": 1', '"sidecar": 99')}
        path.write_text(held[damage])
    ran = albumen("cover", "--from", path, "--out", tmp_path / "out")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert str(path) in ran.err
    assert not (tmp_path / "out").exists()


# --- into the song


@pytest.mark.parametrize("suffix", ["mp3", "flac", "m4a", "ogg", "wav"])
def test_embed_keeps_the_sound_and_the_next_run_finds_all_done(suffix: str, tmp_path: Path) -> None:
    song = write_song(tmp_path / f"song.{suffix}", music(2.0), tags={"title": "A"})
    before = audio.open(song).source.read(0, 10).samples
    words = ("cover", song, *SMALL, "--style", "album", "-n", "1", "--out", tmp_path / "c", "--json")
    first = albumen(*words)
    assert first.records()[0]["drawn"] == 1
    assert front_cover(song) is None
    embedding = albumen(*words, "--embed")
    assert (embedding.code, embedding.records()[0]["drawn"], embedding.records()[0]["notes"]) == (0, 0, [])
    assert front_cover(song) == (tmp_path / "c" / "song-album-1.jpg").read_bytes()
    np.testing.assert_array_equal(audio.open(song).source.read(0, 10).samples, before)
    again = albumen(*words, "--embed")
    assert (again.code, again.records()[0]["found"], again.records()[0]["notes"]) == (0, True, [])


def test_a_larger_cover_that_is_there_stays_and_is_told(track: Path, tmp_path: Path) -> None:
    song = Path(shutil.copy(track, tmp_path / "song.mp3"))
    Image.new("RGB", (500, 500), "teal").save(tmp_path / "own.jpg")
    assert albumen("embed", song, tmp_path / "own.jpg").code == 0
    ran = albumen("cover", song, *SMALL, "--style", "album", "-n", "1", "--embed", "--out", tmp_path / "c")
    assert ran.code == 0
    assert "note: not put into" in ran.out
    assert front_cover(song) == (tmp_path / "own.jpg").read_bytes()
