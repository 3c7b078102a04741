"""What the command asks of the system before anything heavy is loaded."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from albumen.cli.memory import keep_algebra_to_one_thread

_LOADED = """
import sys
sys.argv = ["albumen", "cover", "nothing.mp3"]
import albumen.cli.memory as memory
memory.keep_algebra_to_one_thread = lambda: sys.exit(7 if "numpy" in sys.modules else 0)
from albumen.cli import main
main()
"""


def test_linear_algebra_keeps_to_one_thread_unless_somebody_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    keep_algebra_to_one_thread()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    keep_algebra_to_one_thread()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "4"


def test_it_is_asked_before_numpy_is_loaded() -> None:
    assert subprocess.run([sys.executable, "-c", _LOADED], check=False).returncode == 0
