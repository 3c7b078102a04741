"""AudioSet's ontology: what is below what (github.com/audioset/ontology)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from albumen.data.audioset.labels import Bits, widened
from albumen.data.audioset.segments import read_indices
from albumen.errors import BadDataset

Children = Mapping[str, tuple[str, ...]]
"""MIDs directly below each MID."""


def read_ontology(path: Path) -> Children:
    """The children of every MID by ontology.json; BadDataset if the file is another."""
    try:
        return {entry["id"]: tuple(entry["child_ids"]) for entry in json.loads(path.read_text(encoding="utf-8"))}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadDataset(f"{path} is not AudioSet's ontology.json ({error}); bring the file again.") from error


def descendants(children: Children) -> dict[str, frozenset[str]]:
    """Every MID below each MID, however deep; a MID may have several parents."""
    return {mid: frozenset(_below(mid, children)) for mid in children}


def ontology_bits(folder: Path) -> Bits:
    """Labels with all that is below them, by the folder's ontology.json and class_labels_indices.csv.

    Raises
    ------
    BadDataset
        One of the two is missing or another file.
    """
    below = descendants(read_ontology(folder / "ontology.json"))
    try:
        return widened(below, read_indices(folder / "class_labels_indices.csv"))
    except KeyError as error:
        raise BadDataset(f"{folder / 'ontology.json'} lacks the label {error}; bring the file again.") from None


def _below(mid: str, children: Children) -> set[str]:
    found: set[str] = set()
    waiting = list(children.get(mid, ()))
    while waiting:
        child = waiting.pop()
        if child not in found:
            found.add(child)
            waiting.extend(children.get(child, ()))
    return found
