"""Pictures of how covers are told: both confusion matrices of "Img2Music", Fig. 5, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from albumen.data.chart import figure, save
from albumen.data.covers import Cover
from albumen.data.covers.library import cover_pixels
from albumen.look.cover_genre import Classifier
from albumen.look.cover_genre.cam import beside
from albumen.picture import Pixels
from albumen.score.covers import CoverReport
from albumen.sleeve import atomic


def logged(confusion: NDArray[np.int64]) -> NDArray[np.float64]:
    """A confusion matrix logged and normalised, so that rare confusions are seen: log(1 + count) by its largest."""
    heights = np.log1p(confusion)
    return np.asarray(heights / max(float(heights.max()), 1e-12), np.float64)


def save_confusions(report: CoverReport, path: Path) -> None:
    """Draws the confusion in counts, and beside it logged and normalised; rows are the true genres.

    Raises
    ------
    MissingExtra
        matplotlib is not installed.
    AlbumenError
        The file cannot be written, or its ending is neither .png nor .svg.
    """
    side = 2.6 + 0.45 * len(report.genres)
    drawn = figure(2 * side + 1, side)
    panels = ((report.confusion, "covers", "d"), (logged(report.confusion), "logged and normalised", ".2f"))
    for axes, (matrix, title, kind) in zip(drawn.subplots(1, 2), panels, strict=True):
        image = axes.imshow(matrix, cmap="magma")
        axes.set_xticks(range(len(report.genres)), report.genres, rotation=90)
        axes.set_yticks(range(len(report.genres)), report.genres)
        axes.set(xlabel="is called", ylabel="truly", title=title)
        for (row, column), value in np.ndenumerate(matrix):
            ink = "black" if value > 0.6 * matrix.max() else "white"
            axes.text(column, row, format(value, kind), ha="center", va="center", color=ink, fontsize=7)
        drawn.colorbar(image, ax=axes)
    save(drawn, path)


def save_looks(classifier: Classifier, covers: Sequence[Cover], told: NDArray[np.float64], folder: Path) -> list[Path]:
    """For each genre, draws what was looked at in the surest right cover and in the surest mistake.

    Each PNG has the cover and, beside it, the same under Grad-CAM (or what covering it showed). The paths are returned:
    GENRE-right.png and GENRE-called-OTHER.png. AlbumenError if one cannot be written.
    """
    paths = []
    for row, called in _telling(classifier.names, covers, told):
        truly = covers[row].genre
        name = f"{truly}-right.png" if called == truly else f"{truly}-called-{called}.png"
        picture = cover_pixels(covers[row].path)
        paths.append(folder / name.replace("/", "_"))
        _write(beside(picture, classifier.seen(picture, called)), paths[-1])
    return paths


def _telling(genres: Sequence[str], covers: Sequence[Cover], told: NDArray[np.float64]) -> Iterator[tuple[int, str]]:
    called = told.argmax(axis=1)
    for at, genre in enumerate(genres):
        own = np.array([cover.genre == genre for cover in covers])
        for rows in (np.flatnonzero(own & (called == at)), np.flatnonzero(own & (called != at))):
            if len(rows):
                row = int(rows[told[rows].max(axis=1).argmax()])
                yield row, genres[int(called[row])]


def _write(picture: Pixels, path: Path) -> None:
    out = BytesIO()
    Image.fromarray(picture).save(out, "PNG")
    atomic.write(path, out.getvalue())
