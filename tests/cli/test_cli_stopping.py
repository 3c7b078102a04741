"""Ctrl-C and kill in the middle of a folder: only whole covers remain, and the next run goes on from there."""

from __future__ import annotations

import hashlib
import shutil
import signal
import time
from pathlib import Path

import pytest
from PIL import Image

from albumen.sleeve import read_sidecar
from tests.shell import albumen, on_a_terminal, running

SMALL = ("--size", "300")
SONGS = 4


@pytest.fixture
def library(track: Path, tmp_path: Path) -> Path:
    """A folder of several songs."""
    (tmp_path / "music").mkdir()
    for number in range(SONGS):
        shutil.copy(track, tmp_path / "music" / f"song {number}.mp3")
    return tmp_path / "music"


def whole_covers(folder: Path) -> int:
    """How many covers there are; every one must decode and be what its sidecar says, and nothing else may lie there."""
    names = {path.name for path in folder.iterdir()}
    covers = {name for name in names if name.endswith(".jpg") and not name.endswith("-sheet.jpg")}
    sheets = {name for name in names if name.endswith("-sheet.jpg")}
    assert names == covers | sheets | {name.replace(".jpg", ".json") for name in covers}
    for name in covers | sheets:
        with Image.open(folder / name) as image:
            image.load()
    for name in covers:
        sidecar = read_sidecar((folder / name).with_suffix(".json"))
        assert sidecar.sha256 == hashlib.sha256((folder / name).read_bytes()).hexdigest()
    return len(covers)


def stopped_after(covers: int, by: signal.Signals, library: Path, out: Path, times: int = 1) -> tuple[int, str]:
    """Starts on the folder and sends a signal when so many covers are there; the exit code and what was said."""
    with running("cover", library, *SMALL, "--out", out) as process:
        deadline = time.monotonic() + 60
        while len(list(out.glob("song*-?.jpg"))) < covers:
            assert process.poll() is None, "it was done before it could be stopped"
            assert time.monotonic() < deadline
            time.sleep(0.001)
        for _ in range(times):
            process.send_signal(by)
            time.sleep(0.02)
        said = process.communicate(timeout=60)[1]
        return process.returncode, said


@pytest.mark.parametrize(
    ("by", "covers", "times"), [(signal.SIGINT, 1, 1), (signal.SIGINT, 7, 5), (signal.SIGTERM, 3, 1)]
)
def test_only_whole_covers_remain_and_the_next_run_goes_on(
    by: signal.Signals, covers: int, times: int, library: Path, tmp_path: Path
) -> None:
    out = tmp_path / "covers"
    code, said = stopped_after(covers, by, library, out, times)
    assert code == 130
    assert "Traceback" not in said
    assert said.endswith("the same command goes on from there.\n")
    left = whole_covers(out)
    assert covers <= left < 4 * SONGS
    before = {path: path.stat().st_mtime_ns for path in out.iterdir() if path.suffix == ".json"}
    ran = albumen("cover", library, *SMALL, "--out", out, "--json")
    assert ran.code == 0
    assert sum(record["drawn"] for record in ran.records()) == 4 * SONGS - left
    assert whole_covers(out) == 4 * SONGS
    assert all(path.stat().st_mtime_ns == then for path, then in before.items())


def test_stopped_covers_are_the_same_bytes_as_those_of_an_undisturbed_run(library: Path, tmp_path: Path) -> None:
    stopped_after(2, signal.SIGINT, library, tmp_path / "one")
    for out in ("one", "two"):
        assert albumen("cover", library, *SMALL, "--out", tmp_path / out).code == 0
    for path in (tmp_path / "two").glob("*-?.jpg"):
        assert (tmp_path / "one" / path.name).read_bytes() == path.read_bytes()


def test_a_closed_pipe_ends_it_quietly(library: Path) -> None:
    """`albumen describe FOLDER | head -1`."""
    with running("describe", library) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"{library / 'song 0.mp3'}\n"
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        process.wait(30)


def test_each_song_is_told_as_soon_as_it_is_done(library: Path) -> None:
    with running("describe", library, "--json") as process:
        assert process.stdout is not None
        assert "song 0.mp3" in process.stdout.readline()
        assert process.poll() is None


def test_a_person_sees_progress_and_a_file_gets_the_records(library: Path) -> None:
    shown = on_a_terminal("describe", library, "--json", out=library / "records")
    lines = (library / "records").read_text().splitlines()
    assert len(lines) == SONGS
    assert all(line.startswith('{"path"') for line in lines)
    assert "describing" in shown
    assert "%" in shown
    assert '"path"' not in shown


def test_a_pipe_gets_no_progress(library: Path) -> None:
    with running("describe", library, "--json") as process:
        out, err = process.communicate(timeout=60)
    assert (len(out.splitlines()), err) == (SONGS, "")
