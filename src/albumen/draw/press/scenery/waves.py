"""Waves: rows of a sea in perspective, each shaped by its own band of the spectrogram."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.draw.press.scenery.terrain import POINTS, bands, contour, weather
from albumen.draw.press.scenery.wash import Values
from albumen.draw.press.shapes import Points, ribbon
from albumen.material import Material


@dataclass(frozen=True, slots=True)
class Row:
    """One row of waves: its crests as heights from the top, how loud its band is along it, and its place."""

    crest: Values
    loud: Values
    near: float
    """0 at the horizon, 1 at our feet."""
    height: float
    """Distance to the next row."""


def rows(material: Material, horizon: float, count: int, swell: float, rng: np.random.Generator) -> list[Row]:
    """The sea from the horizon to the bottom edge, treble far off, bass near.
    `swell` goes from 0, a calm sea, to 1, a rough one.
    """
    depth = 1.10 - horizon
    heard = list(reversed(bands(material, count)))
    found = []
    for i, band in enumerate(heard):
        near = i / (count - 1)
        base = horizon + depth * near**1.75
        gap = depth * (((i + 1) / (count - 1)) ** 1.75 - near**1.75)
        loud = contour(band, smooth=0.012 + 0.02 * near)
        tall = (0.25 + 0.7 * swell + 0.9 * swell**3) * (0.0015 + 0.055 * near**1.35)
        crest = base - tall * (0.18 + 0.82 * loud) * _swell(rng, near, swell)
        found.append(Row(np.asarray(crest, np.float32), loud, near, gap))
    return found


def _swell(rng: np.random.Generator, near: float, swell: float) -> Values:
    """A trochoid's sharp crests and round troughs, float32 [POINTS] in 0..1, its length and phase wandering."""
    lengths = 30 * (1 - near) ** 1.6 + 3.2
    x = np.linspace(0, 1, POINTS)
    phase = np.pi * lengths * x + 1.6 * weather(rng, coarse=3, octaves=2) + rng.uniform(0, np.pi)
    sharp = 1 - np.abs(np.sin(phase)) ** (0.75 + 0.35 * (1 - swell))
    groups = 0.65 + 0.35 * weather(rng, coarse=4, octaves=2)
    return np.asarray(sharp * groups + 0.1 * near * weather(rng, coarse=30, octaves=3), np.float32)


def crest_line(row: Row, width: float) -> Points:
    """The light along a row's crests, up to `width` thick where its band is loud."""
    x = np.linspace(0, 1, POINTS)
    line = np.stack([x, row.crest], axis=1).astype(np.float64)
    return ribbon(line, width * (0.12 + 0.88 * row.loud**1.5))


def echoes(row: Row, count: int, width: float) -> list[Points]:
    """The pattern in the water: fainter repetitions of a crest below it, drawn only where the band is loud."""
    found, x = [], np.linspace(0, 1, POINTS)
    for k in range(1, count + 1):
        drop = row.height * 0.85 * k / (count + 1)
        flatter = row.crest.max() - (row.crest.max() - row.crest) * (1 - 0.55 * k / (count + 1))
        thick = width * np.clip((row.loud - 0.16 * k) / (1 - 0.16 * k), 0, 1)
        for part in _runs(thick > 0.06 * width):
            if part.stop - part.start > 5:
                line = np.stack([x[part], flatter[part] + drop], axis=1).astype(np.float64)
                ends = np.minimum(1, np.minimum(np.arange(len(line)), np.arange(len(line))[::-1]) / 8)
                found.append(ribbon(line, thick[part] * ends))
    return found


def _runs(there: NDArray[np.bool_]) -> list[slice]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], there.astype(np.int8), [0]])))
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
