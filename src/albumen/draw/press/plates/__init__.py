"""The plates of the press, one file each."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from albumen.draw.press.plate import Plate
from albumen.errors import BadOption

NAMES: tuple[str, ...] = (
    "ridges", "rings", "riso", "blocks", "cutpaper", "halftone", "opart", "hollow", "dunes", "sea", "city",
    "forest", "rain", "nebula", "aurora", "meadow",
)  # fmt: skip
"""Files of this folder; each holds its plate as `PLATE`."""


@lru_cache(maxsize=1)
def plates() -> tuple[Plate, ...]:
    """Every plate, in the order of the list."""
    return tuple(import_module(f"{__name__}.{name}").PLATE for name in NAMES)


def named(name: str, option: str) -> Plate:
    """The plate of that name.

    Raises
    ------
    BadOption
        There is no such plate; the text names the option that asked for it.
    """
    if name not in NAMES:
        raise BadOption(f"The option {option} is {name!r}; it takes one of {', '.join(NAMES)}.")
    return plates()[NAMES.index(name)]
