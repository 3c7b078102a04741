"""Emotify: 400 pieces of 30 s to 60 s in four genres, and what 11 to 59 listeners felt at each (for study only).

Aljanaki, Wiering and Veltkamp, "Studying emotion induced by music through a crowdsourcing game", Information Processing
& Management 52 (2016). The music is Magnatune's, CC BY-NC-SA: models trained on it may be measured, not shipped.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from albumen.errors import BadDataset

EMOTIONS: tuple[str, ...] = (
    "amazement", "solemnity", "tenderness", "nostalgia", "calmness", "power", "joyful_activation", "tension", "sadness",
)  # fmt: skip
"""The nine of the Geneva Emotional Music Scale (Zentner, Grandjean and Scherer 2008), in the words of Emotify."""

VALENCE: dict[str, int] = {"joyful_activation": 1, "tenderness": 1, "sadness": -1, "tension": -1}
"""Signs of the emotions that are clearly pleasant or unpleasant: Zentner et al. 2008 find tension and sadness to be one
factor, unease. Bittersweet ones (nostalgia, solemnity) have no sign."""

AROUSAL: dict[str, int] = {
    "joyful_activation": 1, "power": 1, "tension": 1, "calmness": -1, "sadness": -1, "tenderness": -1,
}  # fmt: skip
"""Signs of the emotions that are clearly excited or calm: joyful activation and power are one factor, vitality (Zentner
et al. 2008); tension and calmness lie at the ends of Russell's axis of arousal (1980)."""

LISTING = "ratings.csv"
_NEEDED = ("file", "genre", "raters", *EMOTIONS)

Ratings = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: where it lies, its genre, and the share of its `raters` listeners who felt each of `EMOTIONS`."""

    path: Path
    genre: str
    raters: int
    ratings: tuple[float, ...]


def read_emotify(folder: Path) -> tuple[Piece, ...]:
    """The pieces of a folder that holds `ratings.csv` and GENRE/*.mp3, in the order of the file.

    `ratings.csv` has the columns file (GENRE/NAME.mp3), genre, raters, and one for each emotion (0..1). Sound files
    that it does not name are passed over.

    Raises
    ------
    BadDataset
        The listing cannot be read, lacks a column, names a file that is not there or names one twice, or a row is
        damaged.
    """
    listing = folder / LISTING
    pieces: dict[str, Piece] = {}
    for line, row in _rows(listing):
        if row["file"] in pieces:
            raise BadDataset(f"{listing}, line {line}: {row['file']} was rated before; bring the file again.")
        pieces[row["file"]] = _piece(folder, listing, line, row)
    if not pieces:
        raise BadDataset(f"{listing} rates no piece; bring the file again.")
    return tuple(pieces.values())


def ratings_of(pieces: Sequence[Piece]) -> Ratings:
    """The ratings of the pieces as a matrix, float64 [pieces, 9]."""
    return np.array([piece.ratings for piece in pieces], np.float64).reshape(len(pieces), len(EMOTIONS))


def affect_of(ratings: Ratings) -> Ratings:
    """Valence and arousal of ratings [pieces, 9], each -1..1, float64 [pieces, 2].

    valence = (joyful activation + tenderness - sadness - tension) / 2,
    arousal = (joyful activation + power + tension - calmness - sadness - tenderness) / 3, as `VALENCE` and `AROUSAL`
    have it. Nobody was asked for either: this reads two axes into nine scales, so figures for them say less.
    """
    axes = np.array([[axis.get(emotion, 0) for emotion in EMOTIONS] for axis in (VALENCE, AROUSAL)], np.float64)
    return np.asarray(ratings @ (2 * axes / np.abs(axes).sum(axis=1, keepdims=True)).T, np.float64)


def _rows(listing: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with listing.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise BadDataset(f"{listing} has no column {missing[0]}; it is not Emotify's, or bring it again.")
            return [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadDataset(f"{listing} cannot be read ({error}); give Emotify's folder, which holds it.") from error


def _piece(folder: Path, listing: Path, line: int, row: dict[str, str]) -> Piece:
    name = PurePosixPath(row["file"] or "")
    if name.is_absolute() or ".." in name.parts or len(name.parts) != 2:
        raise BadDataset(f"{listing}, line {line}: {row['file']!r} is not GENRE/NAME inside the folder.")
    path = folder / name
    if not path.is_file():
        raise BadDataset(f"{listing}, line {line}: {path} is not there; bring it, or take it out of the listing.")
    try:
        raters, ratings = int(row["raters"]), tuple(float(row[emotion]) for emotion in EMOTIONS)
    except (TypeError, ValueError):
        raise BadDataset(f"{listing}, line {line} is damaged: raters and emotions must be numbers.") from None
    if not (row["genre"] and raters > 0 and all(math.isfinite(rating) and 0 <= rating <= 1 for rating in ratings)):
        raise BadDataset(f"{listing}, line {line} is damaged: a genre, a rater and emotions in 0..1 are needed.")
    return Piece(path, row["genre"], raters, ratings)
