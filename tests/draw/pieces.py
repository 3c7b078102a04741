"""Pieces of music for tests of the press: material made up from a seed, and the awkward kinds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.description import Affect, Description, Key
from albumen.material import Material

AWKWARD = ("silent", "one column", "loud and constant", "no sections", "one blast", "empty")


def piece(seed: int, columns: int = 512) -> Material:
    """A piece with chords, sections, a melody in the spectrum and quiet ends."""
    rng = np.random.default_rng(seed)
    time = np.arange(columns)
    levels = np.repeat(rng.uniform(0.4, 1.0, 8), -(-columns // 8))[:columns]
    loud = levels * np.minimum(np.minimum(time + 1, columns - time) / 12, 1)
    centre = 48 + 30 * np.sin(time / columns * rng.uniform(6, 40))
    melody = np.exp(-(((np.arange(96)[None, :] - centre[:, None]) / 5) ** 2))
    chords = rng.random((12, 12)) ** 3
    return Material(
        mel=as_bytes(loud[:, None] * (0.35 + 0.6 * melody) * rng.uniform(0.8, 1, (columns, 96))),
        chroma=as_bytes(chords[(time * 12 // columns) % 12]),
        loudness=as_bytes(loud),
        onset=as_bytes(rng.random(columns) * loud),
        brightness=as_bytes(centre / 96),
        beats=np.arange(0, 180, 0.5, dtype=np.float32),
        sections=np.array([0, 40, 90, 140], np.float32),
        seconds=180.0,
    )


def awkward(kind: str) -> Material:
    """Material that no song should have and some do."""
    if kind == "silent":
        return flat(0, 512)
    if kind == "one column":
        return flat(200, 1)
    if kind == "loud and constant":
        return flat(255, 512)
    if kind == "no sections":
        return flat(130, 7, sections=0)
    if kind == "empty":
        return flat(0, 0)
    blast = np.zeros(512, np.uint8)
    blast[255] = 255
    return _of(blast, 1)


def flat(level: int, columns: int, sections: int = 1) -> Material:
    """Material in which nothing ever changes."""
    return _of(np.full(columns, level, np.uint8), sections)


def song(seed: int = 0, valence: float = 0.2, arousal: float = 0.3) -> Description:
    """A described song with the piece of that seed."""
    affect = Affect(valence, arousal)
    return Description({"Pop": 0.5}, affect=affect, key=Key("D", "minor", 0.7), onset_rate=3.2, material=piece(seed))


def as_bytes(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Values 0..1 as 8 bits."""
    return np.asarray(np.rint(np.clip(values, 0, 1) * 255), np.uint8)


def _of(row: NDArray[np.uint8], sections: int) -> Material:
    table = np.repeat(row[:, None], 96, axis=1)
    starts = np.zeros(sections, np.float32)
    return Material(table, table[:, :12].copy(), row, row, row, np.zeros(0, np.float32), starts, len(row) * 0.4)
