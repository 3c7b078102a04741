"""A picture read from left to right: what music takes its contour from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from albumen.material import Bytes, pack, unpack


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture as curves over the same number of `columns`, from its left edge to its right.

    Everything is quantised to 8 bits (`material.level` gives it back as 0..1), so that a file can hold it exactly.
    """

    contour: Bytes
    """Where the eye rests in the column [columns]: height of the salient mass, 0 bottom to 255 top."""
    light: Bytes
    """Mean lightness (OKLab L) [columns]."""
    density: Bytes
    """Edges per area [columns], 255 where every place is an edge."""
    warmth: Bytes
    """Cold (0) to warm (255) hues weighed by their chroma, 128 where there is no colour [columns]."""
    chroma: Bytes
    """Mean OKLab chroma [columns], 255 is 0.33."""

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.contour)

    def to_dict(self) -> dict[str, Any]:
        """The scan as JSON can hold it."""
        return {f.name: pack(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_dict(cls, held: dict[str, Any]) -> Scan:
        """The scan that `to_dict` packed; KeyError or ValueError if something is missing or damaged."""
        return cls(**{f.name: unpack(held[f.name]) for f in fields(cls)})
