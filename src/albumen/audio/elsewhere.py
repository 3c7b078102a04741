"""Sound that is decoded in a process of its own, while this one is busy importing.

A decoder asks for Python's lock with every frame, forty times a second of sound, and whoever imports gives it away two
hundred times a second at best: on a thread, decoding would wait until all is imported.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, NoReturn

import numpy as np

from albumen.song import Audio

Stretches = dict[tuple[float, float], Audio]
"""Sound by where it begins and how long it was asked to be, in seconds."""

_ALIGNED = 64


def elsewhere(work: Callable[[], Stretches]) -> Callable[[], Stretches] | None:
    """Begins `work` in a copy of this process; what is given back waits for it and brings what it came to.

    If the copy fails or is stopped, that is what was whole by then. None where a process cannot be copied safely: on
    anything but Linux, or where other threads run, whose locks the copy would inherit closed.
    """
    if not sys.platform.startswith("linux") or len(list(Path("/proc/self/task").iterdir())) > 1:
        return None
    try:
        memory = os.memfd_create("albumen")
    except OSError:
        return None
    try:
        child = os.fork()
    except OSError:
        os.close(memory)
        return None
    if not child:
        _give(work, memory)
    return partial(_brought, child, memory)


def _give(work: Callable[[], Stretches], memory: int) -> NoReturn:
    """The copy's whole life: it shares standard output with the original, and must neither flush nor tidy anything."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        with os.fdopen(memory, "wb") as file:
            _write(file, work())
        os._exit(0)
    finally:
        os._exit(1)


def _brought(child: int, memory: int) -> Stretches:
    with os.fdopen(memory, "rb") as file:
        with suppress(ChildProcessError):  # who began us may have asked that nobody waits for children
            os.waitpid(child, 0)
        file.seek(0)  # the copy wrote through the same position
        return dict(_read(file))


def _write(file: BinaryIO, stretches: Stretches) -> None:
    """One line that says what follows, filled up with spaces, then the samples."""
    said = [(*where, audio.rate, *audio.samples.shape) for where, audio in stretches.items()]
    line = json.dumps(said).encode()
    file.write(line + b" " * (-(len(line) + 1) % _ALIGNED) + b"\n")
    for audio in stretches.values():
        file.write(np.ascontiguousarray(audio.samples, np.float32).data)


def _read(file: BinaryIO) -> Iterator[tuple[tuple[float, float], Audio]]:
    """What arrived whole. The samples stay where they are: what is looked at is mapped into this process."""
    line, size = file.readline(), os.fstat(file.fileno()).st_size
    at = len(line)
    for start, seconds, rate, channels, frames in json.loads(line or b"[]"):
        if at + 4 * channels * frames > size:
            return
        samples = np.memmap(file, np.float32, "c", at, (channels, frames))
        at += samples.nbytes
        yield (start, seconds), Audio(np.asarray(samples), rate)
