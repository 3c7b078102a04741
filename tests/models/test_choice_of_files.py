"""Which offered files a card takes."""

from __future__ import annotations

import pytest

from albumen.errors import AlbumenError, MissingWeights
from albumen.models.card import Hub, ModelCard, ModelFile
from albumen.models.choice import chosen, matching

WEIGHTS = ModelFile("model*.safetensors", instead="pytorch_model*.bin")


def card(*files: ModelFile) -> ModelCard:
    return ModelCard("small", "tests", Hub("us/small"), files, "MIT", "yes")


def test_safe_weights_come_before_a_pickle() -> None:
    offered = ["pytorch_model.bin", "model.safetensors", "README.md"]
    assert list(chosen(card(WEIGHTS), offered, "there")) == ["model.safetensors"]


def test_all_shards_come() -> None:
    shards = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
    assert list(chosen(card(WEIGHTS), shards, "there")) == shards


def test_a_pickle_stands_in_only_where_the_card_names_it() -> None:
    assert list(chosen(card(WEIGHTS), ["pytorch_model.bin"], "there")) == ["pytorch_model.bin"]
    with pytest.raises(MissingWeights, match=r"there has no file model\*\.safetensors, which small needs"):
        chosen(card(ModelFile("model*.safetensors")), ["pytorch_model.bin"], "there")


def test_a_pattern_that_draws_in_a_pickle_is_refused() -> None:
    with pytest.raises(AlbumenError, match=r"pytorch_model\.bin may carry code"):
        chosen(card(ModelFile("*.bin")), ["pytorch_model.bin"], "there")


@pytest.mark.parametrize(
    ("name", "pattern", "fits"),
    [
        ("config.json", "*.json", True),
        ("unet/config.json", "*.json", False),
        ("config.json/other.json", "*.json", False),
        ("unet/config.json", "unet/*.json", True),
        ("CONFIG.JSON", "*.json", False),
        ("a/b/config.json", "*/config.json", False),
        ("../config.json", "*/config.json", True),
    ],
)
def test_a_pattern_matches_folder_by_folder(name: str, pattern: str, fits: bool) -> None:
    assert matching(name, pattern) is fits


def test_an_offered_name_that_climbs_is_refused_even_if_it_matches() -> None:
    with pytest.raises(AlbumenError, match="leaves its folder"):
        chosen(card(ModelFile("*/config.json")), ["../config.json"], "there")
