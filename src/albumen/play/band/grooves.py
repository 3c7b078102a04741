"""How measured drummers place and strike their drums: figures counted from the Groove MIDI Dataset.

`grooves.json` is made by `tools/count_grooves.py` from the Groove MIDI Dataset 1.0.0 (Gillick, Roberts, Engel, Eck and
Bamman 2019, "Learning to Groove with Inverse Sequence Transformations"; CC BY 4.0).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Steps = NDArray[np.float64]
"""One figure for each sixteenth of a bar [16]."""
_DRUMS = {
    "kick": (35, 36), "snare": (38, 40), "rim": (37, 39), "hat": (42, 44, 70, 54), "open": (46,), "ride": (51, 53, 59),
    "crash": (49, 57), "tom": (43, 45, 47, 48, 50),
}  # fmt: skip
_DRUM_OF = {pitch: drum for drum, pitches in _DRUMS.items() for pitch in pitches}


@dataclass(frozen=True, slots=True)
class Groove:
    """A style family's drummers, by drum and sixteenth."""

    density: Mapping[str, Steps]
    """Strokes a bar."""
    offset: Mapping[str, Steps]
    """How much later than the whole kit at that step they come on average, in beats; early ones are negative."""
    stray: Mapping[str, Steps]
    """Standard deviation of the offset in beats."""
    accent: Mapping[str, Steps]
    """Mean velocity over the drum's own mean velocity."""
    spread: Mapping[str, Steps]
    """Standard deviation of the velocity, of 0..1."""


def drum_of(pitch: int) -> str:
    """The drum that a General MIDI percussion note is counted as; hand percussion goes with the hats."""
    return _DRUM_OF.get(pitch, "hat")


@lru_cache(maxsize=1)
def grooves() -> Mapping[str, Groove]:
    """Every counted family by name."""
    held = json.loads(resources.files("albumen.play.band").joinpath("grooves.json").read_text(encoding="utf-8"))
    return {family: groove(table) for family, table in held.items()}


def groove(table: Mapping[str, Mapping[str, list[int]]]) -> Groove:
    """A family's counted thousandths as figures about the kit's common time."""
    read = {
        name: {drum: np.array(figures[name]) / 1000 for drum, figures in table.items()}
        for name in ("density", "offset", "stray", "velocity", "spread")
    }
    density = read["density"]
    common = sum(read["offset"][d] * density[d] for d in table) / np.maximum(sum(density[d] for d in table), 1e-9)
    accent = {d: _accents(read["velocity"][d], density[d]) for d in table}
    return Groove(density, {d: read["offset"][d] - common for d in table}, read["stray"], accent, read["spread"])


def _accents(velocity: Steps, density: Steps) -> Steps:
    mean = float((velocity * density).sum() / max(float(density.sum()), 1e-9))
    accents: Steps = np.where(velocity > 0, velocity / max(mean, 1e-9), 1.0)
    return accents
