"""Genres of a picture: what kind of music has a cover that looks like this."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from albumen.look.features import Floats
from albumen.vocabulary import GENRES, MOODS


@dataclass(frozen=True, slots=True)
class CoverModel:
    """Logistic regression from standard scores to a few genres: weights [genres, features], bias [genres]."""

    genres: tuple[str, ...]
    weights: Floats
    bias: Floats

    def __call__(self, scores: Floats) -> Floats:
        """Probability of each of its genres, float64 [genres]."""
        logits = self.weights @ scores + self.bias
        likely = np.exp(logits - logits.max())
        return np.asarray(likely / likely.sum())


@dataclass(frozen=True, slots=True)
class Kin:
    """How genres go together and with moods: rows of MusicCaps that say both."""

    rows: Floats
    """Rows that say each genre [25]."""
    genres: Floats
    """Rows that say two genres [25, 25]; the diagonal is `rows`."""
    moods: Floats
    """Rows that say a genre and a mood [25, 7]."""
    others: float
    """Share of rows with a genre that have none of the cover model's."""


def genres(scores: Floats, moods: Mapping[str, float]) -> dict[str, float]:
    """Probability of each of AudioSet's 25 genres, their sum 1.

    Five of them are told by `cover_model`; the others are told from these five by how often people say two genres of
    the same music, and a share for music that is none of the five; all are then weighed by how well the genre's moods
    agree with the picture's. Covers say little of the music in them: docs/pictures.md has the figures.
    """
    model, known = cover_model(), kin()
    told = _shared(model, known).T @ model(scores)
    base = known.rows / known.rows.sum()
    likely = ((1 - known.others) * told + known.others * base) * _agreement(known, moods)
    return dict(zip(GENRES, (likely / likely.sum()).tolist(), strict=True))


def _shared(model: CoverModel, known: Kin) -> Floats:
    """Of the music of each of the model's genres, the share that people call each of the 25 [genres, 25]."""
    rows = known.genres[[GENRES.index(genre) for genre in model.genres]]
    return np.asarray(rows / rows.sum(axis=1, keepdims=True))


def _agreement(known: Kin, moods: Mapping[str, float]) -> Floats:
    """How many times likelier each genre is for the picture's moods; each count is taken with 20 ordinary rows."""
    usual = known.moods.sum(axis=0) / known.moods.sum()
    share = (known.moods + 20 * usual) / (known.moods.sum(axis=1, keepdims=True) + 20)
    felt = np.array([moods[mood] for mood in MOODS])
    return np.asarray((share / usual) @ felt)


@cache
def cover_model() -> CoverModel:
    """The table that `tools/measure_covers.py` fitted to album covers of five genres.

    It is a weight for each feature and genre: far too few numbers to give back any of the covers, whose rights are with
    their owners.
    """
    held = _read("cover_genres.json")
    return CoverModel(tuple(held["genres"]), np.array(held["weights"]), np.array(held["bias"]))


@cache
def kin() -> Kin:
    """The counts that `tools/count_kin.py` made from MusicCaps (CC BY-SA 4.0, as is the table)."""
    held = _read("kin.json")
    rows, together, moods = (np.array(held[name], np.float64) for name in ("rows", "genres", "moods"))
    return Kin(rows, together, moods, float(held["others"]))


def _read(name: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return held
