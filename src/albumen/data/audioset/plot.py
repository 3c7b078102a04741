"""The paper's Fig. 2: how many clips each genre and each mood has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from albumen.data.audioset.labels import CLASSES
from albumen.data.audioset.splits import Split
from albumen.data.audioset.statistics import Distribution
from albumen.data.chart import Panel, save_bars


def save_distribution(found: Mapping[Split, Distribution], path: Path) -> None:
    """Draws the clips of all splits together by genre (top) and mood (bottom), most first; raises as `save_bars`."""
    splits = " + ".join(found)
    panels = []
    for task, words in CLASSES.items():
        totals = {word: sum(each.counts[word] for each in found.values()) for word in words}
        clips = sum(each.labelled[task] for each in found.values())
        ordered = dict(sorted(totals.items(), key=lambda item: -item[1]))
        panels.append(Panel(f"AudioSet ({splits}): {clips:,} clips with a {task} label", "clips", ordered))
    save_bars(panels, path)
