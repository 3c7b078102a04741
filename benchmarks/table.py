"""The table of measured ratios: a row for each thing that is measured against a peer in the same run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison on the same work, figures with their units."""

    what: str
    ours: str
    peer: str
    ratio: float
    """Ours against the peer's, in the direction that `goal` says."""
    goal: str
    """Such as ">= 3" or "<= 2"; empty where there is none."""
    note: str


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    names = [field.name for field in fields(Row)]
    return "\n".join((_line(names), _line(["---"] * len(names)), *(_line(_cells(row)) for row in rows)))


def seconds(value: float) -> str:
    """Seconds as people read them: "2.3 ms", "1.25 s"."""
    return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.2f} s"


def _cells(row: Row) -> list[str]:
    return [row.what, row.ours, row.peer, f"{row.ratio:.2f}", row.goal, row.note]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
