"""The report has every benchmark's rows, and the echo's only where songs are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import __main__ as report
from benchmarks.table import Row


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every benchmark with one row of its own name."""
    for name in ("front_ends", "tagging", "cold_cover", "vae", "diffusion"):
        monkeypatch.setattr(f"benchmarks.{name}.rows", lambda name=name: [_row(name)])
    monkeypatch.setattr("benchmarks.one_core.rows", lambda module, function="rows": [_row(module)])
    monkeypatch.setattr("benchmarks.echo.round_trips", lambda songs, count, trip: list(songs))
    monkeypatch.setattr("benchmarks.echo.rows", lambda trips, rng: [_row(f"key of {len(trips)}")])


def _row(what: str) -> Row:
    return Row(what, "1 s", "2 s", 2.0, "", "")


@pytest.mark.usefixtures("short")
def test_every_benchmark_has_its_rows() -> None:
    text = report.report()
    places = [text.index(f"| {name} |") for name in ("front_ends", "tagging", "cold_cover", "look", "band", "vae")]

    assert places == sorted(places)
    assert "echo" not in text


@pytest.mark.usefixtures("short")
def test_songs_add_what_came_back() -> None:
    assert "| echo of 2 songs: key of 2 |" in report.report([Path("a.mp3"), Path("b.mp3")])
