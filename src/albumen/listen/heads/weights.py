"""The heads' weights beside this file, and the card that says what they learnt from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from albumen.errors import MissingWeights

HeadName = Literal["genre", "mood"]
HEADS: tuple[HeadName, ...] = ("genre", "mood")
FOLDER = Path(__file__).parent


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
        raise MissingWeights(_sentence(path, "are not there or damaged")) from fault


def read_head(head: HeadName, folder: Path = FOLDER) -> bytes:
    """A head's ONNX file, checked against its card.

    Raises
    ------
    MissingWeights
        The file is not there, or its checksum is not the card's.
    """
    card = head_card(head, folder)
    try:
        data = card.path.read_bytes()
    except OSError as fault:
        raise MissingWeights(_sentence(card.path, "are not there")) from fault
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise MissingWeights(_sentence(card.path, "are damaged (their checksum differs from the card's)"))
    return data


def _sentence(path: Path, fault: str) -> str:
    return (
        f"The weights of the genre and mood heads {fault}: {path}; "
        "install albumen again with `pip install --force-reinstall albumen`."
    )
