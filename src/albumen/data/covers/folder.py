"""Folders of covers, a folder for each genre.

GENRE/*.jpg                      any set of one's own
data/GENRE/*.jpg                 "20k Album Covers within 20 Genres" (Kerr 2023), as it unpacks: folders ready for GANs

Whatever lies above the genres does not matter: the folder that a picture stands in names its genre.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from albumen.errors import BadDataset

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic")


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture file, its name below the folder of the set (with /, whatever the system), and its genre."""

    path: Path
    name: str
    genre: str


def find_covers(folder: Path) -> tuple[Cover, ...]:
    """The pictures of a set in the order of their names; hidden files and other endings are passed over.

    Raises
    ------
    BadDataset
        There is no such folder, or no folder in it holds a picture.
    """
    if not folder.is_dir():
        raise BadDataset(f"{folder} is no folder; name one that has a folder of pictures for each genre.")
    found = (path for path in _files(folder) if path.suffix.lower() in ENDINGS and path.parent != folder)
    covers = [Cover(path, path.relative_to(folder).as_posix(), path.parent.name) for path in found]
    if not covers:
        raise BadDataset(f"{folder} has no folder with pictures in it; each genre needs one of its own.")
    return tuple(sorted(covers, key=lambda cover: cover.name))


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        found += [Path(where) / name for name in names if not name.startswith(".")]
    return found
