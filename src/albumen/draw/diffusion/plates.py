"""Press plates to paint over: the press gives composition and palette, diffusion gives matter."""

from __future__ import annotations

import copy
from dataclasses import replace

import cv2
import numpy as np

from albumen.brief import Brief
from albumen.draw.press import plates as press
from albumen.draw.press.choice import choose
from albumen.draw.press.engine import printed
from albumen.draw.press.plate import Plate
from albumen.errors import BadOption
from albumen.picture import Pixels

_FINER = 2
"""The plate is printed so many times larger than it is painted over, then reduced: thin lines stay whole."""


def named(name: str) -> Plate | None:
    """The plate of that name; None for `auto`, which leaves the choice to the press.

    Raises
    ------
    BadOption
        There is no such plate.
    """
    if name == "auto":
        return None
    if name not in press.NAMES:
        raise BadOption(f"The option from_plate is {name!r}; it takes auto or one of {', '.join(press.NAMES)}.")
    return press.named(name, "from_plate")


def print_plate(name: str, brief: Brief, rng: np.random.Generator, side: int) -> tuple[Pixels, str]:
    """The print that the press would make of the brief, uint8 [side, side, 3], and its plate's name.

    The generator is left as it was, so that the print is the very one of the press engine for the same seed.
    """
    plate = named(name) or choose(brief)
    print_ = printed(plate, replace(brief, size=side * _FINER), copy.deepcopy(rng))
    small = cv2.resize(print_.pixels, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), plate.name
