"""An MLP by cross-validation: it learns what is there, and never sees what it is asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import albumen.train.mlp.crossed as module
from albumen.progress import Progress, silent
from albumen.train.mlp.crossed import crossed
from albumen.train.mlp.settings import FeatureRecipe
from albumen.train.task import read_recipe

STRATA = np.array(["a", "b"] * 20)
RECIPE = FeatureRecipe.model_validate(
    {
        "title": "small",
        "task": "features",
        "fit": {"epochs": 40, "batch": 8, "learning_rate": 3e-2},
        "network": {"hidden": [], "standardise": True},
        "loss": {"kind": "squared"},
        "data": {"validation": 0.2},
    }
)


class Seen:
    """In place of training: remembers which rows were trained on, and foretells row numbers."""

    def __init__(self) -> None:
        self.trained: list[list[int]] = []
        self.seeds: list[int] = []

    def __call__(self, features: np.ndarray, targets: np.ndarray, recipe: FeatureRecipe) -> Seen:
        assert targets[:, 0].tolist() == features[:, 0].tolist()
        self.trained.append(features[:, 0].astype(int).tolist())
        self.seeds.append(recipe.seed)
        return self

    def predict(self, features: np.ndarray) -> np.ndarray:
        assert not set(features[:, 0].astype(int)) & set(self.trained[-1])
        return features[:, :1]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    seen = Seen()
    monkeypatch.setattr(module, "fit_arrays", seen)
    return seen


def cross(seeds: range, progress: Progress = silent) -> np.ndarray:
    rows = np.arange(40.0)[:, None]
    return crossed(rows, rows, ("row",), STRATA, RECIPE, seeds, 4, progress).values


def test_each_fold_is_foretold_by_a_network_that_did_not_see_it(seen: Seen) -> None:
    np.testing.assert_allclose(cross(range(2)), [[1.0], [1.0]])
    assert [len(rows) for rows in seen.trained] == [30] * 8


def test_each_training_has_a_seed_of_its_own(seen: Seen) -> None:
    cross(range(2))
    assert len(set(seen.seeds)) == 8


def test_progress_is_told_after_every_fold(seen: Seen) -> None:
    told: list[float] = []
    cross(range(2), lambda done, doing="": told.append(done))
    assert told == pytest.approx(np.arange(1, 9) / 8)


def test_a_linear_target_is_learnt_and_noise_is_not() -> None:
    rng = np.random.default_rng(0)
    features = rng.normal(size=(40, 2)).astype(np.float32)
    targets = np.stack([features @ [1.0, -1.0], rng.normal(size=40)], axis=1)
    found = crossed(features, targets, ("line", "noise"), STRATA, RECIPE, seeds=(0,), folds=4)
    assert found.only(["line"]).mean > 0.9
    assert found.only(["noise"]).mean < 0.5


def test_the_recipe_of_the_study_is_one_and_says_that_its_weights_are_not_shipped() -> None:
    recipe = read_recipe(Path(__file__).parents[2] / "recipes" / "emotify-gems.toml")
    assert isinstance(recipe, FeatureRecipe)
    assert recipe.loss.kind == "squared"
    assert "not to be shipped" in recipe.data.licence
