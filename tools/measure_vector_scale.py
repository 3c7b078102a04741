"""Measures what music in general is like, against which the description vector tells a song.

    python -m tools.measure_vector_scale songs.txt "what they are" src/albumen/listen/vector_scale.json

`songs.txt` names sound files, one a line; of each the first minute is heard. Only means and spreads are kept.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen import audio
from albumen.errors import BadAudio
from albumen.listen.ground import Musicnn
from albumen.listen.vector import HEARD, heard_in
from albumen.progress import silent

SECONDS = 60.0
DIGITS = 6
LEAST = 1e-3
"""The least spread of a number: a unit that hardly ever moves must not shout when it does."""


def hear_all(paths: Iterable[Path]) -> NDArray[np.float64]:
    """The numbers heard in the first minute of each song that can be heard, float64 [songs, len(HEARD)]."""
    rows = []
    with Musicnn() as listener:
        for path in paths:
            try:
                song = audio.open(path)
                rows.append(heard_in(listener.hear(replace(song, duration=min(song.duration, SECONDS)), silent)))
            except BadAudio as fault:
                print(fault)
    return np.array(rows, np.float64).reshape(len(rows), len(HEARD))


def scale_of(rows: NDArray[np.float64], origin: str) -> dict[str, object]:
    """The table: mean and spread of each number heard, over the songs in which it is known."""
    mean, spread = np.nanmean(rows, axis=0), np.maximum(np.nanstd(rows, axis=0), LEAST)
    numbers = {
        name: [round(float(middle), DIGITS), round(float(width), DIGITS)]
        for name, middle, width in zip(HEARD, mean, spread, strict=True)
    }
    return {
        "what": "mean and standard deviation of each number of the description vector before it is told in scores",
        "from": origin,
        "songs": len(rows),
        "seconds": SECONDS,
        "numbers": numbers,
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("songs", type=Path)
    parser.add_argument("origin", help="what the songs are and on which terms, for the table")
    parser.add_argument("table", type=Path)
    asked = parser.parse_args()
    paths = [Path(line) for line in asked.songs.read_text("utf-8").splitlines() if line]
    asked.table.write_text(_text(scale_of(hear_all(paths), asked.origin)), "utf-8")


def _text(table: dict[str, object]) -> str:
    """JSON with a number a line."""
    text = json.dumps(table, indent=1)
    return re.sub(r"\[\s+(.*?)\s+\]", lambda found: f"[{' '.join(found[1].split())}]", text, flags=re.DOTALL) + "\n"


if __name__ == "__main__":
    main()
