"""The two taggers' weights beside this file, and the card that says where they come from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from albumen.errors import MissingWeights
from albumen.models.runtime import not_shipped, shipped

TaggerName = Literal["msd", "mtt"]
TAGGERS: tuple[TaggerName, ...] = ("msd", "mtt")
FOLDER = Path(__file__).parent
WHAT = "the musicnn tagger"


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
        raise MissingWeights(not_shipped(path, WHAT, "are not there or damaged")) from fault


def read_weights(tagger: TaggerName, folder: Path = FOLDER) -> bytes:
    """A tagger's ONNX file, checked against its card.

    Raises
    ------
    MissingWeights
        The file is not there, or its checksum is not the card's.
    """
    card = weights_card(tagger, folder)
    return shipped(card.path, card.sha256, WHAT)
