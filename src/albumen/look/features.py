"""All numbers that are measured in a picture, in one row."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen.look.edges import Edges, edges, lettering, lines
from albumen.look.layout import layout
from albumen.look.raster import Raster
from albumen.look.saliency import Map, focus, saliency
from albumen.look.texture import texture
from albumen.look.tones import tones

Floats = NDArray[np.float64]

FARTHEST = 4.0
"""Standard scores are cut off here: no picture may be all one number."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is measured in a picture, and what that was measured on."""

    raster: Raster
    edges: Edges
    salient: Map
    measured: dict[str, float]
    """Each feature by name, in its own unit; `NAMES` has their order."""


def see(raster: Raster) -> Sight:
    """Measure everything. A picture and its mirror image have the same features."""
    found, salient = edges(raster), saliency(raster)
    measured = {
        **tones(raster),
        **lines(found),
        "lettering": lettering(raster.grey),
        **texture(raster),
        **layout(raster),
        **focus(salient),
    }
    return Sight(raster, found, salient, measured)


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordinary pictures: names of the features, mean and spread of each."""

    names: tuple[str, ...]
    mean: Floats
    spread: Floats


@cache
def scale() -> Scale:
    """Means and spreads over album covers, measured by `tools/measure_covers.py`: constants, and no picture."""
    held = json.loads(Path(__file__).with_name("scale.json").read_text("utf-8"))["features"]
    return Scale(tuple(held), *np.array(list(held.values()), np.float64).T)


def standing(measured: dict[str, float]) -> Floats:
    """Standard scores of the features in the order of `scale().names`, within -4..4."""
    against = scale()
    values = np.array([measured[name] for name in against.names])
    scores: Floats = np.clip((values - against.mean) / against.spread, -FARTHEST, FARTHEST)
    return scores
