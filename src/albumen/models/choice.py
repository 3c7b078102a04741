"""Which of the files that a source offers are the ones a card asks for."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from albumen.errors import MissingWeights
from albumen.models.card import ModelCard, ModelFile, check


def chosen(card: ModelCard, offered: Iterable[str], source: str) -> dict[str, ModelFile]:
    """The offered file names that the card asks for, each with its line of the card.

    A pattern takes every name that matches it part by part; where none does, the card's legacy stand-in may.

    Raises
    ------
    MissingWeights
        `source` lacks a file.
    AlbumenError
        A name leaves its folder, or is of a format that may carry code.
    """
    names = sorted(offered)
    found: dict[str, ModelFile] = {}
    for file in card.files:
        matches, legacy = [name for name in names if matching(name, file.path)], file.legacy
        if not matches and file.instead:
            matches, legacy = [name for name in names if matching(name, file.instead)], True
        if not matches:
            raise MissingWeights(f"{source} has no file {file.path}, which {card.name} needs.")
        for name in matches:
            found.setdefault(check(name, legacy), file)
    return found


def matching(name: str, pattern: str) -> bool:
    """Whether a name fits a pattern, folder by folder: `*.json` does not reach into folders."""
    parts, wanted = name.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))
