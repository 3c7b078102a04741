"""A cold `albumen cover` of a 4-minute MP3 against the sum of its parts, which everything else must fit beside.

The parts are decoding the file, one pass of one tagger over all of it (a cover takes two), and encoding four pictures
of 3000 pixels. The first row compares like with like: parts by stock libraries (PyAV frame by frame in one thread, ONNX
Runtime as it comes on all patches at once, Pillow at the same quality) in one fresh process, cold as the cover is. The
other two hold it against warm parts, by stock libraries and our own, without Python's start, imports and the
reading of weights. In none of the floors: the second tagger, measuring the sound, drawing, lettering.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from albumen.audio import open as open_song
from albumen.audio import resample
from albumen.audio.log_mel import MUSICNN, log_mel
from albumen.listen.musicnn import Tagger, patches
from albumen.listen.musicnn.weights import read_weights
from albumen.picture import Pixels
from albumen.sleeve.print import QUALITY, encode
from albumen.song import Samples, Song
from benchmarks.table import Row, markdown, seconds

EXAMPLE = Path(__file__).parent.parent / "examples" / "first-light.mp3"
SECONDS = 240
COLD_PARTS = Path(__file__).with_name("cold_parts.py")

Parts = Mapping[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class _Material:
    """What the parts work on."""

    song: Song
    mono: Samples
    """At 16 kHz."""
    pictures: list[Pixels]


def rows(song: Path | None = None, runs: int = 5) -> list[Row]:
    """Three rows: seconds for four finished covers in a fresh process, and for the parts in each way."""
    with tempfile.TemporaryDirectory() as folder:
        song, covers = song or _four_minutes(Path(folder) / "four-minutes.mp3"), Path(folder) / "covers"
        _cover(song, covers)
        parts = _cold_parts(song, covers, Path(folder))
        turns = [(median(lambda: _cover(song, covers), 1), median(parts, 1)) for _ in range(runs)]
        cold, cold_parts = (statistics.median(taken) for taken in zip(*turns, strict=True))
        what = "4-minute mp3 to four 3000 px covers, cold, against its parts in a fresh process"
        note = f"by turns; parts by stock libraries, start and imports on both sides; {runs} turns"
        material = _material(song, covers)
        return [
            Row(what, f"{cold:.2f} s", f"{cold_parts:.2f} s", cold / cold_parts, "<= 2", note),
            _row("parts by stock libraries", cold, _stock(material), runs),
            _row("our own parts", cold, _own(material), runs),
        ]


def _cold_parts(song: Path, covers: Path, folder: Path) -> Callable[[], object]:
    """Runs the parts in a process of their own; what they encode is laid down unpacked."""
    for picture in sorted(covers.glob("*-?.jpg")):
        np.save(folder / f"{picture.stem}.npy", np.asarray(Image.open(picture).convert("RGB")))
    (folder / "msd.onnx").write_bytes(read_weights("msd"))
    command = [sys.executable, str(COLD_PARTS), str(song), str(folder), str(QUALITY)]
    return lambda: subprocess.run(command, check=True)


def _row(floor: str, cold: float, parts: Parts, runs: int) -> Row:
    taken = {name: median(part, runs) for name, part in parts.items()}
    whole = sum(taken.values())
    note = ", ".join(f"{name} {seconds(part)}" for name, part in taken.items())
    what = f"4-minute mp3 to four 3000 px covers, cold, against {floor}, warm"
    return Row(what, f"{cold:.2f} s", f"{whole:.2f} s", cold / whole, "<= 2", note)


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


def _material(path: Path, covers: Path) -> _Material:
    song = open_song(path)
    audio = song.source.read(0, song.duration)
    pictures = [np.asarray(Image.open(each).convert("RGB")) for each in sorted(covers.glob("*-?.jpg"))]
    return _Material(song, resample(audio.mono(), audio.rate, MUSICNN.rate), pictures)


def _own(material: _Material) -> Parts:
    tagger = Tagger("msd")
    tagger.warm()
    return {
        "decode": lambda: material.song.source.read(0, material.song.duration),
        "tagger with its front end": lambda: tagger.tag(log_mel(material.mono, MUSICNN)),
        "JPEGs": lambda: [encode(picture) for picture in material.pictures],
    }


def _stock(material: _Material) -> Parts:
    import onnxruntime

    network = onnxruntime.InferenceSession(read_weights("msd"), providers=["CPUExecutionProvider"])
    batch = patches(log_mel(material.mono, MUSICNN))
    return {
        "decode": lambda: _decoded(material.song.path),
        "network alone": lambda: network.run(None, {"log_mel": batch}),
        "JPEGs": lambda: [_jpeg(picture) for picture in material.pictures],
    }


def _decoded(path: Path) -> NDArray[Any]:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)


def _jpeg(picture: Pixels) -> bytes:
    out = BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=QUALITY, subsampling="4:4:4")
    return out.getvalue()


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


if __name__ == "__main__":
    print(markdown(rows()))
