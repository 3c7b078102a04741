"""Looks at pictures: opens them, and describes them with the best looker that is ready."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from albumen.description import Description
from albumen.look.engine import LOOKERS, Looker
from albumen.look.kinds import is_picture
from albumen.look.opening import open_picture
from albumen.picture import Picture
from albumen.progress import Progress, silent

__all__ = ["GLANCE", "LOOKERS", "Looker", "describe", "is_picture", "open", "open_picture"]

KEPT = 16_000_000
"""Pixels of a picture that are kept when nothing else is asked for: 4000 x 4000."""
GLANCE = 250_000
"""Pixels that are enough to describe a picture: 500 x 500."""


def open(path: Path | str, most: int = KEPT) -> Picture:
    """The picture in a file, upright, in 8-bit sRGB, on white where it is transparent.

    Parameters
    ----------
    path
        JPEG, PNG, WebP, AVIF, TIFF, GIF (its first frame) or whatever else Pillow decodes, under any name.
    most
        Pixels to keep; a larger picture is made smaller. `GLANCE` is enough for `describe`, and quick.

    Raises
    ------
    BadPicture
        It is missing, empty, no picture, cut short, or has more than 150 million pixels.
    """
    from albumen.look.pixels import srgb_pixels

    return Picture(srgb_pixels(open_picture(Path(path), most), most), str(path))


def describe(picture: Picture, looker: Looker | None = None, progress: Progress = silent) -> Description:
    """What is seen in a picture, by `looker` or else by the first one that is ready.

    Raises
    ------
    BadPicture
        It has no pixels.
    MissingExtra, MissingWeights
        The looker is not ready; the text says what mends it.
    """
    looker = looker or LOOKERS.choose()[0]
    return looker.look(picture, np.random.default_rng(0), progress)
