"""The picture that is played, as its music remembers it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from albumen import look
from albumen.errors import BadPicture
from albumen.picture import Picture
from albumen.walk.playing.artwork import artwork


@dataclass(frozen=True, slots=True)
class Subject:
    """What the files of its pieces say of a picture."""

    name: str
    """What the files are called before the number, and their title."""
    artwork: bytes
    """JPEG or PNG."""
    source: str
    """The picture's file name; empty where there was no file."""
    sha256: str
    """Of the picture's file, or of its pixels where there was no file."""


def opened(given: Picture | Path | str, name: str = "") -> tuple[Picture, Subject]:
    """A picture from a file or one at hand, and what is to be remembered of it; BadPicture if it cannot be read."""
    if isinstance(given, Picture):
        digest = hashlib.sha256(repr(given.pixels.shape).encode() + given.pixels.tobytes()).hexdigest()
        origin = Path(given.origin)
        return given, Subject(name or origin.stem or "picture", artwork(given), origin.name, digest)
    path = Path(given)
    picture = look.open(path)
    return picture, Subject(name or path.stem, artwork(picture, path), path.name, file_hash(path))


def file_hash(path: Path) -> str:
    """SHA-256 of a picture's file; BadPicture if it cannot be read."""
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while block := file.read(1 << 20):
                digest.update(block)
    except (OSError, ValueError) as error:
        raise BadPicture(f"{path} cannot be read ({getattr(error, 'strerror', error)}).") from error
    return digest.hexdigest()
