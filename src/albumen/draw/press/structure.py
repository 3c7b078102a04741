"""The form of a song as flat plates draw it: its parts in time, and its loudness as a relief."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from albumen.draw.press.reading import Reading, section_places, smooth, spread, stretches
from albumen.material import Bytes, Material, level

_SHORTEST = 0.035
"""Sections under this share of the song are too small to draw and join their neighbour."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a song; `start` and `end` are shares of its length, the measures 0..1 among its parts."""

    start: float
    end: float
    loud: float = 0.0
    """0 the quietest part, 1 the loudest; all 0 where they hardly differ."""
    bright: float = 0.0
    """0 the darkest part, 1 the brightest."""

    @property
    def share(self) -> float:
        """Its length as a share of the song."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """Its middle as a share of the song."""
        return (self.start + self.end) / 2

    def of(self, quantised: Bytes) -> Reading:
        """Its own columns of a material's array, at least one, 0..1."""
        first = min(int(self.start * len(quantised)), len(quantised) - 1)
        return level(quantised[first : max(first + 1, int(self.end * len(quantised)))])


def parts(material: Material, least: int = 5, most: int = 7) -> tuple[Part, ...]:
    """The song's sections in order, `least` to `most` of them.

    Slivers join their neighbour; where there are too few, the longest is divided where the sound changes most.
    """
    edges = _joined([*section_places(material).tolist(), 1.0], most)
    while len(edges) <= least:
        edges = _divided(edges, material)
    bare = [Part(start, end) for start, end in pairwise(edges)]
    loud = _among([float(part.of(material.loudness).mean()) for part in bare])
    bright = _among([float(part.of(material.brightness).mean()) for part in bare])
    return tuple(Part(p.start, p.end, v, b) for p, v, b in zip(bare, loud, bright, strict=True))


def loudest(song: tuple[Part, ...]) -> int:
    """Index of the loudest part."""
    return max(range(len(song)), key=lambda i: song[i].loud)


def relief(material: Material, count: int, width: float) -> Reading:
    """Loudness over `count` stretches as heights 0..1, blurred by `width` of them; even a loud master has hills.

    Brightness and onsets join in a little, so that equally loud passages of different sound stand apart.
    """
    heard = ((material.loudness, 1.0), (material.brightness, 0.35), (material.onset, 0.25))
    summed = sum((weight * stretches(row, count) for row, weight in heard), np.zeros(count, np.float32))
    return ranked(spread(smooth(np.asarray(summed, np.float32), width), 6, 99))


def ranked(values: Reading, share: float = 0.22) -> Reading:
    """Values 0..1 moved `share` of the way to their rank among them, which keeps their order; a constant stays."""
    order = np.searchsorted(np.sort(values), values, side="left") + np.searchsorted(
        np.sort(values), values, side="right"
    )
    rank = (order - 1) / max(2 * (len(values) - 1), 1)
    return np.asarray(values + share * (rank - values) * (np.ptp(values) > 0), np.float32)


def texture(material: Material, rows: int, columns: int) -> Reading:
    """The spectrogram as a picture [rows, columns], treble on top, time to the right, each band against its own mean.

    What every song shares (much bass, little treble) is taken out; what this one does over time stays.
    """
    bands = stretches(material.mel[:, :90].T[::-1].copy(), rows)
    picture = stretches(np.rint(bands.T * 255).astype(np.uint8), columns).T
    return spread(picture - 0.75 * picture.mean(axis=1, keepdims=True), 3, 98)


def bass_share(material: Material) -> float:
    """How much of the song's level lies in its lowest fifth of bands, 0..1; about 0.3 for most music."""
    bands = level(material.mel).mean(axis=0)
    return float(bands[:20].sum() / max(float(bands.sum()), 1e-6))


def _joined(edges: list[float], most: int) -> list[float]:
    while len(edges) > 2:
        lengths: NDArray[np.float64] = np.diff(edges)
        small = int(lengths.argmin())
        if lengths[small] >= _SHORTEST and len(lengths) <= most:
            break
        del edges[small if small else 1]
    return edges


def _divided(edges: list[float], material: Material) -> list[float]:
    longest = int(np.diff(edges).argmax())
    start, end = edges[longest], edges[longest + 1]
    inset = (end - start) * 0.28
    tried = np.linspace(start + inset, end - inset, 23).tolist()
    best = max(tried, key=lambda cut: _change(material, start, cut, end))
    return [*edges[: longest + 1], best, *edges[longest + 1 :]]


def _change(material: Material, start: float, cut: float, end: float) -> float:
    before, after = Part(start, cut), Part(cut, end)
    heard = (material.loudness, material.brightness, material.onset)
    return sum(abs(float(before.of(row).mean() - after.of(row).mean())) for row in heard)


def _among(values: list[float]) -> list[float]:
    found = np.array(values, np.float32)
    shares: list[float] = ranked((found - found.min()) / max(float(np.ptp(found)), 0.03)).tolist()
    return shares
