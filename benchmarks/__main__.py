"""Every benchmark there is, as one table: `python -m benchmarks`, or `python -m benchmarks --write` for RESULTS.md.

The rows against the original musicnn need it beside: see `benchmarks/tagging.py`. Those of Stable Diffusion need a GPU,
that of the VAE torch, and those of the echo songs: `--echo SONG|FOLDER...`, which takes some minutes more.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np

from albumen.walk.echoing import Trip
from benchmarks import cold_cover, diffusion, echo, front_ends, one_core, tagging, vae
from benchmarks.table import Row, markdown

RESULTS = Path(__file__).parent / "RESULTS.md"
NOTES = """\
The cold cover has three floors: its parts by stock libraries in one fresh process, as cold as the cover is; and the
same parts warm, by stock libraries and our own, without starting Python, importing and reading weights. In none of
them are the second tagger, measuring, drawing and lettering, which must fit beside. Done for it: the sound is decoded
in a process of its own from before the command line is read, for a decoder asks for Python's lock with every frame and
on a thread would wait until all is imported; measuring and both taggers share one set of threads; scenes and ridges
are drawn with half the work; as it ends, Python no longer looks through all objects; ID3 tags are read without
mutagen's other formats; pydantic is loaded only where a sidecar is read; OpenCV's threads are divided among the
pictures. Fifteen pairs on an idle machine: 1.80 s against 1.12 s, 1.61 (1.46 to 1.89; all within 2); in the same
quarter of an hour the code of a day before 2.51 s against 1.15 s, 2.13 (1.88 to 2.46; 2 of 15 within 2). Against warm
parts it stays at four times: imports alone take more than half of these. Tried, without gain: a second process that
draws half of the pictures, huge pages, shorter turns of Python's lock. Not done: every second patch for the second
tagger, which changes what is heard.

Front ends are timed in processor seconds, in fresh processes, by turns; spectra are now written into the same memory
block after block. VGGish's row stays under 3 against librosa on single precision: its magnitudes need double
precision to be right within 1e-4.

Rows of one core run with one thread of linear algebra: two wait for each other in a loop, which processor time
counts.
"""
ECHOES = 30
PEERS = ("onnxruntime", "numpy", "librosa", "av")


def report(songs: Sequence[Path] = ()) -> str:
    """The results page: the machine, the versions, the table; with songs, what of them comes back from their covers."""
    rows = [
        *front_ends.rows(), *tagging.rows(), *cold_cover.rows(), *one_core.rows("look"),
        *one_core.rows("band", "summary"), *vae.rows(),
        *diffusion.rows(), *(_echo(songs) if songs else []),
    ]  # fmt: skip
    versions = ", ".join(f"{name} {version(name)}" for name in PEERS)
    return f"""# Benchmarks

Ratios in one run on one machine; run `python -m benchmarks` for your own. A ratio is the peer's time over ours where
the goal is a least one (>=), ours over the peer's where it is a most (<=).

Measured on {date.today()} with albumen {version("albumen")} on {platform.system()} {platform.machine()},
{os.cpu_count()} cores, Python {platform.python_version()}, {versions}.

{markdown(rows)}

{NOTES}"""


def _echo(songs: Sequence[Path]) -> list[Row]:
    trips = list(echo.round_trips(songs, ECHOES, Trip("press", "band", "album")))
    named = f"echo of {len(trips)} songs: "
    return [replace(row, what=named + row.what) for row in echo.rows(trips, np.random.default_rng(0))]


def main() -> None:
    """Print the report; write it with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name} as well")
    parser.add_argument("--echo", nargs="+", type=Path, default=[], metavar="SONG|FOLDER", help="measure echoes too")
    asked = parser.parse_args()
    text = report(asked.echo)
    if asked.write:
        RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
