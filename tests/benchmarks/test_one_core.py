"""Rows of one core come from a process whose linear algebra has one thread."""

from __future__ import annotations

import os
import subprocess
from typing import Any

import pytest

from benchmarks import one_core


def test_rows_come_back_as_they_were_measured() -> None:
    [row] = one_core.rows("band", "rows", "folk")

    assert row.what == "60 s of folk by the band, finished"
    assert row.ratio > 0


def test_one_thread_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **how: Any) -> subprocess.CompletedProcess[str]:
        assert how["env"]["OPENBLAS_NUM_THREADS"] == "1"
        assert how["env"]["PATH"] == os.environ["PATH"]
        return subprocess.CompletedProcess(command, 0, "said before\n[]\n")

    monkeypatch.setattr(subprocess, "run", run)
    assert one_core.rows("look") == []
