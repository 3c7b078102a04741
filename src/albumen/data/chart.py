"""Bar charts as PNG and SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from albumen.errors import AlbumenError, MissingExtra
from albumen.sleeve import atomic

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS = ("png", "svg")
_INK, _BAR = "#1d2026", "#8c4a5e"


@dataclass(frozen=True, slots=True)
class Panel:
    """One bar chart: a bar for each name, and for some a range (low, high) in which it surely lies.

    `missing` names have no value, which is another thing than a bar of no height: `why` is written in its place.
    """

    title: str
    unit: str
    bars: Mapping[str, float]
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    missing: Sequence[str] = ()
    why: str = ""


def save_bars(panels: Sequence[Panel], path: Path) -> None:
    """Draws the panels one above the other; the name's ending says PNG or SVG.

    Raises
    ------
    MissingExtra
        matplotlib is not installed.
    AlbumenError
        The file cannot be written, or its ending is another.
    """
    drawn = figure(10, 3.6 * len(panels))
    for axes, panel in zip(drawn.subplots(len(panels), squeeze=False)[:, 0], panels, strict=True):
        _bars(axes, panel)
    save(drawn, path)


def figure(width: float, height: float) -> Figure:
    """An empty figure, in inches; MissingExtra without matplotlib."""
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise MissingExtra('Charts need matplotlib; install it with: pip install "albumen[train]".') from error
    return Figure(figsize=(width, height), layout="constrained", facecolor="white")


def save(drawn: Figure, path: Path) -> None:
    """Writes the figure whole or not at all, the same bytes every time; AlbumenError as `save_bars` says."""
    from matplotlib import rc_context

    kind = path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise AlbumenError(f"{path} must end in .png or .svg to be drawn.")
    out = BytesIO()
    with rc_context({"svg.hashsalt": "albumen"}):
        drawn.savefig(out, format=kind, dpi=150, metadata={"Date": None} if kind == "svg" else {})
    atomic.write(path, out.getvalue())


def _bars(axes: Axes, panel: Panel) -> None:
    names, values = list(panel.bars), list(panel.bars.values())
    axes.bar(names, values, color=_BAR)
    for at, name in enumerate(names):
        low, high = panel.ranges.get(name, (0, 0))
        if high > low:
            axes.plot([at, at], [low, high], color=_INK, linewidth=1.2)
        if name in panel.missing:
            axes.text(at, 0, f" {panel.why}", rotation=90, ha="center", va="bottom", color=_INK, fontsize="small")
    axes.set_title(panel.title, loc="left", color=_INK)
    axes.set_ylabel(panel.unit)
    axes.tick_params(axis="x", rotation=60 if len(names) > 10 else 0)
    for tick in axes.get_xticklabels():
        tick.set_horizontalalignment("right" if len(names) > 10 else "center")
        tick.set_rotation_mode("anchor")
    axes.margins(x=0.01)
    axes.spines[["top", "right"]].set_visible(False)
