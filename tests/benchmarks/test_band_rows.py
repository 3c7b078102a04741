"""The band is fast enough, and its benchmark says how fast."""

from __future__ import annotations

import pytest

from albumen.play.band.styles import STYLES
from benchmarks import band


def test_there_is_a_row_for_each_style_asked_for() -> None:
    rows = band.rows(("house", "folk"), 6.0)

    assert [row.what for row in rows] == ["6 s of house by the band, finished", "6 s of folk by the band, finished"]
    assert all(row.peer == "0.30 s" and row.ratio > 0 for row in rows)


def test_the_summary_names_the_slowest_style(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = {"folk": 0.9, "rock": 2.4, "house": 1.2}
    monkeypatch.setattr(band, "spent", lambda style, seconds: taken[style])
    middle, slowest = band.summary(tuple(taken))

    assert (middle.ours, middle.peer, middle.goal) == ("1.20 s", "3.00 s", ">= 1")
    assert slowest.what == "the same, the slowest of them (rock)"
    assert slowest.ours == "2.40 s"
    assert slowest.ratio == pytest.approx(1.25)


@pytest.mark.parametrize("style", list(STYLES)[::8])
def test_a_quarter_minute_takes_no_more_than_a_generous_bound(style: str) -> None:
    band.spent(style, 5.0)

    assert band.spent(style, 15.0) < 5.0
