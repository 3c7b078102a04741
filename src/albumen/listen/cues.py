"""What the sound itself says of its feeling: tempo, mode, loudness, onset rate, brightness, as standard scores."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from albumen.description import Key

NAMES = ("loudness", "brightness", "onset_rate", "tempo", "mode")

MIDDLE = {"loudness": -16.0, "brightness": math.log(1700), "onset_rate": 3.5, "tempo": math.log(118), "mode": 0.0}
"""An ordinary song: LUFS, hertz (log), onsets a second, beats a minute (log), and neither major nor minor."""

SPREAD = {"loudness": 6.0, "brightness": 0.5, "onset_rate": 1.6, "tempo": 0.3, "mode": 0.8}
"""How much songs differ."""

FARTHEST = 2.0

Cues = NDArray[np.float64]


def cues(
    loudness: float | None, brightness: float | None, onset_rate: float | None, tempo: float | None, key: Key | None
) -> Cues:
    """The five cues as standard scores in -2..2, float64 [5], in the order of `NAMES`; what is unknown is 0.

    Parameters
    ----------
    loudness, brightness, onset_rate, tempo
        In LUFS, hertz, onsets a second, beats a minute.
    key
        Major counts up, minor down, as much as the key is sure.
    """
    mode = None if key is None else key.confidence * (1 if key.mode == "major" else -1)
    values = (loudness, _log(brightness), onset_rate, _log(tempo), mode)
    return np.array([_standard(name, value) for name, value in zip(NAMES, values, strict=True)], np.float64)


def _standard(name: str, value: float | None) -> float:
    if value is None:
        return 0.0
    return float(np.clip((value - MIDDLE[name]) / SPREAD[name], -FARTHEST, FARTHEST))


def _log(value: float | None) -> float | None:
    return math.log(value) if value else None
