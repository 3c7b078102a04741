"""Counts how drummers of the Groove MIDI Dataset place and strike their drums, by style family and sixteenth.

    python -m tools.count_grooves FOLDER src/albumen/play/band/grooves.json

FOLDER holds `info.csv` and the MIDI files of the Groove MIDI Dataset 1.0.0 (Gillick et al. 2019, "Learning to Groove
with Inverse Sequence Transformations"; CC BY 4.0). What is written are figures about many bars together; no performance
can be got back from them.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import mido
import numpy as np
from numpy.typing import NDArray

STEPS = 16
CLASSES: dict[str, tuple[int, ...]] = {
    "kick": (35, 36), "snare": (38, 40), "rim": (37,), "hat": (22, 42, 44), "open": (26, 46), "ride": (51, 53, 59),
    "crash": (49, 52, 55, 57), "tom": (43, 45, 47, 48, 50, 58),
}  # fmt: skip
"""The kit's notes by drum (Groove MIDI's drum mapping table)."""
_CLASS_OF = {note: name for name, notes in CLASSES.items() for note in notes}
FEWEST_BARS = 64
"""A family with fewer bars says more about one afternoon than about a style."""

Strokes = NDArray[np.float64]
"""[strokes, 3]: step 0..15, offset from it in beats, velocity 0..1."""
Table = dict[str, dict[str, dict[str, list[int]]]]
"""Family -> drum -> figure -> sixteen numbers in thousandths."""


def beats(folder: Path) -> Iterator[tuple[str, Path]]:
    """Family and MIDI file of every beat in four-four; fills are left out."""
    with (folder / "info.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["beat_type"] == "beat" and row["time_signature"] == "4-4":
                yield row["style"].split("/")[0], folder / row["midi_filename"]


def strokes(path: Path) -> tuple[dict[str, list[tuple[int, float, float]]], int]:
    """A file's strokes by drum, each with step, offset in beats and velocity, and how many bars it has."""
    file = mido.MidiFile(path)
    found: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    last = 0.0
    for track in file.tracks:
        tick = 0
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity and message.note in _CLASS_OF:
                at = tick / file.ticks_per_beat
                nearest = round(at * 4)
                found[_CLASS_OF[message.note]].append((nearest % STEPS, at - nearest / 4, message.velocity / 127))
                last = max(last, at)
    return found, int(last // 4) + 1


def figures(held: Strokes, bars: int) -> dict[str, list[int]]:
    """Of one drum on each step, in thousandths: strokes a bar, mean and spread of offset (beats) and of velocity."""
    of = [held[held[:, 0] == step] for step in range(STEPS)]
    return {
        "density": [_thousandths(len(step) / bars) for step in of],
        "offset": [_thousandths(step[:, 1].mean() if len(step) else 0.0) for step in of],
        "stray": [_thousandths(step[:, 1].std() if len(step) else 0.0) for step in of],
        "velocity": [_thousandths(step[:, 2].mean() if len(step) else 0.0) for step in of],
        "spread": [_thousandths(step[:, 2].std() if len(step) else 0.0) for step in of],
    }


def count(folder: Path, fewest_bars: int = FEWEST_BARS) -> Table:
    """The table of every family with enough bars."""
    heard: dict[str, dict[str, list[tuple[int, float, float]]]] = defaultdict(lambda: defaultdict(list))
    bars: dict[str, int] = defaultdict(int)
    for family, path in beats(folder):
        found, length = strokes(path)
        bars[family] += length
        for drum, struck in found.items():
            heard[family][drum].extend(struck)
    return {
        family: {drum: figures(np.array(heard[family][drum]), bars[family]) for drum in CLASSES if heard[family][drum]}
        for family in sorted(heard)
        if bars[family] >= fewest_bars
    }


def _thousandths(value: float) -> int:
    return round(1000 * float(value))


if __name__ == "__main__":
    table = count(Path(sys.argv[1]))
    Path(sys.argv[2]).write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")
