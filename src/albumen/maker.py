"""Who made a picture: what a sidecar and the picture's metadata say of the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Nature = Literal["algorithmicMedia", "trainedAlgorithmicMedia", "compositeSynthetic"]
"""IPTC digital source types: drawn by rules alone, by a trained model, or composed of both."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model that took part: its identifier, revision and licence."""

    name: str
    revision: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Maker:
    """An engine as a cover remembers it."""

    name: str
    nature: Nature = "algorithmicMedia"
    models: tuple[Model, ...] = ()
    """Every model that had a say, the listener's too."""
    licences: tuple[str, ...] = ()
