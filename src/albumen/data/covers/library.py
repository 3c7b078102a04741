"""A set of covers, read through once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen.data.covers.folder import Cover, find_covers
from albumen.data.covers.sleeves import Fingerprints, fingerprint, same_sleeves
from albumen.data.covers.split import PARTS, Part, split
from albumen.errors import BadDataset, BadPicture
from albumen.look.opening import open_picture
from albumen.look.pixels import srgb_pixels
from albumen.picture import Pixels
from albumen.progress import Progress, silent

ENOUGH = 160_000
"""Pixels of a cover that are kept: 400 x 400, a little more than any network here looks at."""


@dataclass(frozen=True, slots=True, eq=False)
class Covers:
    """Covers that can be read, in the order of their names, with the sleeve that each shows [n]; and those that cannot,
    with the reason.
    """

    covers: tuple[Cover, ...]
    sleeves: NDArray[np.int64]
    unreadable: tuple[BadPicture, ...] = ()

    def __len__(self) -> int:
        return len(self.covers)

    @property
    def genres(self) -> tuple[str, ...]:
        """The genres there are, in the order of the alphabet."""
        return tuple(sorted({cover.genre for cover in self.covers}))

    @property
    def labels(self) -> NDArray[np.int64]:
        """Each cover's genre [n], as its place in `genres`."""
        places = {genre: at for at, genre in enumerate(self.genres)}
        return np.array([places[cover.genre] for cover in self.covers], np.int64)

    def parts(self, seed: int) -> NDArray[np.int64]:
        """The part of each cover [n], see `split`."""
        return split([cover.genre for cover in self.covers], self.sleeves, seed)

    def part(self, part: Part, seed: int) -> NDArray[np.int64]:
        """The places of the covers of one part."""
        return np.flatnonzero(self.parts(seed) == PARTS.index(part))


def read_covers(folder: Path, progress: Progress = silent) -> Covers:
    """Opens every picture of a set once: what cannot be read is left out and named, what shows one sleeve is found.

    Raises
    ------
    BadDataset
        There is no set, or no picture in it can be read.
    """
    found = find_covers(folder)
    covers: list[Cover] = []
    prints: list[Fingerprints] = []
    bad: list[BadPicture] = []
    for done, cover in enumerate(found):
        progress(done / len(found), "reading covers")
        try:
            prints.append(fingerprint(cover_pixels(cover.path)))
            covers.append(cover)
        except BadPicture as error:
            bad.append(error)
    if not covers:
        raise BadDataset(f"None of the {len(bad)} pictures in {folder} can be read; the first says: {bad[0]}")
    return Covers(tuple(covers), same_sleeves(np.stack(prints)), tuple(bad))


def cover_pixels(path: Path) -> Pixels:
    """A cover's pixels in sRGB, at most about 400 x 400; BadPicture if it cannot be read."""
    return srgb_pixels(open_picture(path, ENOUGH), ENOUGH)


def only(covers: Covers, genres: Sequence[str]) -> Covers:
    """The covers of these genres; BadDataset if one of them has none."""
    missing = [genre for genre in genres if genre not in covers.genres]
    if missing:
        raise BadDataset(f"There is no genre {missing[0]!r} among the covers; there are: {', '.join(covers.genres)}.")
    return _rows(covers, np.array([cover.genre in genres for cover in covers.covers], bool))


def without(covers: Covers, names: Sequence[str]) -> Covers:
    """The covers but for these names, and but for any other picture of the same sleeves."""
    known = {cover.name: sleeve for cover, sleeve in zip(covers.covers, covers.sleeves.tolist(), strict=True)}
    gone = {known[name] for name in names if name in known}
    return _rows(covers, np.array([sleeve not in gone for sleeve in covers.sleeves.tolist()], bool))


def _rows(covers: Covers, kept: NDArray[np.bool_]) -> Covers:
    chosen = tuple(cover for cover, keep in zip(covers.covers, kept, strict=True) if keep)
    _, sleeves = np.unique(covers.sleeves[kept], return_inverse=True)
    return Covers(chosen, np.asarray(sleeves, np.int64), covers.unreadable)
