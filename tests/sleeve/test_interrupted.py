"""Real processes, interrupted and killed in the middle of their writing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from albumen.sleeve import front_cover
from tests.sleeve.grounds import fractal, jpeg
from tests.songs import music, write_song

_LISTENING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""What a shell starts in the background inherits that Ctrl-C is not for it; so would the tests' own children."""
EMBEDDING = """
import sys, time
from albumen.sleeve import embed
from albumen.sleeve import tagged

def slow(*what):
    tagged.put(*what)
    print("half way", flush=True)
    time.sleep(60)

embed.__globals__["put"] = slow
embed(sys.argv[1], sys.argv[2])
"""
SAVING = """
import os, sys, time
from albumen.brief import Brief
from albumen.description import Description
from albumen.picture import Picture
from albumen.sleeve import Maker, finish
import numpy as np

def slow(descriptor):
    print("half way", flush=True)
    time.sleep(60)

os.fsync = slow
finish(Picture(np.zeros((64, 64, 3), np.uint8)), Brief(Description(), ""), Maker("m"), name="a").save(sys.argv[1])
"""


def stopped(script: str, how: signal.Signals, *arguments: Path) -> int:
    """Runs a script until it says that it is half way, stops it, and returns its exit code."""
    command = [sys.executable, "-c", _LISTENING + script, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half way\n"
        process.send_signal(how)
        return process.wait(timeout=30)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    (tmp_path / "songs").mkdir()
    return write_song(tmp_path / "songs" / "a.mp3", music(1.0))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    (tmp_path / "cover.jpg").write_bytes(jpeg(fractal(100)))
    return tmp_path / "cover.jpg"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_embedding_interrupted_leaves_the_song(song: Path, picture: Path, how: signal.Signals) -> None:
    before = song.read_bytes()
    assert stopped(EMBEDDING, how, song, picture) != 0
    assert song.read_bytes() == before
    assert front_cover(song) is None
    if how == signal.SIGINT:
        assert [p.name for p in song.parent.iterdir()] == ["a.mp3"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_saving_interrupted_leaves_no_half_cover(tmp_path: Path, how: signal.Signals) -> None:
    assert stopped(SAVING, how, tmp_path / "covers") != 0
    left = [p.name for p in (tmp_path / "covers").iterdir()]
    assert not any(name.endswith((".jpg", ".json")) and not name.startswith(".") for name in left)
    if how == signal.SIGINT:
        assert left == []
