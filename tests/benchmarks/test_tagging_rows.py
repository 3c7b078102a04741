from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import tagging
from benchmarks.tagging import Seconds, best, rows


def test_without_the_original_there_is_nothing_to_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALBUMEN_ORIGINAL_PYTHON", raising=False)
    assert rows() == []


def test_ratios_are_audio_seconds_per_second_over_the_originals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALBUMEN_ORIGINAL_PYTHON", "python")
    monkeypatch.setenv("ALBUMEN_ORIGINAL_WHEEL", "musicnn.whl")
    monkeypatch.setattr(tagging, "original", lambda python, wheel, clip: Seconds(8, 4, 2, 0.02))
    monkeypatch.setattr(tagging, "albumen", lambda clip: Seconds(0.5, 0.4, 0.1, 0.002))
    assert [row.ratio for row in rows()] == pytest.approx([16, 10, 20, 10])


def test_the_originals_times_are_the_best_of_its_warm_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    python = tmp_path / "python"
    times = (
        '{"extractor": {"MSD_musicnn": [6, 2, 1], "MTT_musicnn": [1.5, 3, 2]}, "patch": {"MSD_musicnn": [0.2, 0.1]}}'
    )
    python.write_text(f"#!/bin/sh\necho '{times}'\n")
    python.chmod(0o755)
    assert tagging.original(python, Path("musicnn.whl"), Path("song.mp3")) == Seconds(7.5, 3, 1, 0.1)


def test_best_calls_as_often_as_asked() -> None:
    calls: list[int] = []
    assert best(lambda: calls.append(1), runs=3) >= 0
    assert len(calls) == 3
