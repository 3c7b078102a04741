"""The two taggers' weights beside this file, and the card that says where they come from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from albumen.errors import MissingWeights

TaggerName = Literal["msd", "mtt"]
TAGGERS: tuple[TaggerName, ...] = ("msd", "mtt")
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class WeightsCard:
    """What `card.json` says of one tagger; scores are the authors' own, on the test set of `trained_on`."""

    path: Path
    sha256: str
    source: str
    licence: str
    trained_on: str
    roc_auc: float
    pr_auc: float


def weights_card(tagger: TaggerName, folder: Path = FOLDER) -> WeightsCard:
    """The card of a tagger's weights.

    Raises
    ------
    MissingWeights
        The card is not there, or is damaged.
    """
    path = folder / "card.json"
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
        own = card["taggers"][tagger]
        scores = own["test_scores"]
        return WeightsCard(
            folder / own["file"], own["sha256"], card["source"], card["licence"], own["trained_on"],
            scores["roc_auc"], scores["pr_auc"],
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise MissingWeights(_sentence(path, "are not there or damaged")) from fault


def read_weights(tagger: TaggerName, folder: Path = FOLDER) -> bytes:
    """A tagger's ONNX file, checked against its card.

    Raises
    ------
    MissingWeights
        The file is not there, or its checksum is not the card's.
    """
    card = weights_card(tagger, folder)
    try:
        data = card.path.read_bytes()
    except OSError as fault:
        raise MissingWeights(_sentence(card.path, "are not there")) from fault
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise MissingWeights(_sentence(card.path, "are damaged (their checksum differs from the card's)"))
    return data


def _sentence(path: Path, fault: str) -> str:
    return (
        f"The weights of the musicnn tagger {fault}: {path}; "
        "install albumen again with `pip install --force-reinstall albumen`."
    )
