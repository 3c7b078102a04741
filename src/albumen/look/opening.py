"""Pictures from files, whatever they claim to be."""

from __future__ import annotations

import struct
import warnings
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from albumen.errors import BadPicture

MOST_PIXELS = 150_000_000
"""More than 12,000 x 12,000 is a bomb or a poster; it is refused before anything is decoded."""
MOST_BYTES = 1_000_000_000
"""No picture of so few pixels has a larger file; a film has."""
_FAULTS = (
    OSError, SyntaxError, ValueError, struct.error, EOFError, IndexError, KeyError, TypeError, OverflowError,
    MemoryError, RuntimeError, AttributeError,
)  # fmt: skip
"""What Pillow's readers raise on damaged files."""
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_PROGRAMS = ("EPS", "WMF")
"""Formats that another program would have to be run for."""
_HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


def open_picture(source: Path | bytes, most: int | None = None) -> Image.Image:
    """The picture in a file, or in its bytes, decoded to its end; of an animation the first frame.

    Parameters
    ----------
    source
        The file, or what is in it; its name does not matter.
    most
        Pixels that are enough: JPEGs beyond that are decoded at a half, a quarter or an eighth of their size, never
        below it, which saves time and memory.

    Raises
    ------
    BadPicture
        It is missing, empty, no picture, cut short, or far too large.
    """
    name = str(source) if isinstance(source, Path) else "The picture"
    data = _bytes(source) if isinstance(source, Path) else source
    _heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data))
            _bounded(image, name)
            if most is not None:
                _draft(image, most)
            image.load()
            image.getexif()  # remembered, so that its warnings do not come later either
            if image.mode in ("P", "PA") and image.palette is None:
                raise ValueError("it has no palette")
    except _BOMBS as error:
        raise BadPicture(f"{name} has far more pixels than any cover; make it smaller.") from error
    except UnidentifiedImageError as error:
        raise BadPicture(_unknown(name, data)) from error
    except _FAULTS as error:
        raise BadPicture(f"{name} is a damaged or cut-off picture ({str(error) or type(error).__name__}).") from error
    return image


def frames(image: Image.Image, name: object) -> int:
    """How many pictures an opened file holds, one after the other; BadPicture, which names it, if damage hides that."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return int(getattr(image, "n_frames", 1))
    except _FAULTS as error:
        raise BadPicture(f"{name} is a damaged animation ({str(error) or type(error).__name__}).") from error


def _bounded(image: Image.Image, name: str) -> None:
    if image.format in _PROGRAMS:
        raise BadPicture(f"{name} is a drawing ({image.format}) and no picture; export it as PNG.")
    if image.width * image.height > MOST_PIXELS:
        raise BadPicture(f"{name} has {image.width} x {image.height} pixels, more than any cover; make it smaller.")


def _draft(image: Image.Image, most: int) -> None:
    """Pillow decodes a JPEG at the smallest size that is not below the one that is asked for."""
    shrink = (most / (image.width * image.height)) ** 0.5
    if shrink < 1:
        image.draft(None, (max(1, int(image.width * shrink)), max(1, int(image.height * shrink))))


@cache
def _heif() -> bool:
    """Whether HEIC files can be read: Pillow has no reader of its own, the package pillow-heif is one."""
    try:
        import_module("pillow_heif").register_heif_opener()
    except ImportError:
        return False
    return True


def _unknown(name: str, data: bytes) -> str:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC and not _heif():
        return f"{name} is a HEIC picture, which needs another package; run: pip install pillow-heif"
    return f"{name} is not a picture, or of a kind that cannot be read; a picture can be saved as PNG."


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise BadPicture(
                f"{path} cannot be read ({'it is a folder' if path.is_dir() else 'it is no file'}); name a picture."
            )
        if path.stat().st_size > MOST_BYTES:
            raise BadPicture(f"{path} has more than a gigabyte; no picture that can be used is that large.")
        data = path.read_bytes()
    except OSError as error:
        raise BadPicture(f"{path} cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise BadPicture(f"{path!r} is no path ({error}).") from error
    if not data:
        raise BadPicture(f"{path} is empty.")
    return data
