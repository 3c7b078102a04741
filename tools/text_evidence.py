"""What tag words say of genres and moods, counted in MusicCaps."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.vocabulary import GENRES, MOODS
from tools.tag_priors import TAGS

CLASSES: tuple[str, ...] = GENRES + MOODS

SMOOTHING = 30.0
"""Rows without any news that are added to each tag's rows, so that a tag said ten times moves no mood far."""

RESERVE = 40.0
"""Rows added to those that have both a tag and a genre, and to those expected to: tags that go with a rare genre are
then held back more than those of a common one, and no genre wins by being rare."""

ENOUGH_ROWS = 15
"""A tag that fewer rows say does not count towards a class's support."""

ENOUGH_SUPPORT = 0.3
"""A class whose best tag goes with it less often than this cannot be told by the taggers: its evidence is thin."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The counts as probabilities. T tags, C = 25 genres and 7 moods."""

    base: NDArray[np.float64]
    """Share of rows that are evidence of each class [C]."""
    genre_lift: NDArray[np.float64]
    """log(rows with both / rows expected to have both) [T, 25], `RESERVE` added above and below."""
    mood_lift: NDArray[np.float64]
    """log(P(mood | tag) / P(mood)) [T, 7], with `SMOOTHING`."""
    names: NDArray[np.bool_]
    """Whether the tag is a name of the class, as punk is of rock [T, C]."""
    support: NDArray[np.float64]
    """P(class | tag) of the best tag of each class [C]."""

    def thin(self) -> tuple[str, ...]:
        """The genres and moods with too little evidence: no tag of musicnn's points at them."""
        return tuple(name for name, support in zip(CLASSES, self.support, strict=True) if support < ENOUGH_SUPPORT)


@cache
def evidence() -> Evidence:
    """The evidence in the table that `tools/count_evidence.py` made."""
    return weigh(json.loads(Path(__file__).with_name("evidence.json").read_text("utf-8")))


def weigh(table: dict[str, Any]) -> Evidence:
    """Counts as probabilities: P(class | tag) = (n(tag, class) + k P(class)) / (n(tag) + k), k = `SMOOTHING`."""
    base = np.array([table["classes"][name] for name in CLASSES]) / table["rows"]
    rows = np.array([table["tags"][tag] for tag in TAGS], np.float64)
    both = np.array([[table["both"][tag].get(name, 0) for name in CLASSES] for tag in TAGS], np.float64)
    given = (both + SMOOTHING * base) / (rows[:, None] + SMOOTHING)
    support = np.max(given, axis=0, where=(rows >= ENOUGH_ROWS)[:, None], initial=0.0)
    lift = np.log((both + RESERVE) / (rows[:, None] * base + RESERVE))
    names = np.array([[name in table["names"].get(tag, ()) for name in CLASSES] for tag in TAGS])
    genres = len(GENRES)
    return Evidence(base, lift[:, :genres], np.log(given / base)[:, genres:], names, support)
