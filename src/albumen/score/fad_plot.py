"""A FAD report as pictures: FAD over 1/n with the line to endless n, and how far each song lies."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from albumen.data.chart import figure, save
from albumen.score.fad import FadReport
from albumen.score.fad_infinity import Extrapolation

_INK, _ROSE = "#1d2026", "#8c4a5e"


def save_infinity(report: FadReport, path: Path) -> None:
    """Draws each extrapolation; the name's ending says PNG or SVG.

    Raises
    ------
    MissingExtra
        matplotlib is not installed.
    AlbumenError
        The file cannot be written, or its ending is another.
    """
    drawn = figure(7, 3.6 * len(report.infinite))
    for axes, each in zip(drawn.subplots(len(report.infinite), squeeze=False)[:, 0], report.infinite, strict=True):
        inverse, found = _points(each)
        reach = np.array([0.0, inverse.max()])
        axes.plot(inverse, found, "o", color=_ROSE, markersize=4)
        axes.plot(reach, each.fad + each.slope * reach, color=_INK, linewidth=1.2)
        axes.set_title(_title(report, each), loc="left", color=_INK, fontsize=9)
        axes.set(xlabel=f"1 / {each.unit}", ylabel="FAD")
        axes.spines[["top", "right"]].set_visible(False)
    save(drawn, path)


def save_songs(report: FadReport, path: Path) -> None:
    """Draws how many songs lie how far from the reference; raises as `save_infinity` does."""
    drawn = figure(7, 3.6)
    axes = drawn.subplots()
    axes.hist([song.fad for song in report.songs], bins="auto", color=_ROSE)
    title = f"{report.evaluated.to_text()}\neach against {report.reference.name} ({report.evaluated.embedding})"
    axes.set_title(title, loc="left", color=_INK, fontsize=9)
    axes.set(xlabel="FAD of one song", ylabel="songs")
    axes.spines[["top", "right"]].set_visible(False)
    save(drawn, path)


def _points(each: Extrapolation) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], list[float]]:
    return np.array([1 / n for n, _ in each.points]), [fad for _, fad in each.points]


def _title(report: FadReport, each: Extrapolation) -> str:
    return (
        f"{report.evaluated.name} against {report.reference.name} ({report.evaluated.embedding}):\n"
        f"FAD {report.fad:.3f}, without end {each.fad:.3f} (R² {each.r_squared:.3f})"
    )
