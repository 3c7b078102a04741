"""Pictures from files, whatever they claim to be."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from albumen.errors import BadPicture

MOST_PIXELS = 150_000_000
"""More than 12,000 x 12,000 is a bomb or a poster, and no cover."""
_FAULTS = (
    OSError, SyntaxError, ValueError, struct.error, EOFError, IndexError, KeyError, TypeError, OverflowError,
    MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
"""What Pillow's readers raise on damaged files."""


def open_picture(source: Path | bytes) -> Image.Image:
    """The picture in a file, or in its bytes, decoded whole.

    Raises
    ------
    BadPicture
        It is missing, empty, no picture, cut short, or far too large.
    """
    name = str(source) if isinstance(source, Path) else "The picture"
    data = _bytes(source) if isinstance(source, Path) else source
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data))
            if image.width * image.height > MOST_PIXELS:
                raise BadPicture(
                    f"{name} has {image.width} x {image.height} pixels, more than any cover; make it smaller."
                )
            image.load()
    except UnidentifiedImageError as error:
        raise BadPicture(f"{name} is not a picture.") from error
    except _FAULTS as error:
        raise BadPicture(f"{name} is a damaged or cut-off picture ({str(error) or type(error).__name__}).") from error
    return image


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadPicture(f"{path} cannot be read ({error.strerror}).") from error
    if not data:
        raise BadPicture(f"{path} is empty.")
    return data
