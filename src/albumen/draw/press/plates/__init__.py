"""The plates of the press, one file each."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from albumen.draw.press.plate import Plate

NAMES: tuple[str, ...] = (
    "ridges", "rings", "riso", "blocks", "cutpaper", "halftone", "opart", "hollow", "dunes", "sea", "city",
    "forest", "rain", "nebula", "aurora", "meadow",
)  # fmt: skip
"""Files of this folder; each holds its plate as `PLATE`."""


@lru_cache(maxsize=1)
def plates() -> tuple[Plate, ...]:
    """Every plate, in the order of the list."""
    return tuple(import_module(f"{__name__}.{name}").PLATE for name in NAMES)
