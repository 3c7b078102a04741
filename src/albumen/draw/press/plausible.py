"""Material for a description that has none, such as a picture's: a plausible song, always the same one."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.colour.palette import song_dice
from albumen.description import Description
from albumen.material import Bytes, Material
from albumen.vocabulary import PITCHES

_COLUMNS = 512
_SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}


def material_of(description: Description) -> Material:
    """The description's own material, or one made up from its affect, key and tempo."""
    if description.material is not None and description.material.columns > 0:
        return description.material
    dice = song_dice(description)
    arousal = description.affect.arousal
    sections = _sections(dice)
    loudness = _loudness(sections, arousal, dice)
    return Material(
        mel=_mel(loudness, arousal, dice),
        chroma=_chroma(description, loudness, dice),
        loudness=_bytes(loudness),
        onset=_bytes(loudness * dice.random(_COLUMNS) ** (2.5 - arousal)),
        brightness=_bytes(0.35 + 0.2 * arousal + 0.25 * _noise(dice, _COLUMNS, 24)),
        beats=np.arange(0, 200, 60 / (description.tempo or 100 + 40 * arousal), dtype=np.float32),
        sections=(sections * 200 / _COLUMNS).astype(np.float32),
        seconds=200.0,
    )


def _sections(dice: np.random.Generator) -> NDArray[np.intp]:
    inner = np.sort(dice.choice(np.arange(2, 14), size=int(dice.integers(4, 7)), replace=False))
    return np.concatenate([[0], inner * (_COLUMNS // 16)])


def _loudness(sections: NDArray[np.intp], arousal: float, dice: np.random.Generator) -> NDArray[np.float64]:
    levels = dice.uniform(0.35 + 0.2 * arousal, 1.0, len(sections))
    steps = np.repeat(levels, np.diff([*sections, _COLUMNS]))
    edge = np.minimum(np.minimum(np.arange(_COLUMNS), np.arange(_COLUMNS)[::-1]) / 20, 1)
    return np.clip(_blur(steps, 6) + 0.16 * (_noise(dice, _COLUMNS, 5) - 0.5), 0, 1) * edge


def _mel(loudness: NDArray[np.float64], arousal: float, dice: np.random.Generator) -> Bytes:
    texture = cv2.resize(dice.random((96, 24)), (96, _COLUMNS), interpolation=cv2.INTER_CUBIC)
    fine = dice.random((_COLUMNS, 96))
    tilt = np.linspace(0.95, 0.30 + 0.2 * arousal, 96)
    return _bytes(loudness[:, None] * tilt * (0.45 + 0.45 * texture + 0.2 * fine))


def _chroma(description: Description, loudness: NDArray[np.float64], dice: np.random.Generator) -> Bytes:
    key = description.key
    tonic = PITCHES.index(key.tonic) if key else int(dice.integers(12))
    scale = np.array(_SCALES[key.mode if key else "major" if description.affect.valence > 0 else "minor"])
    chords = [[(tonic + scale[(root + third) % 7]) % 12 for third in (0, 2, 4)] for root in dice.integers(0, 7, 64)]
    held = np.full((_COLUMNS, 12), 0.12) + 0.1 * dice.random((_COLUMNS, 12))
    for column in range(_COLUMNS):
        held[column, chords[column // 8]] = (1.0, 0.7, 0.8)
    return _bytes(held * (loudness > 0.02)[:, None])


def _noise(dice: np.random.Generator, count: int, width: float) -> NDArray[np.float64]:
    soft = _blur(dice.random(count), width)
    return np.asarray((soft - soft.min()) / max(float(np.ptp(soft)), 1e-9), np.float64)


def _blur(values: NDArray[np.float64], width: float) -> NDArray[np.float64]:
    soft = cv2.GaussianBlur(values[:, None], (1, 6 * int(width) + 1), sigmaX=1, sigmaY=width)
    return np.asarray(soft[:, 0], np.float64)


def _bytes(values: NDArray[np.floating]) -> Bytes:
    return np.asarray(np.rint(np.clip(values, 0, 1) * 255), np.uint8)
