"""What is decoded in another process arrives as it was, or not at all; each case runs in a process with one thread."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.songs import music, write_song

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux copies its process")

_BEGIN = """
import os, signal, sys, time
import numpy as np
from albumen.audio.elsewhere import elsewhere
from albumen.song import Audio
sound = Audio(np.arange(14, dtype=np.float32).reshape(2, 7) / 14, 8000)
"""


def _one_thread() -> dict[str, str]:
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1"}


def _run(script: str, *words: str) -> str:
    command = [sys.executable, "-c", _BEGIN + script, *words]
    done = subprocess.run(command, env=_one_thread(), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_stretches_arrive_bit_for_bit() -> None:
    script = """
mono = Audio(np.float32([[0.25, -1.0, 3.5]]), 44100)
found = elsewhere(lambda: {(0.0, 2.5): sound, (1.5, 0.1): mono})()
assert [(where, audio.rate) for where, audio in found.items()] == [((0.0, 2.5), 8000), ((1.5, 0.1), 44100)]
for given, back in zip((sound, mono), found.values()):
    assert back.samples.dtype == np.float32
    np.testing.assert_array_equal(back.samples, given.samples)
    back.samples[:] = 0  # they may be worked on
print("same")
"""
    assert _run(script) == "same"


def test_the_work_is_done_in_another_process_that_is_gone_afterwards() -> None:
    script = """
found = elsewhere(lambda: {(float(os.getpid()), 0.0): sound})()
[(pid, _)] = found
assert pid != os.getpid()
try:
    os.kill(int(pid), 0)
except ProcessLookupError:
    print("gone")
"""
    assert _run(script) == "gone"


def test_work_that_fails_brings_nothing_and_says_nothing() -> None:
    assert _run("print(elsewhere(lambda: 1 / 0)())") == "{}"


def test_a_copy_that_is_killed_brings_nothing() -> None:
    script = """
def work():
    os.kill(os.getpid(), signal.SIGKILL)
print(elsewhere(work)())
"""
    assert _run(script) == "{}"


def test_only_stretches_that_were_written_whole_are_taken() -> None:
    script = """
class Endless:
    shape = (1, 10**12)
class Half:
    samples, rate = Endless(), 8000
    def __init__(self): pass
print(list(elsewhere(lambda: {(0.0, 1.0): sound, (1.0, 1.0): Half()})()))
"""
    assert _run(script) == "[(0.0, 1.0)]"


def test_it_works_where_nobody_waits_for_children() -> None:
    script = """
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
print(len(elsewhere(lambda: {(0.0, 1.0): sound})()))
"""
    assert _run(script) == "1"


def test_what_was_to_be_printed_is_printed_once() -> None:
    assert _run("print('once', end=' ')\nelsewhere(lambda: {})()") == "once"


def test_a_process_with_other_threads_is_not_copied() -> None:
    script = """
from threading import Event, Thread
stop = Event()
thread = Thread(target=stop.wait)
thread.start()
print(elsewhere(lambda: {}))
stop.set()
"""
    assert _run(script) == "None"


@pytest.mark.parametrize("call", ["memfd_create", "fork"])
def test_where_the_system_refuses_there_is_no_copy(call: str) -> None:
    script = f"""
def refused(*given):
    raise OSError(38, "Function not implemented")
os.{call} = refused
before = len(os.listdir("/proc/self/fd"))
print(elsewhere(lambda: {{}}), len(os.listdir("/proc/self/fd")) - before)
"""
    assert _run(script) == "None 0"


def test_a_song_read_ahead_in_another_process_is_the_same_song(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.mp3", music(4.0))
    script = """
from pathlib import Path
from albumen import audio
from albumen.audio.ahead import Ahead
from albumen.audio.decode import FileSource
path = Path(sys.argv[1])
ahead = Ahead(path).song()
[expected] = audio.passages(audio.open(path))
FileSource.read = None  # nothing is decoded here any more
[found] = audio.passages(ahead)
np.testing.assert_array_equal(found.audio.samples, expected.audio.samples)
print(found.start == expected.start)
"""
    assert _run(script, str(path)) == "True"
