"""A small ConvNeXt learns from covers without their genres, and a classifier begins with what it learnt."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from albumen.errors import BadRecipe, MissingWeights
from albumen.look.cover_genre.network import CoverNet, Shape
from albumen.models.trained import Trained, read_trained
from albumen.train import TASKS, Outcome, Task, recipe_of
from albumen.train.covers.start import begin
from albumen.train.covers.views import ViewsNet, barlow
from albumen.train.task import Share
from tests.covers import cover_set, learn

NETWORK = """
[network]
start = "{start}"
scale = 0.1
widths = [16, 32]
depths = [1, 1]
side = 32
"""
VIEWS = f"""
title = "views"
task = "cover-views"
seed = 1
projector = [32, 16]
{NETWORK.format(start="scratch")}
[fit]
epochs = 8
batch = 16
learning_rate = 2e-3
"""
GENRES = f"""
title = "shapes"
task = "cover-genre"
seed = 1
{NETWORK}
[fit]
epochs = 1
batch = 16
learning_rate = 1e-3
"""


@pytest.fixture(scope="module")
def covers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cover_set(tmp_path_factory.mktemp("covers"), 30)


@pytest.fixture(scope="module")
def learnt(covers: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return learn(VIEWS, covers, tmp_path_factory.mktemp("learnt"))


def task(text: str, covers: Path) -> Task:
    recipe = recipe_of(text)
    return TASKS.get(recipe.task).make(recipe, covers, lambda done, doing="": None)


def test_views_come_to_agree(learnt: Outcome, covers: Path) -> None:
    validation = task(VIEWS, covers)
    torch.manual_seed(1)
    before = validation.evaluate(validation.build().eval(), torch.device("cpu"))["loss"]
    assert learnt.best is not None
    assert learnt.best < 0.8 * before


def test_the_genres_are_not_looked_at(covers: Path) -> None:
    [batch] = task(VIEWS.replace("batch = 16", "batch = 500"), covers).batches(0, 0, Share())
    assert list(batch.arrays) == ["views"]
    assert batch.arrays["views"].shape[1:] == (2, 3, 32, 32)


def test_two_views_of_a_cover_differ_and_come_again_for_the_same_epoch(covers: Path) -> None:
    made = task(VIEWS, covers)
    first, again, later = (next(iter(made.batches(epoch, 0, Share()))).arrays["views"] for epoch in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert np.abs(first[:, 0] - first[:, 1]).mean() > 0.05
    assert first.shape != later.shape or not np.array_equal(first, later)


def test_processes_share_a_batch(covers: Path) -> None:
    made = task(VIEWS, covers)
    whole = next(iter(made.batches(0, 0, Share())))
    parts = [next(iter(made.batches(0, 0, Share(rank, 2)))) for rank in range(2)]
    for rank, part in enumerate(parts):
        np.testing.assert_array_equal(part.arrays["views"], whole.arrays["views"][rank::2])
        assert part.whole == whole.size


def test_the_loss_is_that_of_the_paper() -> None:
    rng = np.random.default_rng(0)
    one, other = (rng.normal(size=(40, 3)) for _ in range(2))
    correlation = np.corrcoef(one.T, other.T)[:3, 3:]
    own = np.diag(correlation)
    expected = ((1 - own) ** 2).sum() + 0.01 * ((correlation**2).sum() - (own**2).sum())
    found = barlow(torch.as_tensor(one), torch.as_tensor(other), 0.01)
    assert float(found) == pytest.approx(expected, rel=1e-3)


def test_equal_views_of_independent_numbers_cost_nothing() -> None:
    numbers = torch.as_tensor(np.linalg.qr(np.random.default_rng(0).normal(size=(64, 4)))[0])
    numbers = numbers - numbers.mean(0)
    assert float(barlow(numbers * 1e3, numbers * 1e3, 1.0)) < 0.2


def test_a_classifier_begins_with_it(learnt: Outcome, covers: Path) -> None:
    made = task(GENRES.format(start=learnt.folder), covers).build()
    held = read_trained(learnt.folder).weights()
    weights = {f"trunk.{name}": value for name, value in made.state_dict().items() if "classifier" not in name}
    assert len(weights) > 10
    for name, value in weights.items():
        torch.testing.assert_close(value, held[name])


def test_its_last_layer_is_new(learnt: Outcome) -> None:
    network = CoverNet(Shape((16, 32), (1, 1), 32), 5)
    before = network.state_dict()["network.classifier.weight"].clone()
    begin(network, read_trained(learnt.folder))
    torch.testing.assert_close(network.state_dict()["network.classifier.weight"], before)


def test_another_shape_is_refused_in_one_sentence(learnt: Outcome) -> None:
    with pytest.raises(MissingWeights, match="same widths and depths"):
        begin(CoverNet(Shape((16, 48), (1, 1), 32), 5), read_trained(learnt.folder))


def test_other_weights_are_refused(learnt: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Trained, "weights", lambda self: nn.Linear(2, 2).state_dict())
    with pytest.raises(MissingWeights, match="no network of this shape"):
        begin(CoverNet(Shape((16, 32), (1, 1), 32), 5), read_trained(learnt.folder))


def test_a_folder_without_weights_is_told(covers: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingWeights, match="albumen train"):
        task(GENRES.format(start=tmp_path), covers).build()


def test_it_cannot_begin_with_published_weights() -> None:
    with pytest.raises(BadRecipe, match="scratch"):
        recipe_of(VIEWS.replace('"scratch"', '"imagenet"'))


def test_embeddings_come_in_pairs() -> None:
    network = ViewsNet(Shape((16, 32), (1, 1), 32), (8, 4), 0.1).eval()
    assert network(torch.zeros(3, 2, 3, 32, 32)).shape == (3, 2, 4)
