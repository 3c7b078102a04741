"""Emotify as a table: the description vector of each piece, its genre and what was felt, heard once and kept."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from albumen import audio
from albumen.data.emotify import EMOTIONS, affect_of, ratings_of, read_emotify
from albumen.errors import BadDataset
from albumen.listen import Listener
from albumen.progress import Progress, silent
from albumen.sleeve import atomic

AXES: tuple[str, ...] = (*EMOTIONS, "valence", "arousal")
"""What the table's Y holds: the nine emotions, and the two axes read into them (`emotify.affect_of`)."""


@dataclass(frozen=True, slots=True, eq=False)
class EmotifyVectors:
    """N pieces: `vectors` float32 [N, dimensions], `genres` str [N], `felt` float64 [N, 11] in the order of `AXES`."""

    vectors: NDArray[np.float32]
    genres: NDArray[np.str_]
    felt: NDArray[np.float64]


def hear_emotify(folder: Path, listener: Listener, progress: Progress = silent) -> EmotifyVectors:
    """Listens to every piece of Emotify's folder.

    Raises
    ------
    BadDataset
        The folder is not Emotify's (see `read_emotify`), or the listener gives no vector.
    BadAudio
        A piece cannot be decoded.
    """
    pieces = read_emotify(folder)
    rows = []
    for done, piece in enumerate(pieces):
        progress(done / len(pieces), piece.path.name)
        heard = listener.listen(audio.open(piece.path), np.random.default_rng(0), silent)
        if heard.embedding is None:
            raise BadDataset(f"The listener {listener.card.name} gives no description vector; choose another.")
        rows.append(heard.embedding)
    progress(1.0, "")
    ratings = ratings_of(pieces)
    genres = np.array([piece.genre for piece in pieces], np.str_)
    return EmotifyVectors(np.stack(rows), genres, np.concatenate([ratings, affect_of(ratings)], axis=1))


def save_vectors(table: EmotifyVectors, path: Path) -> None:
    """Writes the table as .npz, which `albumen train` reads too: X, Y, classes (names of Y's columns), and genres."""
    out = io.BytesIO()
    np.savez(out, X=table.vectors, Y=table.felt, classes=np.array(AXES), genres=table.genres)
    atomic.write(path, out.getvalue())


def read_vectors(path: Path) -> EmotifyVectors:
    """The table that `save_vectors` wrote; BadDataset if the file is another."""
    try:
        with np.load(path, allow_pickle=False) as held:
            arrays: dict[str, NDArray[Any]] = {name: held[name] for name in ("X", "Y", "classes", "genres")}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, TypeError, AttributeError) as error:
        raise BadDataset(f"{path} is no table of Emotify's vectors ({error}); make it again.") from error
    table = EmotifyVectors(arrays["X"].astype(np.float32), arrays["genres"], arrays["Y"].astype(np.float64))
    if tuple(arrays["classes"]) != AXES or len({len(table.vectors), len(table.genres), len(table.felt)}) != 1:
        raise BadDataset(f"{path} is a table of something else than Emotify; make it again.")
    return table
