"""Tagging against the original musicnn 0.1.0 on TensorFlow: the same file in, the same taggram out, in one run.

The original needs an environment of its own (see tools/run_original_musicnn.py). Where it is, say in
`ALBUMEN_ORIGINAL_PYTHON` (its interpreter) and `ALBUMEN_ORIGINAL_WHEEL` (the wheel, as published); without them there
is nothing to compare with, and no row. That both give the same taggram to 1e-4 is held by
tests/listen/test_musicnn_tagger.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from albumen.audio import open as open_song
from albumen.audio import resample
from albumen.audio.log_mel import MUSICNN, log_mel
from albumen.listen.musicnn import TAGGERS, Tagger
from benchmarks.table import Row, markdown, seconds

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "first-light.mp3"
PATCH_SECONDS = 187 * 256 / 16000
RUNS = 5


@dataclass(frozen=True, slots=True)
class Seconds:
    """What tagging one file took: in a fresh process by both taggers, again by both, by one; and one patch of one."""

    cold: float
    both: float
    one: float
    patch: float


def rows(clip: Path = EXAMPLE) -> list[Row]:
    """Four rows in audio seconds per second, or none if the original is not beside."""
    python, wheel = os.environ.get("ALBUMEN_ORIGINAL_PYTHON"), os.environ.get("ALBUMEN_ORIGINAL_WHEEL")
    if not python or not wheel:
        return []
    length = open_song(clip).duration
    peer, ours = original(Path(python), Path(wheel), clip), albumen(clip)
    file = f"a {length:.0f} s mp3"
    return [
        _row(f"tagging {file}, both taggers, fresh process", length, ours.cold, peer.cold, ">= 10"),
        _row(f"tagging {file}, both taggers, warm", length, ours.both, peer.both, ">= 10"),
        _row(f"tagging {file}, MSD tagger, warm", length, ours.one, peer.one, ">= 10"),
        _row("the MSD network alone, warm", PATCH_SECONDS, ours.patch, peer.patch, ""),
    ]


def original(python: Path, wheel: Path, clip: Path) -> Seconds:
    """The original's times; best of the warm runs. Its fresh process is timed from before it imports TensorFlow."""
    script = ROOT / "tools" / "run_original_musicnn.py"
    command = [str(python), "-W", "ignore", str(script), "time", str(wheel), str(clip), str(RUNS)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    msd, mtt = answer["extractor"]["MSD_musicnn"], answer["extractor"]["MTT_musicnn"]
    warm = min(msd[1:]), min(mtt[1:])
    return Seconds(msd[0] + mtt[0], sum(warm), warm[0], min(answer["patch"]["MSD_musicnn"]))


def albumen(clip: Path) -> Seconds:
    """Our times; best of the runs. Our fresh process is timed from before Python itself starts."""
    fresh = [
        sys.executable,
        "-c",
        "import sys; from benchmarks.tagging import tag; tag(sys.argv[1])",
        str(clip.resolve()),
    ]
    taggers = [Tagger(name) for name in TAGGERS]
    patches = np.random.default_rng(0).uniform(0, 4, (20, 187, 96)).astype(np.float32)
    return Seconds(
        cold=best(lambda: subprocess.run(fresh, check=True, cwd=ROOT)),
        both=best(lambda: tag(clip, taggers)),
        one=best(lambda: tag(clip, taggers[:1])),
        patch=best(lambda: taggers[0].run(patches)) / len(patches),
    )


def tag(clip: Path | str, taggers: list[Tagger] | None = None) -> None:
    """A file's taggrams: decoding, resampling, log-mel and networks."""
    song = open_song(clip)
    sound = song.source.read(0.0, song.duration)
    spectrogram = log_mel(resample(sound.mono(), sound.rate, MUSICNN.rate), MUSICNN)
    for tagger in taggers or [Tagger(name) for name in TAGGERS]:
        tagger.tag(spectrogram)


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of the fastest of a few calls."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def _row(what: str, length: float, ours: float, peer: float, goal: str) -> Row:
    note = f"{seconds(ours)} against {seconds(peer)}"
    return Row(what, f"{length / ours:.0f} s/s", f"{length / peer:.0f} s/s", peer / ours, goal, note)


if __name__ == "__main__":
    print(markdown(rows()))
