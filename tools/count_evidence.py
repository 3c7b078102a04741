"""Counts in MusicCaps how often each genre and mood goes with each of musicnn's tag words.

    python -m tools.count_evidence musiccaps-public.csv tools/evidence.json

MusicCaps (Agostinelli et al. 2023, "MusicLM: Generating Music From Text") has 5,521 ten-second clips; musicians wrote
aspects ("mellow piano melody") and a caption of each, and each carries AudioSet's labels. A row is evidence of a
genre or mood if AudioSet labels it so (or with a child of it in AudioSet's ontology), or if one of its aspects names
it. It says a tag if its aspects or caption have the tag's words, denied ones ("no voices") taken out first.
A tag that the pattern of a genre or mood matches ("blues", "heavy metal") is one of its names.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.evidence_words import LABELS, NAMED, TAGS

SOURCE = "MusicCaps (Agostinelli et al. 2023), aspects and captions against AudioSet labels; derived counts"
LICENCE = "CC BY-SA 4.0"
COLUMNS = ("audioset_positive_labels", "aspect_list", "caption")
DENIED = re.compile(r"\b(?:no|without(?: any)?)\s+(?:other\s+)?\w+|\b(?:instrumental|non-vocal)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """What one clip says: genres and moods, and tags."""

    classes: frozenset[str]
    tags: frozenset[str]


def read_rows(path: Path) -> list[Row]:
    """The rows of MusicCaps' public csv as classes and tags; ValueError if it lacks a column."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        lacking = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if lacking:
            raise ValueError(f"{path} is not MusicCaps' public csv: it lacks {', '.join(lacking)}.")
        return [_row(line) for line in reader]


def count(rows: Iterable[Row]) -> dict[str, Any]:
    """The table: rows of each class, rows that say each tag, rows that do both, and names."""
    rows = list(rows)
    classes = Counter(name for row in rows for name in row.classes)
    tags = Counter(tag for row in rows for tag in row.tags)
    both = Counter((tag, name) for row in rows for tag in row.tags for name in row.classes)
    return {
        "source": SOURCE,
        "licence": LICENCE,
        "rows": len(rows),
        "classes": {name: classes[name] for name in LABELS},
        "tags": {tag: tags[tag] for tag in TAGS},
        "names": {tag: names for tag in TAGS if (names := sorted(_named([tag.lower()])))},
        "both": {tag: {name: both[tag, name] for name in LABELS if both[tag, name]} for tag in TAGS},
    }


def main() -> None:
    """Reads the csv and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("musiccaps", type=Path, help="musiccaps-public.csv")
    parser.add_argument("table", type=Path, help="where the counts go, as JSON")
    asked = parser.parse_args()
    asked.table.write_text(_text(count(read_rows(asked.musiccaps))), "utf-8")


def _text(table: dict[str, Any]) -> str:
    """JSON with a tag a line, so that a change of the patterns can be read as a diff."""
    head = {name: value for name, value in table.items() if name != "both"}
    lines = [f"  {json.dumps(tag)}: {json.dumps(counts, ensure_ascii=False)}" for tag, counts in table["both"].items()]
    return json.dumps(head, indent=1, ensure_ascii=False)[:-2] + ',\n "both": {\n' + ",\n".join(lines) + "\n }\n}\n"


def _row(line: dict[str, str]) -> Row:
    aspects = [aspect.lower().strip() for aspect in ast.literal_eval(line["aspect_list"])]
    text = " ; ".join([*aspects, line["caption"].lower()])
    labels = frozenset(line["audioset_positive_labels"].split(","))
    return Row(_classes(labels, aspects), _tags(text))


def _classes(labels: frozenset[str], aspects: list[str]) -> frozenset[str]:
    return _named(aspects).union(name for name, ids in LABELS.items() if labels.intersection(ids))


def _named(words: list[str]) -> frozenset[str]:
    return frozenset(name for name, pattern in NAMED.items() if any(re.fullmatch(pattern, word) for word in words))


def _tags(text: str) -> frozenset[str]:
    affirmed = DENIED.sub(" ", text)
    return frozenset(tag for tag, words in TAGS.items() if re.search(words, text if _denies(tag) else affirmed))


def _denies(tag: str) -> bool:
    return tag.startswith("no ") or tag == "instrumental"


if __name__ == "__main__":
    main()
