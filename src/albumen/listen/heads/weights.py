"""The heads' weights beside this file, and the card that says what they learnt from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from albumen.errors import MissingWeights
from albumen.models.runtime import not_shipped, shipped

HeadName = Literal["genre", "mood"]
HEADS: tuple[HeadName, ...] = ("genre", "mood")
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
    """Correlation with the teacher over songs of packages that were held out, the mean over the classes."""


def head_card(head: HeadName, folder: Path = FOLDER) -> HeadCard:
    """The card of a head's weights.

    Raises
    ------
    MissingWeights
        The card is not there, or is damaged.
    """
    path = folder / "card.json"
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
        own = card["heads"][head]
        agreement = float(own["held_out"]["mean_correlation"])
        return HeadCard(folder / own["file"], own["sha256"], tuple(own["classes"]), card["licence"], agreement)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise MissingWeights(not_shipped(path, WHAT, "are not there or damaged")) from fault


def read_head(head: HeadName, folder: Path = FOLDER) -> bytes:
    """A head's ONNX file, checked against its card.

    Raises
    ------
    MissingWeights
        The file is not there, or its checksum is not the card's.
    """
    card = head_card(head, folder)
    return shipped(card.path, card.sha256, WHAT)
