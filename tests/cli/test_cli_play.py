"""`albumen play` as people use it: folders, earlier runs, bad pictures, interruption."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from albumen.card import Card, Readiness
from albumen.walk.playing.sidecar import read
from tests.players import STUDY, Whistler, hired, patches, write_picture
from tests.shell import albumen, running

SHORT = ("--seconds", "5")


@pytest.fixture(scope="module")
def barn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_picture(tmp_path_factory.mktemp("pictures") / "barn.png")


@pytest.fixture
def whistler() -> Iterator[Whistler]:
    with hired(Whistler()) as player:
        yield player


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """A folder with three pictures, one of them deeper."""
    (tmp_path / "album" / "inner").mkdir(parents=True)
    write_picture(tmp_path / "album" / "one.png", patches(1))
    write_picture(tmp_path / "album" / "two.jpg", patches(2))
    write_picture(tmp_path / "album" / "inner" / "three.webp", patches(3))
    (tmp_path / "album" / "notes.txt").write_text("no picture")
    return tmp_path / "album"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


# --- what is made


def test_the_band_plays_a_picture(barn: Path, tmp_path: Path) -> None:
    words = (*SHORT, "--engine", "band", "--style", "bossa", "--tempo", "130", "--key", "F minor", "--out", tmp_path)
    ran = albumen("play", barn, *words, "--midi", "--stems", "--format", "ogg")
    assert (ran.code, ran.complaints) == (0, [])
    told = json.loads((tmp_path / "barn-1.json").read_text())["played"]
    assert (told["style"], told["tempo"], told["key"]) == ("bossa", 130, "F minor")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "barn-1-stems", "barn-1.json", "barn-1.mid", "barn-1.ogg",
    ]  # fmt: skip


def test_a_folder_keeps_its_tree(album: Path, tmp_path: Path, whistler: Whistler) -> None:
    ran = albumen("play", album, *SHORT, "--out", tmp_path / "music", "--json")
    assert [record["made"] for record in ran.records()] == [1, 1, 1]
    sounds = [name for name in contents(tmp_path / "music") if name.endswith(".flac")]
    assert sounds == ["inner/three-1.flac", "one-1.flac", "two-1.flac"]


def test_json_tells_what_was_made(barn: Path, tmp_path: Path, whistler: Whistler) -> None:
    ran = albumen("play", barn, *SHORT, "--top", "2", "--midi", "--stems", "--json", "--out", tmp_path)
    (record,) = ran.records()
    assert (record["picture"], record["found"], record["made"], record["notes"]) == (str(barn), False, 2, [])
    likeliest = read(tmp_path / "barn-1.json").brief.description.top("genres", 2)
    assert [piece["genre"] for piece in record["pieces"]] == likeliest
    for piece in record["pieces"]:
        files = [piece["sound"], piece["sidecar"], piece["midi"], *piece["stems"]]
        assert len(files) == 5
        assert all(Path(file).is_file() for file in files)


def test_engine_auto_says_which_and_why(barn: Path, tmp_path: Path) -> None:
    ran = albumen("play", barn, *SHORT, "--out", tmp_path)
    assert ran.err == "Engine: band is the best engine that is ready.\n"


# --- an earlier run


def test_a_second_run_plays_and_looks_at_nothing(
    barn: Path, tmp_path: Path, whistler: Whistler, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("play", barn, *SHORT, "--top", "2", "--stems", "--midi", "--out", tmp_path / "m", "--json")
    albumen(*words)
    before = times(tmp_path / "m")
    monkeypatch.setattr("albumen.look.describe", lambda *_, **__: pytest.fail("it was looked at again"))
    ran = albumen(*words)
    assert ran.records()[0]["found"] is True
    assert times(tmp_path / "m") == before
    assert len(whistler.briefs) == 2


@pytest.mark.parametrize("lost", ["barn-2.flac", "barn-2.json", "barn-2.mid", "barn-2-stems/1-melody.flac"])
def test_only_what_is_missing_or_damaged_is_played_again(
    lost: str, barn: Path, tmp_path: Path, whistler: Whistler
) -> None:
    words = ("play", barn, *SHORT, "--top", "2", "--stems", "--midi", "--out", tmp_path / "m", "--json")
    albumen(*words)
    whole, first = contents(tmp_path / "m"), (tmp_path / "m" / "barn-1.flac").stat().st_mtime_ns
    (tmp_path / "m" / lost).write_bytes(whole[lost][:-20])
    assert albumen(*words).records()[0]["made"] == 1
    assert contents(tmp_path / "m") == whole
    assert (tmp_path / "m" / "barn-1.flac").stat().st_mtime_ns == first


@pytest.mark.parametrize(
    "wish",
    ["--seed 3", "--seconds 6", "--genre Folk", "--midi", "--stems", "--set loud=0.1", "--top 2"],
)
def test_other_wishes_are_played_anew(wish: str, barn: Path, tmp_path: Path, whistler: Whistler) -> None:
    words = ("play", barn, *SHORT, "--out", tmp_path, "--json")
    albumen(*words)
    assert albumen(*words, *wish.split()).records()[0]["made"] >= 1
    assert albumen(*words, *wish.split()).records()[0]["made"] == 0


def test_a_genre_that_only_the_description_holds_is_not_taken_for_what_was_seen(barn: Path, tmp_path: Path) -> None:
    player = Whistler()
    player.options = {}
    words = ("play", barn, *SHORT, "--out", tmp_path, "--json")
    with hired(player):
        assert [albumen(*words, *wish).records()[0]["made"] for wish in (["--genre", "Folk"], [], [])] == [1, 1, 0]


def test_another_picture_of_the_same_name_is_played_anew(tmp_path: Path, whistler: Whistler) -> None:
    words = ("play", tmp_path / "barn.png", *SHORT, "--out", tmp_path / "m", "--json")
    for seed in (1, 2):
        write_picture(tmp_path / "barn.png", patches(seed))
        assert albumen(*words).records()[0]["made"] == 1


def test_overwrite_plays_the_same_again(barn: Path, tmp_path: Path, whistler: Whistler) -> None:
    words = ("play", barn, *SHORT, "--out", tmp_path, "--json")
    albumen(*words)
    whole = contents(tmp_path)
    assert albumen(*words, "--overwrite").records()[0]["made"] == 1
    assert contents(tmp_path) == whole


# --- from a sidecar


def test_a_sidecar_makes_the_same_bytes_without_the_picture(tmp_path: Path, whistler: Whistler) -> None:
    picture = write_picture(tmp_path / "barn.png")
    albumen("play", picture, *SHORT, "--stems", "--midi", "--format", "mp3", "--out", tmp_path / "one")
    picture.unlink()
    ran = albumen("play", "--from", tmp_path / "one" / "barn-1.json", "--out", tmp_path / "two", "--json")
    assert ran.records()[0]["same_bytes"] is True
    assert contents(tmp_path / "two") == contents(tmp_path / "one")


def test_a_sidecar_of_a_cover_is_told_from_one_of_music(covers: Path) -> None:
    ran = albumen("play", "--from", covers / "track-album-1.json")
    assert ran.code == 1
    assert "run: albumen cover --from" in ran.err


# --- what goes wrong


def test_bad_pictures_are_each_named_and_the_others_are_done(album: Path, tmp_path: Path, whistler: Whistler) -> None:
    (album / "empty.png").write_bytes(b"")
    (album / "cut.jpg").write_bytes((album / "two.jpg").read_bytes()[:300])
    (album / "text.gif").write_text("no picture at all")
    ran = albumen("play", album, tmp_path / "gone.png", *SHORT, "--out", tmp_path / "m", "--json")
    assert ran.code == 1
    assert len(ran.records()) == 3
    for name in ("empty.png", "cut.jpg", "text.gif", "gone.png"):
        assert len(re.findall(rf"albumen: \S*{name} .*\.$", ran.err, re.MULTILINE)) == 1
    assert "4 failed, 3 done" in ran.err


def test_a_folder_without_pictures_is_named(tmp_path: Path, whistler: Whistler) -> None:
    (tmp_path / "empty").mkdir()
    ran = albumen("play", tmp_path / "empty", *SHORT, "--out", tmp_path / "m")
    assert ran.code == 1
    assert "There are no pictures in" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "give pictures"),
        (["x.png", "--from", "y.json"], "give pictures"),
        (["x.png", "--seconds", "0.1"], "seconds"),
        (["x.png", "--top", "0"], "top"),
        (["x.png", "--format", "aiff"], "aiff"),
        (["x.png", "--set", "loud"], "NAME=VALUE"),
        (["x.png", "--genre", "Polka"], "There is no genre 'Polka'; there are: Pop, Hip hop,"),
        (["x.png", "--set", "colour=red"], "has no setting 'colour'"),
        (["x.png", "--engine", "band", "--style", "polka"], "no style 'polka'"),
        (["x.png", "--engine", "band", "--alpha", "0.5"], "band has no setting 'alpha'; there are: style, genre,"),
        (["x.png", "--engine", "band", "--alpha", "0.5"], "(vae would: --engine vae)"),
        (["x.png", "--engine", "band", "--alpha", "0.5", "--set", "alpha=1"], "alpha is set twice"),
        (["x.png", "--engine", "band", "--key", "H major"], "key 'H major'"),
        (["x.png", "--looker", "nobody"], "there is no looker 'nobody'"),
    ],
    ids=str,
)
def test_wrong_use_exits_with_2_and_says_what(words: list[str], said: str, whistler: Whistler) -> None:
    ran = albumen("play", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())


def test_an_unknown_engine_is_told_those_there_are(barn: Path) -> None:
    ran = albumen("play", barn, "--engine", "nobody")
    assert ran.code == 2
    assert re.search(r"there is no engine 'nobody'; there are: .*\bband\b", ran.err)


def test_an_engine_that_is_not_ready_exits_with_3_and_the_remedy(barn: Path, tmp_path: Path) -> None:
    lame = Whistler()
    lame.card = Card("whistler", "", ready=lambda: Readiness(False, "no lips", "whistle elsewhere"))
    with hired(lame):
        ran = albumen("play", barn, "--engine", "whistler", "--out", tmp_path / "m")
    assert ran.code == 3
    assert "no lips; whistle elsewhere" in ran.err
    assert not (tmp_path / "m").exists()


def test_models_that_are_not_free_are_named(barn: Path, tmp_path: Path) -> None:
    with hired(Whistler((STUDY,))):
        ran = albumen("play", barn, *SHORT, "--out", tmp_path)
    assert "Licence: whistle-vae is not free for commercial use (CC BY-NC 4.0)." in ran.err


def test_a_full_disk_leaves_what_was_there(barn: Path, tmp_path: Path, whistler: Whistler) -> None:
    albumen("play", barn, *SHORT, "--out", tmp_path / "m")
    before = contents(tmp_path / "m")
    full = OSError(28, "No space left on device")
    with mock.patch("albumen.sleeve.atomic._sync", side_effect=full):
        ran = albumen("play", barn, *SHORT, "--seed", "2", "--out", tmp_path / "m")
    assert ran.code == 1
    assert "No space left on device" in ran.err
    assert contents(tmp_path / "m") == before


# --- stopped


def whole(folder: Path) -> int:
    """How many pieces there are; every file of every piece must be whole, and nothing else may lie there."""
    sidecars = list(folder.glob("[!.]*.json"))
    files = set()
    for path in sidecars:
        written = read(path).written
        for name, sha256 in {written.file: written.sha256, **written.also}.items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256
            files.add(folder / name)
    others = {path for path in folder.rglob("*.*") if path.is_file()} - files - set(sidecars)
    assert all(not path.name.startswith(".") for path in others)
    return len(sidecars)


def test_ctrl_c_leaves_whole_pieces_and_the_next_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "album").mkdir()
    for seed in range(4):
        write_picture(tmp_path / "album" / f"{seed}.png", patches(seed))
    words = ("play", tmp_path / "album", *SHORT, "--style", "ambient", "--out", tmp_path / "m")
    with running(*words) as process:
        deadline = time.monotonic() + 60
        while not list((tmp_path / "m").glob("[!.]*.json")):
            assert process.poll() is None, "it was done before it could be stopped"
            assert time.monotonic() < deadline
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert said.endswith("the same command goes on from there.\n")
    left = whole(tmp_path / "m")
    assert 1 <= left < 4
    ran = albumen(*words, "--json")
    assert sum(record["made"] for record in ran.records()) == 4 - left
    assert whole(tmp_path / "m") == 4
    shutil.rmtree(tmp_path / "album")


def test_the_rooms_of_the_way_back_are_listed() -> None:
    told = [json.loads(line) for line in albumen("engines", "--json").out.splitlines()]
    rooms = {(row["room"], row["engine"]): row for row in told}
    assert ("look", "composition") in rooms
    assert set(rooms["play", "band"]["options"]) >= {"style", "genre", "tempo", "key"}
    assert "play/band" in albumen("doctor").out


def test_people_read_that_the_piece_is_the_same_again(barn: Path, tmp_path: Path, whistler: Whistler) -> None:
    assert albumen("play", barn, *SHORT, "--engine", "whistler", "--out", tmp_path / "one").code == 0
    ran = albumen("play", "--from", tmp_path / "one" / "barn-1.json", "--out", tmp_path / "two")
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'two' / 'barn-1.flac'}: the same bytes again\n")
