"""Recipes: what is read, and how each fault is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen.errors import BadRecipe
from albumen.train import read_recipe, recipe_of
from albumen.train.mlp.settings import AudioSetRecipe, FeatureRecipe
from albumen.train.recipe import Stop

RECIPES = Path(__file__).parents[2] / "recipes"
PLAIN = """
title = "plain"
task = "features"
[fit]
epochs = 3
batch = 8
learning_rate = 0.1
"""


def fault(text: str) -> str:
    with pytest.raises(BadRecipe) as caught:
        recipe_of(text, "r.toml")
    return str(caught.value)


def test_what_is_not_said_has_its_default() -> None:
    recipe = recipe_of(PLAIN)
    assert isinstance(recipe, FeatureRecipe)
    assert (recipe.seed, recipe.fit.optimiser, recipe.stop.patience, recipe.network.hidden) == (0, "adam", 0, (1024,))


@pytest.mark.parametrize(("task", "epochs"), [("genre", 10), ("mood", 20)])
def test_the_published_recipes_are_the_papers(task: str, epochs: int) -> None:
    """Sections 4.1 and 5.1 of "Music Is All You Need for Art"."""
    recipe = read_recipe(RECIPES / f"s1-{task}.toml")
    assert isinstance(recipe, AudioSetRecipe)
    assert (recipe.data.labels, recipe.data.train, recipe.data.sampling) == (task, "unbalanced", "shuffled")
    assert (recipe.network.hidden, recipe.network.batch_norm, recipe.network.dropout) == ((1024,), True, 0)
    assert (recipe.fit.optimiser, recipe.fit.learning_rate, recipe.fit.batch) == ("adam", 3e-4, 4096)
    assert (recipe.fit.epochs, recipe.loss.kind, recipe.fit.weight_decay) == (epochs, "binary", 0)


@pytest.mark.parametrize("task", ["genre", "mood"])
def test_the_balanced_recipes_choose_thresholds_without_eval(task: str) -> None:
    recipe = read_recipe(RECIPES / f"s1-{task}-balanced.toml")
    assert isinstance(recipe, AudioSetRecipe)
    assert recipe.data.thresholds == "train"
    assert "eval" not in (recipe.data.train, recipe.data.validation)
    assert (recipe.loss.kind, recipe.loss.positive_weights, recipe.data.sampling) == ("focal", "root", "effective")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PLAIN + "epoch = 3", "r.toml: fit.epoch is not a setting; is epochs meant?"),
        (PLAIN + "[netwrk]", "r.toml: netwrk is not a setting; is network meant?"),
        (PLAIN + "zzz = 3", "r.toml: fit.zzz is not a setting."),
        (PLAIN.replace("epochs = 3", ""), "r.toml: fit.epochs is missing."),
        (PLAIN.replace("epochs = 3", "epochs = 0"), "r.toml: fit.epochs is 0: input should be greater than"),
        (PLAIN + "precision = 'fp8'", "r.toml: fit.precision is 'fp8': input should be 'full', 'fp16' or 'bf16'."),
        (PLAIN.replace("features", "dance"), "r.toml: task is 'dance'; there are: audioset, features"),
        ("title = ", "r.toml is not TOML: "),
    ],
)
def test_a_fault_names_its_key_in_one_sentence(text: str, said: str) -> None:
    sentence = fault(text)
    assert sentence.startswith(said)
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence


def test_eval_is_never_trained_or_validated_on() -> None:
    text = (RECIPES / "s1-genre.toml").read_text(encoding="utf-8").replace('"balanced" ', '"eval" ')
    assert fault(text).endswith(": data: training and validation need two splits, and eval is neither's.")


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadRecipe, match=r"none\.toml cannot be read \(No such file"):
        read_recipe(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadRecipe, match="not UTF-8"):
        read_recipe(tmp_path / "bytes.toml")


@pytest.mark.parametrize(
    ("goal", "value", "better"), [("lowest", 1, True), ("highest", 1, False), ("lowest", 3, False)]
)
def test_better_is_lower_or_higher(goal: str, value: float, better: bool) -> None:
    assert Stop.model_validate({"goal": goal}).better(value, 2.0) is better


def test_the_first_is_better_than_none_but_nan_is_never() -> None:
    assert Stop().better(9.0, None)
    assert not Stop().better(float("nan"), None)
    assert not Stop().better(float("nan"), 2.0)
