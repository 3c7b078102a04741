"""Counts in MusicCaps how often two genres, and a genre and a mood, are said of the same music.

    python -m tools.count_kin musiccaps-public.csv src/albumen/look/kin.json

What says a genre or a mood is told in `tools/evidence_words.py`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from albumen.vocabulary import GENRES, MOODS
from tools.count_evidence import LICENCE, SOURCE, read_rows

COVER_GENRES = ("Country", "Electronic", "Hip hop", "Pop", "Rock")


def count(rows: Iterable[frozenset[str]], told: Sequence[str] = COVER_GENRES) -> dict[str, Any]:
    """The table that albumen ships, from rows of genres and moods; `told` are those that covers are told apart by."""
    named = list(rows)
    has_genre = np.array([[genre in row for genre in GENRES] for row in named], np.int64)
    has_mood = np.array([[mood in row for mood in MOODS] for row in named], np.int64)
    any_genre = has_genre.any(axis=1)
    any_told = has_genre[:, [GENRES.index(genre) for genre in told]].any(axis=1)
    return {
        "source": SOURCE,
        "licence": LICENCE,
        "others": round(float((any_genre & ~any_told).sum() / any_genre.sum()), 4),
        "rows": has_genre.sum(axis=0).tolist(),
        "genres": (has_genre.T @ has_genre).tolist(),
        "moods": (has_genre.T @ has_mood).tolist(),
    }


def main() -> None:
    """Reads the csv and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("musiccaps", type=Path, help="musiccaps-public.csv")
    parser.add_argument("table", type=Path, help="where the counts go, as JSON")
    asked = parser.parse_args()
    table = count(row.classes for row in read_rows(asked.musiccaps))
    asked.table.write_text(json.dumps(table).replace("], [", "],\n  [").replace(', "', ',\n "') + "\n", "utf-8")


if __name__ == "__main__":
    main()
