"""The heads' weights beside this file, and the card that says what they learnt from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from albumen.models.runtime import shipped, shipped_card
from albumen.vocabulary import GENRES, MOODS

HeadName = Literal["genre", "mood"]
HEADS: tuple[HeadName, ...] = ("genre", "mood")
CLASSES: Mapping[HeadName, tuple[str, ...]] = {"genre": GENRES, "mood": (*MOODS, "valence", "arousal")}
"""The outputs of each head, in their order."""
FOLDER = Path(__file__).parent
WHAT = "the genre and mood heads"


@dataclass(frozen=True, slots=True)
class HeadCard:
    """What `card.json` says of one head."""

    path: Path
    sha256: str
    classes: tuple[str, ...]
    """Its outputs, in their order."""
    licence: str
    agreement: float
    """Correlation with the teachers over songs of packages that were held out, the mean over the classes."""


def head_card(head: HeadName, folder: Path = FOLDER) -> HeadCard:
    """The card of a head's weights; MissingWeights if it is not there or damaged."""

    def read(card: Any) -> HeadCard:
        own = card["heads"][head]
        agreement = float(own["held_out"]["mean_correlation"])
        return HeadCard(folder / own["file"], own["sha256"], tuple(own["classes"]), card["licence"], agreement)

    return shipped_card(folder, WHAT, read)


def thin_classes(folder: Path = FOLDER) -> tuple[str, ...]:
    """Genres and moods that no tag of musicnn's points at; MissingWeights if the card is not there or damaged."""
    return shipped_card(folder, WHAT, lambda card: tuple(card["thin"]))


def read_head(head: HeadName, folder: Path = FOLDER) -> bytes:
    """A head's ONNX file, checked; MissingWeights if it is not there, or its checksum is not the card's."""
    card = head_card(head, folder)
    return shipped(card.path, card.sha256, WHAT)
