"""The shipped recipes say what the paper says."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen.errors import BadDataset, BadRecipe
from albumen.train import TASKS, read_recipe, recipe_of
from albumen.train.covers.settings import CoverRecipe, ProbeRecipe, RidgeRecipe, ViewsRecipe

RECIPES = Path(__file__).parents[3] / "recipes"


@pytest.mark.parametrize("name", ["s4-cover-genre-4", "s4-cover-genre-20"])
def test_the_published_settings(name: str) -> None:
    recipe = read_recipe(RECIPES / f"{name}.toml")
    assert isinstance(recipe, CoverRecipe)
    fit, network = recipe.fit, recipe.network
    assert (fit.optimiser, fit.learning_rate, fit.weight_decay, fit.batch) == ("adam", 1e-4, 5e-3, 50)
    assert (fit.schedule, recipe.stop.patience, recipe.stop.measure) == ("plateau", 5, "loss")
    assert (network.start, network.side, network.widths, network.depths) == (
        "imagenet", 224, (96, 192, 384, 768), (3, 3, 9, 3),
    )  # fmt: skip
    assert recipe.augment.flip
    assert recipe.augment.rotation
    assert recipe.augment.noise


def test_four_genres_and_all() -> None:
    four, twenty = (read_recipe(RECIPES / f"s4-cover-genre-{count}.toml") for count in (4, 20))
    assert isinstance(four, CoverRecipe)
    assert isinstance(twenty, CoverRecipe)
    assert four.data.genres == ("Classical", "HipHop", "Jazz", "Pop")
    assert twenty.data.genres == ()


def test_the_probe_has_a_recipe() -> None:
    recipe = read_recipe(RECIPES / "s4-cover-features.toml")
    assert isinstance(recipe, ProbeRecipe)
    assert "open-nsfw" in recipe.features


def test_words_have_a_recipe() -> None:
    recipe = read_recipe(RECIPES / "s4-cover-words.toml")
    assert isinstance(recipe, RidgeRecipe)
    assert recipe.features[-1] == "words"


def test_what_begins_with_covers_alone_fits_what_it_begins_with() -> None:
    views, own = (read_recipe(RECIPES / f"{name}.toml") for name in ("s4-cover-views", "s4-cover-genre-own"))
    assert isinstance(views, ViewsRecipe)
    assert isinstance(own, CoverRecipe)
    assert (views.network.widths, views.network.depths) == (own.network.widths, own.network.depths)
    assert own.network.start == "trained/s4-cover-views"


@pytest.mark.parametrize("genres", ['["Jazz"]', '["Jazz", "Jazz"]'])
def test_one_genre_is_no_choice(genres: str) -> None:
    with pytest.raises(BadRecipe, match="two genres"):
        recipe_of(
            f'title = "x"\ntask="cover-genre"\ndata.genres = {genres}\n[fit]\nepochs = 1\nbatch = 1\nlearning_rate = 1'
        )


@pytest.mark.parametrize("task", ["cover-genre", "cover-features", "cover-ridge"])
def test_without_covers_it_says_what_to_name(task: str) -> None:
    recipe = recipe_of(f'title = "x"\ntask = "{task}"\n[fit]\nepochs = 1\nbatch = 1\nlearning_rate = 1')
    with pytest.raises(BadDataset, match="--data"):
        TASKS.get(task).make(recipe, None, lambda done, doing="": None)
