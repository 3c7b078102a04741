"""Looking at pictures: `python -m benchmarks.look`.

Pictures of 1000 x 1000 pixels, made here and saved as JPEG of quality 90, are opened and described one after the other,
in processor time, so that what else the machine does counts little; the goal is 50 a second on one core. The peer is
decoding alone, which nobody who looks can do without.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image, ImageFilter

from albumen import look
from benchmarks import one_core
from benchmarks.table import Row, markdown, seconds

COUNT, SIDE, RUNS = 12, 1000, 5


def rows() -> list[Row]:
    """Opening and describing, whole and at a glance, against Pillow's decoding."""
    with TemporaryDirectory() as folder:
        paths = [_picture(Path(folder, f"{seed}.jpg"), seed) for seed in range(COUNT)]
        _glance(paths[0])
        decoded = _best(_decode, paths)
        return [
            _row("describe a picture of 1000 px, decoding included", _best(_whole, paths), decoded),
            _row("the same at a glance, as `albumen describe` does", _best(_glance, paths), decoded),
        ]


def _row(what: str, ours: float, decoded: float) -> Row:
    note = f"{1 / ours:.0f} pictures a second on one core, goal 50; the peer is decoding alone"
    return Row(what, seconds(ours), seconds(decoded), ours / decoded, "", note)


def _best(work: Callable[[Path], object], paths: list[Path]) -> float:
    """Processor seconds a picture, the best of some runs."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        for path in paths:
            work(path)
        times.append((time.process_time() - start) / len(paths))
    return min(times)


def _whole(path: Path) -> object:
    return look.describe(look.open(path))


def _glance(path: Path) -> object:
    return look.describe(look.open(path, look.GLANCE))


def _decode(path: Path) -> object:
    return np.asarray(Image.open(BytesIO(path.read_bytes())).convert("RGB"))


def _picture(path: Path, seed: int) -> Path:
    """Clouds of colour with some grain and some hard edges."""
    rng = np.random.default_rng(seed)
    soft, hard = (rng.integers(0, 256, shape).astype(np.uint8) for shape in ((24, 24, 3), (9, 9)))
    clouds = Image.fromarray(soft).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    shapes = Image.fromarray(hard).resize((SIDE, SIDE), Image.Resampling.NEAREST)
    mixed = Image.composite(clouds, clouds.rotate(90), shapes.filter(ImageFilter.GaussianBlur(1)))
    grain = rng.normal(0, 6, (SIDE, SIDE, 1))
    pixels = np.clip(np.asarray(mixed) + grain, 0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(path, quality=90)
    return path


if __name__ == "__main__":
    print(markdown(one_core.rows("look")))
