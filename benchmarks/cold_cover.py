"""A cold `albumen cover` of a 4-minute MP3 against the sum of its parts.

The parts, measured in the same run: decoding the file, one pass of one tagger over all of it (a cover takes
both), and encoding four
3000-pixel JPEGs. Everything else (starting Python, measuring, drawing, lettering) must fit into as much time again.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np

from benchmarks.table import Row, seconds

EXAMPLE = Path(__file__).parent.parent / "examples" / "first-light.mp3"
SECONDS = 240


def rows(song: Path | None = None, runs: int = 3) -> list[Row]:
    """One row: seconds for four finished covers in a fresh process, and for the parts."""
    with tempfile.TemporaryDirectory() as folder:
        song = song or _four_minutes(Path(folder) / "four-minutes.mp3")
        cold = median(lambda: _cover(song, Path(folder) / "covers"), runs)
        parts = {name: median(part, runs) for name, part in _parts(song, Path(folder) / "covers").items()}
    floor = sum(parts.values())
    note = ", ".join(f"{name} {seconds(taken)}" for name, taken in parts.items())
    return [
        Row("4-minute mp3 to four 3000 px covers, cold", f"{cold:.2f} s", f"{floor:.2f} s", cold / floor, "<= 2", note)
    ]


def median(work: Callable[[], object], runs: int) -> float:
    """Median seconds of a call."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _cover(song: Path, out: Path) -> None:
    command = [sys.executable, "-m", "albumen", "cover", str(song), "--out", str(out), "--overwrite"]
    subprocess.run(command, check=True, capture_output=True)


def _parts(song: Path, covers: Path) -> dict[str, Callable[[], object]]:
    from PIL import Image

    from albumen.audio import open as open_song
    from albumen.audio import resample
    from albumen.audio.log_mel import MUSICNN, log_mel
    from albumen.listen.musicnn import Tagger
    from albumen.sleeve.print import encode

    opened = open_song(song)
    audio = opened.source.read(0, opened.duration)
    mono = resample(audio.mono(), audio.rate, 16_000)
    tagger = Tagger("msd")
    pixels = [np.asarray(Image.open(path).convert("RGB")) for path in sorted(covers.glob("*-?.jpg"))]
    return {
        "decode": lambda: opened.source.read(0, opened.duration),
        "tagger": lambda: tagger.tag(log_mel(mono, MUSICNN)),
        "JPEGs": lambda: [encode(one) for one in pixels],
    }


def _four_minutes(path: Path) -> Path:
    """The example piece, over and over for four minutes."""
    with av.open(str(EXAMPLE)) as source:
        frames = [frame.to_ndarray() for frame in source.decode(audio=0)]
        rate = source.streams.audio[0].rate
    once = np.concatenate(frames, axis=1)
    whole = np.tile(once, (1, -(-SECONDS * rate // once.shape[1])))[:, : SECONDS * rate]
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libmp3lame", rate, layout="stereo", bit_rate=192_000)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(whole, np.float32), format="fltp", layout="stereo")
        frame.sample_rate = rate
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return path
