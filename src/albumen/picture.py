"""Pictures, and the places on them that are free for lettering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from albumen.maker import Model, Nature

Pixels = NDArray[np.uint8]
RGB = tuple[int, int, int]
Face = Literal["grotesque", "serif", "condensed", "hand", "display"]
Role = Literal["title", "artist", "both"]


@dataclass(frozen=True, slots=True)
class TypeArea:
    """A place its maker kept free for lettering; edges are fractions of the picture's side, from top left."""

    role: Role
    left: float
    top: float
    right: float
    bottom: float
    colour: RGB
    """Colour of the type, sRGB; at least 4.5:1 against what lies under the area."""
    face: Face = "grotesque"
    align: Literal["left", "centre", "right"] = "left"
    anchor: Literal["top", "middle", "bottom"] = "top"
    """Where the block of lines sits in the area when it does not fill it."""
    capitals: bool = False
    """Set in widely tracked capitals, small, as a signature."""
    size: float = 0.05
    """Wanted height of a capital letter's line, as a fraction of the side; long titles are set smaller."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `pixels` uint8 [height, width, 3] in sRGB, and where it came from."""

    pixels: Pixels
    origin: str = ""
    """A file's path, or an engine and what it drew with (`press/ridges`)."""
    areas: tuple[TypeArea, ...] = field(default=())
    """Where lettering belongs; empty when the maker does not know."""
    nature: Nature = "algorithmicMedia"
    """How it came to be, in IPTC's words."""
    models: tuple[Model, ...] = ()
    """The models that painted it."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What else its maker says of it, by name: how it was enlarged, what the safety check saw …"""
