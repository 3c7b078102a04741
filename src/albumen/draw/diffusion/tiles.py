"""A network over a picture in overlapping tiles whose seams are feathered, in memory that the tile bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.picture import Pixels
from albumen.progress import Progress, silent

Planes = NDArray[np.float32]
Run = Callable[[Planes], Planes]
"""Planes float32 [1, 3, height, width], 0..1, to planes `times` as large."""


@dataclass(frozen=True, slots=True)
class Tiling:
    """How a picture is cut. `side` and `overlap` in pixels of the small picture; tiles begin at multiples of `grid`.

    A network sees nothing beyond its tile, so the outer quarter of each overlap is thrown away and the middle half of
    it fades from one tile to the next. The overlap is half a tile at most.
    """

    side: int = 192
    overlap: int = 32
    grid: int = 8


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    stop: int
    weight: Planes
    """What each of its enlarged pixels counts, float32 [(stop - start) * times]; over all spans they sum to 1."""


def tiled(run: Run, pixels: Pixels, times: int, tiling: Tiling, progress: Progress = silent) -> Pixels:
    """The picture `times` as large, uint8 [height * times, width * times, 3].

    Beside the picture that is returned, it takes the memory of one row of tiles.
    """
    height, width = pixels.shape[:2]
    rows, columns = _spans(height, times, tiling), _spans(width, times, tiling)
    out = np.empty((height * times, width * times, 3), np.uint8)
    carried = np.zeros((0, width * times, 3), np.float32)
    for row, until in zip(rows, [*(row.start for row in rows[1:]), height], strict=True):
        progress(row.start / height, "enlarging")
        band = _band(run, pixels[row.start : row.stop], times, columns) * row.weight[:, None, None]
        band[: len(carried)] += carried
        final = (until - row.start) * times
        out[row.start * times : until * times] = np.rint(np.clip(band[:final], 0, 1) * 255)
        carried = band[final:]
    return out


def _band(run: Run, strip: Pixels, times: int, columns: list[_Span]) -> Planes:
    band = np.zeros((strip.shape[0] * times, strip.shape[1] * times, 3), np.float32)
    for span in columns:
        large = run(planes_of(strip[:, span.start : span.stop]))[0].transpose(1, 2, 0)
        band[:, span.start * times : span.stop * times] += large * span.weight[:, None]
    return band


def planes_of(pixels: Pixels) -> Planes:
    """Pixels uint8 [height, width, 3] as a network takes them: float32 [1, 3, height, width], 0..1."""
    return np.asarray(pixels.transpose(2, 0, 1)[None], np.float32) / np.float32(255)


def _spans(length: int, times: int, tiling: Tiling) -> list[_Span]:
    starts = _starts(length, tiling)
    stops = [*(start + tiling.side for start in starts[:-1]), length]
    fades = [_fade(at, stop, times, tiling.overlap) for at, stop in zip(starts[1:], stops, strict=False)]
    where = np.arange(length * times) + 0.5
    falls = [np.interp(where, fade, (1, 0)) for fade in fades] + [np.ones(length * times)]
    rises = [np.ones(length * times)] + [1 - fall for fall in falls[:-1]]
    return [
        _Span(start, stop, (rise * fall)[start * times : stop * times].astype(np.float32))
        for start, stop, rise, fall in zip(starts, stops, rises, falls, strict=True)
    ]


def _starts(length: int, tiling: Tiling) -> list[int]:
    if length <= tiling.side:
        return [0]
    count = -(-(length - tiling.overlap) // (tiling.side - tiling.overlap))
    even = np.linspace(0, length - tiling.side, count)
    return [int(start) // tiling.grid * tiling.grid for start in even]


def _fade(start: int, stop: int, times: int, overlap: int) -> tuple[float, float]:
    """Where one tile gives way to the next: in the middle of what both cover, so narrow that a third has no part."""
    middle, half = (start + stop) / 2, min(overlap, stop - start) / 4
    return (middle - half) * times, (middle + half) * times
