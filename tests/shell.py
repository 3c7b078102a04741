"""The command `albumen` as a test runs it: in this process, or in one of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from albumen.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    def records(self) -> list[dict[str, Any]]:
        """Standard output as one JSON object a line; ValueError for NaN and Infinity, which are no JSON."""
        return [json.loads(line, parse_constant=_refuse) for line in self.out.splitlines()]

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error, without the one that tells the engine."""
        return [line for line in self.err.splitlines() if not line.startswith("Engine: ")]


def albumen(*words: str | Path) -> Ran:
    """Runs `albumen WORDS` in this process."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    argv = mock.patch.object(sys, "argv", ["albumen", *map(str, words)])
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), argv:
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def on_a_terminal(*words: str | Path, out: Path = Path(os.devnull)) -> str:
    """What `albumen WORDS` shows on standard error, which is a terminal, while standard output goes to a file."""
    leader, follower = pty.openpty()
    shown = b""
    command = [sys.executable, "-m", "albumen", *map(str, words)]
    with out.open("w") as file, subprocess.Popen(command, stdout=file, stderr=follower):
        os.close(follower)
        with contextlib.suppress(OSError):  # Linux' way to say that the other end is closed
            while piece := os.read(leader, 65_536):
                shown += piece
    os.close(leader)
    return shown.decode()


@contextlib.contextmanager
def running(*words: str | Path, cwd: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """`albumen WORDS` in a process of its own, which does not outlive the block."""
    command = [sys.executable, "-m", "albumen", *map(str, words)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd, env=environment
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")
