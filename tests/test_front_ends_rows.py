"""The table of ratios, and the rows of the front ends."""

from __future__ import annotations

import pytest

from benchmarks import front_ends
from benchmarks.table import Row, markdown, seconds


def test_a_table_has_a_line_for_each_row() -> None:
    rows = [Row("decoding", "1 ms", "3 ms", 3.0, ">= 2", "a | b"), Row("drawing", "2 s", "1 s", 0.5, "", "")]
    assert markdown(rows).splitlines() == [
        "| what | ours | peer | ratio | goal | note |",
        "| --- | --- | --- | --- | --- | --- |",
        "| decoding | 1 ms | 3 ms | 3.00 | >= 2 | a / b |",
        "| drawing | 2 s | 1 s | 0.50 |  |  |",
    ]


@pytest.mark.parametrize(
    ("value", "text"), [(0.00234, "2.34 ms"), (0.25, "250 ms"), (1.5, "1.50 s"), (75.0, "75.00 s")]
)
def test_seconds_read_well(value: float, text: str) -> None:
    assert seconds(value) == text


def test_the_front_ends_have_rows_of_ratios(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_ends, "SECONDS", 4)
    monkeypatch.setattr(front_ends, "RUNS", 1)
    monkeypatch.setattr(front_ends, "PROCESSES", 1)
    monkeypatch.setattr(front_ends, "PAIRS", front_ends.PAIRS[:2])
    monkeypatch.setattr(front_ends, "COLD_RUNS", 1)
    rows = front_ends.rows()
    assert [row.what for row in rows][:2] == ["log-mel of musicnn", "log-mel of VGGish"]
    assert rows[-1].what.endswith("cold")
    assert all(row.ratio > 0 for row in rows)


def test_ours_and_the_peer_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    works = (lambda: order.append("ours"), lambda: order.append("peer"))
    monkeypatch.setattr(front_ends, "PAIRS", (front_ends.Pair("both", lambda length: works),))
    taken = front_ends.turns(0, 1, runs=3)
    assert order == ["ours", "peer"] * 4
    assert len(taken) == 3
