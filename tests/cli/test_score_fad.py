"""`albumen score fad`, driven as a command on small made songs."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import numpy as np
import pytest

from albumen.score.embeddings import MusicnnEmbedding
from albumen.score.fad_distance import frechet_distance
from albumen.score.fad_statistics import statistics_of
from tests.shell import albumen, running
from tests.songs import music, write_song


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Chords in `ours` and `theirs`, and noise among the first."""
    desk = tmp_path_factory.mktemp("desk")
    for folder, seeds in (("ours", (0, 1)), ("theirs", (2, 3, 4))):
        (desk / folder).mkdir()
        for seed in seeds:
            write_song(desk / folder / f"{seed}.wav", music(7.0, 16_000, 1, seed), 16_000)
    noise = np.random.default_rng(0).uniform(-0.9, 0.9, (1, 7 * 16_000)).astype(np.float32)
    write_song(desk / "ours" / "noise.wav", noise, 16_000)
    return desk


@pytest.fixture(autouse=True)
def own_cache(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(desk / "cache"))
    monkeypatch.delenv("ALBUMEN_MODELS", raising=False)


def stored(path: Path, folders: list[Path], frames: int) -> Path:
    """Made-up embeddings of four dimensions for every song of the folders."""
    rng = np.random.default_rng(0)
    songs = [song for folder in folders for song in sorted(folder.iterdir())]
    np.savez(path, allow_pickle=False, **{song.name: rng.normal(size=(frames, 4)) for song in songs})
    return path


def kept_in(desk: Path) -> set[str]:
    return {path.name for path in (desk / "cache" / "albumen").rglob("*")}


def test_it_says_the_distance_and_what_it_rests_on(desk: Path) -> None:
    ran = albumen("score", "fad", desk / "ours", "--reference", desk / "theirs")
    assert (ran.code, ran.err) == (0, "")
    assert f"data       {desk / 'ours'}: 3 songs, 6 frames in 0:18" in ran.out
    assert f"reference  {desk / 'theirs'}: 3 songs, 6 frames in 0:18" in ran.out
    assert "embedding  musicnn (msd " in ran.out
    assert "FAD is too high" in ran.out


def test_json_has_the_distance_of_the_frames_themselves(desk: Path) -> None:
    from albumen import audio

    (record,) = albumen("score", "fad", desk / "ours", "--reference", desk / "theirs", "--json").records()
    ear = MusicnnEmbedding()
    ours, theirs = (
        statistics_of(np.concatenate([ear.embed(audio.open(song)) for song in sorted((desk / name).iterdir())]))
        for name in ("ours", "theirs")
    )
    assert record["fad"] == pytest.approx(frechet_distance(ours, theirs), rel=1e-6)
    assert (record["data"]["songs"], record["reference"]["songs"]) == (3, 3)


def test_each_song_is_measured_and_noise_among_chords_stands_out(desk: Path) -> None:
    (record,) = albumen("score", "fad", desk / "ours", "--reference", desk / "theirs", "--per-song", "--json").records()
    assert Path(record["songs"][0]["path"]).name == "noise.wav"
    assert len(record["songs"]) == 3
    said = albumen("score", "fad", desk / "ours", "--reference", desk / "theirs", "--per-song").out
    assert "Songs that lie farthest from the reference:" in said


def test_saved_statistics_are_as_good_as_the_folder(desk: Path, tmp_path: Path) -> None:
    kept = tmp_path / "theirs.npz"
    first = albumen(
        "score", "fad", desk / "ours", "--reference", desk / "theirs", "--save-statistics", kept, "--json"
    )  # fmt: skip
    second = albumen("score", "fad", desk / "ours", "--reference", kept, "--json")
    assert first.code == second.code == 0
    assert first.out == second.out


def test_what_cannot_be_heard_is_named_each_time_and_the_rest_count(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "songs").mkdir()
    (tmp_path / "songs" / "broken.mp3").write_bytes(b"no sound")
    for seed in (5, 6):
        write_song(tmp_path / "songs" / f"{seed}.wav", music(4.0, 16_000, 1, seed), 16_000)
    for _ in range(2):  # the second time the reference comes from the cache
        ran = albumen("score", "fad", desk / "ours", "--reference", tmp_path / "songs", "--json")
        (record,) = ran.records()
        assert ran.code == 1
        assert (ran.err.count("\n"), ran.err.count("broken.mp3")) == (1, 1)
        assert (record["reference"]["songs"], record["reference"]["files"]) == (2, 3)


def test_infinity_and_songs_are_drawn(desk: Path, tmp_path: Path) -> None:
    ear = stored(tmp_path / "ear.npz", [desk / "ours", desk / "theirs"], 40)
    ran = albumen(
        "score", "fad", desk / "ours", "--reference", desk / "theirs", "--embedding", ear, "--infinity", "--per-song",
        "--plots", tmp_path / "plots",
    )  # fmt: skip
    assert ran.code == 0
    assert "FAD-inf" in ran.out
    assert "by frames (R²" in ran.out
    names = {f"fad-{kind}.{ending}" for kind in ("infinity", "songs") for ending in ("png", "svg")}
    assert {path.name for path in (tmp_path / "plots").iterdir()} == names
    assert "1 / frames" in (tmp_path / "plots" / "fad-infinity.svg").read_text()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["ours", "--reference", "theirs", "--embedding", "vggish"], 3, "albumen models pull vggish"),
        (["ours", "--reference", "theirs", "--embedding", "clap"], 2, "There is no embedding 'clap'"),
        (["ours", "--reference", "none.npz"], 1, "none.npz is not there"),
        (["short.wav", "--reference", "theirs"], 1, "needs two frames of sound or more, not 1"),
    ],
)
def test_a_fault_is_one_sentence_with_its_exit_code(
    desk: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str
) -> None:
    write_song(desk / "short.wav", music(2.0, 16_000, 1), 16_000)
    monkeypatch.chdir(desk)
    ran = albumen("score", "fad", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_too_few_frames_for_infinity_still_have_their_fad(desk: Path) -> None:
    ran = albumen("score", "fad", desk / "ours", "--reference", desk / "theirs", "--infinity")
    assert ran.code == 1
    assert "FAD-infinity needs 402 frames or more of 200 dimensions, not 6; give more songs." in ran.out
    assert "\nFAD        " in ran.out


def test_without_a_reference_or_something_to_draw_it_says_how_it_is_used(desk: Path) -> None:
    assert albumen("score", "fad", desk / "ours").code == 2
    assert albumen("score", "fad", desk / "ours", "--reference", desk / "theirs", "--plots", desk / "plots").code == 2


def test_ctrl_c_leaves_nothing_behind(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for number in range(900):
        (tmp_path / "many" / f"{number}.wav").hardlink_to(desk / "ours" / "0.wav")
    kept = tmp_path / "kept.npz"
    words = ("score", "fad", desk / "ours", "--reference", tmp_path / "many", "--save-statistics", kept)
    before = kept_in(desk)
    with running(*words) as process:
        time.sleep(2.5)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert not kept.exists()
    assert kept_in(desk) == before
