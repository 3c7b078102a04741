"""What linear probes learn of Emotify from the description vector: genre, nine emotions, valence and arousal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from albumen.data.emotify import EMOTIONS
from albumen.data.emotify_vectors import AXES, EmotifyVectors
from albumen.score.probe import Figures, Told, classify, regress

DATA = "Emotify (music by Magnatune, CC BY-NC-SA)"


@dataclass(frozen=True, slots=True, eq=False)
class EmotifyFigures:
    """Accuracy for genres, Pearson's r for what was felt; from `pieces` pieces, each foretold while held out."""

    pieces: int
    dimensions: int
    folds: int
    told: Told
    """What genre each piece was taken for."""
    emotions: Figures
    axes: Figures

    @property
    def genre(self) -> Figures:
        """Accuracy for the genre."""
        return self.told.accuracy()

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        parts = {"genre": self.genre, "emotions": self.emotions, "axes": self.axes}
        head = {"data": DATA, "pieces": self.pieces, "dimensions": self.dimensions, "folds": self.folds}
        confusion = {"genres": self.told.names, "confusion": self.told.confusion().tolist()}
        return head | {name: figures.to_dict() for name, figures in parts.items()} | confusion

    def to_text(self) -> str:
        """A table for people."""
        seeds = len(self.genre.values)
        lines = [
            f"{DATA}: {self.pieces} pieces, {self.dimensions} numbers each; linear probes, {self.folds} folds, "
            f"{seeds} seed{'s' * (seeds > 1)}; mean ± standard deviation over seeds",
            "",
            f"{'genre of ' + str(len(self.told.names)):20} accuracy {_said(self.genre)}",
            *_taken_for(self.told),
            f"{'nine emotions':20} r        {_said(self.emotions)}",
        ]
        for figures in (self.emotions, self.axes):
            each = figures.values.mean(axis=0)
            lines.extend(f"  {name:18} r        {r:.3f}" for name, r in zip(figures.names, each, strict=True))
        return "\n".join(lines) + "\n"


def probe_emotify(table: EmotifyVectors, seeds: Sequence[int] = range(5), folds: int = 5) -> EmotifyFigures:
    """Probes the vectors; MissingExtra without scikit-learn."""
    felt = regress(table.vectors, table.felt, AXES, table.genres, seeds, folds)
    return EmotifyFigures(
        len(table.vectors),
        int(table.vectors.shape[1]),
        folds,
        classify(table.vectors, table.genres, seeds, folds),
        felt.only(EMOTIONS),
        felt.only(AXES[len(EMOTIONS) :]),
    )


def _said(figures: Figures) -> str:
    return f"{figures.mean:.3f} ± {figures.spread:.3f}"


def _taken_for(told: Told) -> list[str]:
    """A line for each class: its recall, and what it was mistaken for, the commonest mistake first."""
    lines = []
    for row, (name, shares) in enumerate(zip(told.names, told.confusion(), strict=True)):
        mistakes = [column for column in np.argsort(-shares, kind="stable") if column != row and shares[column] > 0]
        taken = ", ".join(f"{told.names[column]} {shares[column]:.3f}" for column in mistakes)
        lines.append(f"  {name:18} recall   {shares[row]:.3f}" + (f"  taken for {taken}" if taken else ""))
    return lines
