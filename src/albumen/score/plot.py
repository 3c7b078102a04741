"""Reports as pictures: F1 by class (the paper's Fig. 8) and which class is taken for which."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from albumen.data.chart import Panel, figure, save, save_bars
from albumen.score.report import Report

NONE = "no example"
"""What is written where a class has no positives."""
_SHOWN, _LIGHT = 0.005, 0.4
"""The least share that is written out, and the share from which its field is so light that black is read on it."""


def save_f1(reports: list[Report], path: Path) -> None:
    """Draws each report's F1 by class, with its intervals, one above the other; the name's ending says PNG or SVG.

    Raises
    ------
    MissingExtra
        matplotlib is not installed.
    AlbumenError
        The file cannot be written, or its ending is another.
    """
    panels = [
        Panel(
            f"{report.title} ({report.source.data}, {report.source.split}, n = {report.examples:,})",
            "F1",
            dict(zip(report.classes, map(float, np.nan_to_num(report.scores.f1)), strict=True)),
            dict(zip(report.classes, map(tuple, np.nan_to_num(report.intervals.classes["f1"])), strict=True)),
            report.silent,
            NONE,
        )
        for report in reports
    ]
    save_bars(panels, path)


def save_confusion(report: Report, path: Path) -> None:
    """Draws the confusion of a report in percent, rows the true classes; raises as `save_f1` does."""
    side = 2.5 + 0.34 * len(report.classes)
    drawn = figure(side + 0.6, side)
    from matplotlib.colors import PowerNorm  # a few percent are to be seen, too

    axes = drawn.subplots()
    image = axes.imshow(report.confusion, cmap="magma", norm=PowerNorm(0.5, 0, 1), aspect="auto")
    for row, column in np.argwhere(np.nan_to_num(report.confusion) >= _SHOWN).tolist():
        share = report.confusion[row, column]
        ink = "black" if share > _LIGHT else "white"
        axes.text(column, row, f"{100 * share:.0f}", ha="center", va="center", fontsize="x-small", color=ink)
    columns = [*report.classes, "nothing"]
    axes.set_xticks(range(len(columns)), columns, rotation=90)
    rows = [f"{name} ({NONE})" if name in report.silent else name for name in report.classes]
    axes.set_yticks(range(len(rows)), rows)
    axes.set(xlabel="is called", ylabel="truly", title=f"{report.title}: what is taken for what")
    drawn.colorbar(image, ax=axes, label="share of the examples that truly are")
    save(drawn, path)
