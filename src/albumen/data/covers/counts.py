"""What a set of covers holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from albumen.data.covers.library import Covers
from albumen.data.covers.split import PARTS

LICENCE = "covers belong to their owners; train on them for study, ship neither them nor weights made from them"
"""Said of any set of real covers: the public ones were gathered without asking."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Covers by genre and part, sleeves, and what is left out."""

    genres: Mapping[str, Mapping[str, int]]
    """Covers of each genre in each of `PARTS`."""
    covers: int
    sleeves: int
    repeated: tuple[tuple[str, ...], ...]
    """Names of covers that show one sleeve."""
    across: int
    """Sleeves that stand in more than one genre."""
    unreadable: tuple[str, ...]
    """A sentence for each picture that cannot be read."""
    seed: int

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "covers": self.covers,
            "sleeves": self.sleeves,
            "genres": {genre: dict(parts) for genre, parts in self.genres.items()},
            "repeated": [list(names) for names in self.repeated],
            "across_genres": self.across,
            "unreadable": list(self.unreadable),
            "seed": self.seed,
            "licence": LICENCE,
        }

    def to_text(self) -> str:
        """A table for people."""
        wide = max(len(name) for name in (*self.genres, "together"))
        lines = [f"{'':{wide}}" + "".join(f"{name:>12}" for name in ("covers", *PARTS))]
        together: Counter[str] = Counter()
        for genre, parts in self.genres.items():
            together.update(parts)
            lines.append(_row(genre, wide, parts))
        lines.append(_row("together", wide, together))
        several = sum(len(names) - 1 for names in self.repeated)
        lines.append(f"\n{self.sleeves:,} sleeves: {several:,} covers show one that another shows, too.")
        lines.append(f"{self.across:,} sleeves stand in several genres. No sleeve is in two parts (seed {self.seed}).")
        lines += [f"{len(self.unreadable):,} pictures cannot be read:"] if self.unreadable else []
        return "\n".join([*lines, *(f"  {said}" for said in self.unreadable)]) + "\n"


def count(covers: Covers, seed: int = 0) -> Counts:
    """Counts a set as it is split by `seed`."""
    parts = covers.parts(seed)
    held: dict[str, dict[str, int]] = {genre: dict.fromkeys(PARTS, 0) for genre in covers.genres}
    for cover, part in zip(covers.covers, parts.tolist(), strict=True):
        held[cover.genre][PARTS[part]] += 1
    groups = [[covers.covers[at] for at in np.flatnonzero(covers.sleeves == sleeve)] for sleeve in _several(covers)]
    return Counts(
        held,
        len(covers),
        len(np.unique(covers.sleeves)),
        tuple(tuple(cover.name for cover in group) for group in groups),
        sum(len({cover.genre for cover in group}) > 1 for group in groups),
        tuple(str(error) for error in covers.unreadable),
        seed,
    )


def _several(covers: Covers) -> list[int]:
    return [int(sleeve) for sleeve in np.flatnonzero(np.bincount(covers.sleeves) > 1)]


def _row(name: str, wide: int, parts: Mapping[str, int]) -> str:
    counts = (sum(parts.values()), *(parts[part] for part in PARTS))
    return f"{name:{wide}}" + "".join(f"{value:>12,}" for value in counts)
