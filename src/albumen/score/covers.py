"""How well the genre of covers is told: one genre each, so accuracy and a confusion matrix in plain counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.data.covers import Cover, Covers, read_covers, without
from albumen.data.covers.library import cover_pixels
from albumen.errors import BadDataset
from albumen.look.cover_genre import Classifier, load_classifier
from albumen.progress import Progress, part, silent

SEED, RESAMPLES = 0, 1000
"""Of the bootstrap."""
TOP = (1, 2, 3)


@dataclass(frozen=True, slots=True, eq=False)
class CoverReport:
    """`confusion` int64 [genres, genres]: rows the true genres, columns what they are called."""

    title: str
    part: str
    genres: tuple[str, ...]
    confusion: NDArray[np.int64]
    top: dict[int, float]
    """Share of covers whose genre is among the likeliest 1, 2, 3."""
    interval: tuple[float, float]
    """Of the accuracy, 95 %, by drawing sleeves."""
    sleeves: int

    @property
    def covers(self) -> int:
        """How many were measured."""
        return int(self.confusion.sum())

    def measures(self) -> dict[str, dict[str, float]]:
        """Precision, recall and F1 of each genre, as the paper's Table 1; 0 where nothing is called or there."""
        right = np.diag(self.confusion).astype(np.float64)
        called, truly = self.confusion.sum(axis=0), self.confusion.sum(axis=1)
        sums = (called, truly, (called + truly) / 2)
        rows = np.stack([right / np.maximum(each, 1) for each in sums], axis=1)
        names = ("precision", "recall", "f1")
        return {
            genre: dict(zip(names, map(float, row), strict=True)) for genre, row in zip(self.genres, rows, strict=True)
        }

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "title": self.title,
            "part": self.part,
            "covers": self.covers,
            "sleeves": self.sleeves,
            "accuracy": self.top[1],
            "interval": {"level": 0.95, "low": self.interval[0], "high": self.interval[1], "resamples": RESAMPLES},
            "top": {str(count): share for count, share in self.top.items()},
            "genres": self.measures(),
            "confusion": {name: row.tolist() for name, row in zip(self.genres, self.confusion, strict=True)},
        }

    def to_text(self) -> str:
        """A table for people."""
        wide = max(9, *(len(name) for name in self.genres))
        others = "".join(f"{name[:9]:>11}" for name in self.genres)
        lines = [
            f"{self.title}: {self.covers:,} covers of {self.sleeves:,} sleeves ({self.part})",
            f"accuracy {self.top[1]:.3f} ({self.interval[0]:.3f}..{self.interval[1]:.3f}), "
            + ", ".join(f"among the likeliest {count} {share:.3f}" for count, share in self.top.items() if count > 1),
            "",
            f"{'':{wide}}  prec.  recall     F1   called{others}",
        ]
        for row, (genre, own) in enumerate(self.measures().items()):
            counts = "".join(f"{count:>11,}" for count in self.confusion[row])
            lines.append(
                f"{genre:{wide}}  {own['precision']:.3f}   {own['recall']:.3f}  {own['f1']:.3f}         {counts}"
            )
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A report with what it rests on: the classifier, the covers, and their probabilities [covers, genres]."""

    report: CoverReport
    classifier: Classifier
    measured: tuple[Cover, ...]
    told: NDArray[np.float64]


def score_covers(weights: Path, folder: Path, everything: bool = False, progress: Progress = silent) -> Measured:
    """The report of a trained classifier on a set of covers.

    Parameters
    ----------
    weights
        The folder that training wrote.
    folder
        The set that it was trained on, of which only the test covers are measured.
    everything
        The set is another one: all covers of known genres are measured. Whether a sleeve of the training is among them
        cannot be known then.
    progress
        Told the part that is done.

    Raises
    ------
    MissingWeights, MissingExtra
        There is no such classifier, or it cannot be used here.
    BadDataset
        The covers are not there.
    BadPicture
        A test cover cannot be read.
    """
    classifier = load_classifier(weights)
    held = read_covers(folder, part(progress, 0.0, 0.3))
    covers = held if everything else tested(held, classifier)
    rows = [at for at, cover in enumerate(covers.covers) if cover.genre in classifier.names]
    if not rows:
        raise BadDataset(f"{folder} has no cover of {', '.join(classifier.names)}.")
    told = likelihoods(classifier, covers, rows, part(progress, 0.3, 1.0))
    truth = np.array([classifier.names.index(covers.covers[row].genre) for row in rows])
    title = str(classifier.card.get("title", "cover genre"))
    which = "all covers" if everything else "test covers, never learnt from"
    found = report(title, which, classifier.names, truth, told, covers.sleeves[rows])
    return Measured(found, classifier, tuple(covers.covers[row] for row in rows), told)


def report(
    title: str,
    part: str,
    genres: Sequence[str],
    truth: NDArray[np.int64],
    told: NDArray[Any],
    sleeves: NDArray[np.int64],
) -> CoverReport:
    """Measures probabilities [n, genres] against the true genres [n]; `sleeves` [n] are what the interval draws."""
    confusion = np.zeros((len(genres), len(genres)), np.int64)
    np.add.at(confusion, (truth, told.argmax(axis=1)), 1)
    own = told[np.arange(len(truth)), truth]
    ranks = (told > own[:, None]).sum(axis=1)
    top = {count: float((ranks < count).mean()) for count in TOP if count < len(genres)}
    right = told.argmax(axis=1) == truth
    return CoverReport(title, part, tuple(genres), confusion, top, _interval(right, sleeves), len(np.unique(sleeves)))


def tested(covers: Covers, classifier: Classifier) -> Covers:
    """The test covers of a classifier's own set; BadDataset if they are not all there."""
    names = set(classifier.card["data"]["test"])
    missing = names - {cover.name for cover in covers.covers}
    if missing:
        raise BadDataset(
            f"{len(missing)} of {len(names)} test covers are not in the folder (such as {min(missing)}); name the "
            "folder that was trained on, or --all for another set."
        )
    return without(covers, [cover.name for cover in covers.covers if cover.name not in names])


def likelihoods(
    classifier: Classifier, covers: Covers, rows: Sequence[int], progress: Progress = silent
) -> NDArray[np.float64]:
    """Probabilities [rows, genres] of these covers."""
    told = []
    for done, row in enumerate(rows):
        progress(done / len(rows), "telling genres")
        told.append(classifier.probabilities([cover_pixels(covers.covers[row].path)])[0])
    return np.stack(told)


def _interval(right: NDArray[np.bool_], sleeves: NDArray[np.int64]) -> tuple[float, float]:
    groups = np.unique(sleeves, return_inverse=True)[1]
    found, size = np.bincount(groups, right), np.bincount(groups)
    drawn = np.random.default_rng(SEED).integers(0, len(size), (RESAMPLES, len(size)))
    low, high = np.quantile(found[drawn].sum(axis=1) / size[drawn].sum(axis=1), (0.025, 0.975))
    return float(low), float(high)
