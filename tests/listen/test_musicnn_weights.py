from __future__ import annotations

import hashlib
from importlib.resources import files

import pytest

from albumen.listen.musicnn import TAGGERS, TaggerName, weights_card
from albumen.listen.musicnn.weights import read_weights

PUBLISHED = {"msd": (0.8802, 0.2891), "mtt": (0.9067, 0.3831)}
"""ROC-AUC and PR-AUC as the wheel's own experiment.result files give them."""


@pytest.mark.parametrize("name", TAGGERS)
def test_the_card_says_where_the_weights_come_from(name: TaggerName) -> None:
    card = weights_card(name)
    assert card.licence == "ISC"
    assert card.source == "the Python package musicnn 0.1.0"
    assert (card.roc_auc, card.pr_auc) == PUBLISHED[name]


@pytest.mark.parametrize("name", TAGGERS)
def test_the_weights_are_those_of_the_card(name: TaggerName) -> None:
    assert hashlib.sha256(read_weights(name)).hexdigest() == weights_card(name).sha256


def test_the_licence_is_shipped_beside_the_weights() -> None:
    text = files("albumen.listen.musicnn").joinpath("LICENSE.musicnn").read_text(encoding="utf-8")
    assert "Music Technology Group, Universitat Pompeu Fabra 2019" in text
    assert "Permission to use, copy, modify, and/or distribute this software" in text
