"""The two taggers' weights beside this file, and the card that says where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from albumen.models.runtime import shipped, shipped_card

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
    """The card of a tagger's weights; MissingWeights if it is not there or damaged."""

    def read(card: Any) -> WeightsCard:
        own = card["taggers"][tagger]
        scores = own["test_scores"]
        return WeightsCard(
            folder / own["file"], own["sha256"], card["source"], card["licence"], own["trained_on"],
            scores["roc_auc"], scores["pr_auc"],
        )  # fmt: skip

    return shipped_card(folder, WHAT, read)


def read_weights(tagger: TaggerName, folder: Path = FOLDER) -> bytes:
    """A tagger's ONNX file, checked; MissingWeights if it is not there, or its checksum is not the card's."""
    card = weights_card(tagger, folder)
    return shipped(card.path, card.sha256, WHAT)
