"""The description vector: all that is heard in a song as one row of numbers, made for linear probes.

What is heard are `HEARD` numbers: the penultimate layers of both musicnn taggers (means over time), the acoustics, and
tempo, loudness, mode and the like. Each is told against music in general, as a standard score, and stands in the vector
twice: how far above (0 or more), and in the second half how far below (0 or less). So a linear model can weigh much and
little of something differently, which one number each would not let it. Tags are not in it: their logits are linear in
the penultimate layers. docs/description-vector.md has the figures.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen.audio.acoustics import ACOUSTICS
from albumen.listen.hearing import Hearing

Floats = NDArray[np.float32]

UNITS = 200
"""Units of musicnn's penultimate layer."""
MEASURED: tuple[str, ...] = (
    "logarithm of tempo", "pulse", "onsets a second", "logarithm of brightness", "loudness", "mode", "key clarity",
)  # fmt: skip
HEARD: tuple[str, ...] = (
    *(f"musicnn msd unit {unit}" for unit in range(UNITS)),
    *(f"musicnn mtt unit {unit}" for unit in range(UNITS)),
    *ACOUSTICS,
    *MEASURED,
)
"""What each number heard is, in order."""

NAMES: tuple[str, ...] = (*(f"{name}, above" for name in HEARD), *(f"{name}, below" for name in HEARD))
"""What each number of the vector is, in order."""

FARTHEST = 10.0
"""Standard scores are cut off here: no song may be all one number."""

SCALE = "vector_scale.json"


@dataclass(frozen=True, slots=True)
class Scale:
    """Music in general: mean and spread of each number heard, float64 [len(HEARD)]."""

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]


@cache
def scale() -> Scale:
    """The scale that `tools/measure_vector_scale.py` took from freely licensed music."""
    held = json.loads(Path(__file__).with_name(SCALE).read_text("utf-8"))
    return Scale(*np.array([held["numbers"][name] for name in HEARD], np.float64).T)


def vector_of(hearing: Hearing) -> Floats:
    """The description vector of what was heard, float32 [len(NAMES)], each number within -10..10."""
    return two_sided(heard_in(hearing), scale())


def two_sided(heard: NDArray[np.float64], against: Scale) -> Floats:
    """Standard scores, those above 0 first, then those below; a number that is not known (NaN) is an ordinary one."""
    scores = np.nan_to_num((heard - against.mean) / against.spread)
    kept = np.clip(scores, -FARTHEST, FARTHEST)
    return np.concatenate([np.maximum(kept, 0), np.minimum(kept, 0)]).astype(np.float32)


def heard_in(hearing: Hearing) -> NDArray[np.float64]:
    """The numbers heard, in the order of `HEARD` and in their own units, float64; NaN where nothing can be told."""
    units = [hearing.taggings[name].embedding() for name in ("msd", "mtt")]
    measures = hearing.measures
    mode = clarity = math.nan
    if measures.key is not None:
        clarity = measures.key.confidence
        mode = clarity if measures.key.mode == "major" else -clarity
    measured = (
        _log(measures.tempo), float(measures.tempo is not None), measures.onset_rate, _log(measures.brightness),
        math.nan if hearing.loudness is None else hearing.loudness, mode, clarity,
    )  # fmt: skip
    return np.concatenate([*units, measures.acoustics, measured], dtype=np.float64)


def _log(value: float | None) -> float:
    return math.log(value) if value else math.nan
