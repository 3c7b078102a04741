"""A small ConvNeXt learns invented genres from files, is kept, scored, and shows what it looked at."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from albumen.cli.app import app
from albumen.errors import BadDataset, MissingExtra, MissingWeights
from albumen.look.cover_genre import Classifier, load_classifier
from albumen.look.cover_genre.classifier import likeliest
from albumen.train import TASKS, Outcome, fit, recipe_of
from albumen.train.covers.task import CoverTask
from albumen.train.task import Share
from tests.covers import INKS, cover, cover_set, learn

RECIPE = """
title = "shapes"
task = "cover-genre"
seed = 1
[network]
start = "scratch"
scale = 0.001
widths = [16, 32]
depths = [1, 1]
side = 64
[augment]
crop = [0.9, 1.0]
rotation = 5.0
noise = 0.01
[fit]
epochs = 6
batch = 12
learning_rate = 2e-3
"""


@pytest.fixture(scope="module")
def covers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cover_set(tmp_path_factory.mktemp("covers"), 60)


@pytest.fixture(scope="module")
def trained(covers: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return learn(RECIPE, covers, tmp_path_factory.mktemp("trained"))


@pytest.fixture(scope="module")
def classifier(trained: Outcome) -> Classifier:
    return load_classifier(trained.folder)


def task(covers: Path) -> CoverTask:
    made = TASKS.get("cover-genre").make(recipe_of(RECIPE), covers, lambda done, doing="": None)
    assert isinstance(made, CoverTask)
    return made


def test_covers_that_it_never_saw_are_told(classifier: Classifier) -> None:
    rng = np.random.default_rng(99)
    truth = [name for name in classifier.names for _ in range(20)]
    told = classifier.probabilities([cover(genre, rng) for genre in truth])
    assert told.sum(axis=1) == pytest.approx(np.ones(60))
    right = np.mean([classifier.names[at] == genre for at, genre in zip(told.argmax(axis=1), truth, strict=True)])
    assert right >= 0.85


@pytest.mark.parametrize("genre", ["Discs", "Grids"])
def test_grad_cam_looks_at_the_shape(classifier: Classifier, genre: str) -> None:
    rng = np.random.default_rng(5)
    near = []
    for _ in range(20):
        picture = cover(genre, rng)
        planted = (picture == INKS[genre]).all(axis=2)
        seen = classifier.seen(picture, genre).astype(float)
        weight = np.kron(seen, np.ones((96 // seen.shape[0],) * 2))
        near.append(weight[planted].mean() > 1.5 * weight[~planted].mean())
    assert np.mean(near) >= 0.75


def test_the_likeliest_come_first(classifier: Classifier) -> None:
    told = np.array([0.2, 0.5, 0.3])
    assert likeliest(told, classifier.names, 2) == [("Grids", 0.5), ("Stripes", 0.3)]


def test_the_card_names_the_covers_that_were_kept_aside(classifier: Classifier, trained: Outcome) -> None:
    data = classifier.card["data"]
    assert data["counts"]["test"] == len(data["test"])
    assert not set(data["test"]) & set(data["validation"])
    assert sum(data["counts"].values()) == 180
    assert "ship neither" in data["licence"]


def test_the_score_is_of_those_alone(trained: Outcome, covers: Path, tmp_path: Path) -> None:
    words = ["score", "cover-genre", str(trained.folder), "--data", str(covers), "--json"]
    done = CliRunner().invoke(app, [*words, "--plots", str(tmp_path / "plots"), "--looks", str(tmp_path / "looks")])
    told = json.loads(done.stdout)
    assert told["covers"] == len(load_classifier(trained.folder).card["data"]["test"])
    assert told["accuracy"] >= 0.8
    assert told["interval"]["low"] <= told["accuracy"] <= told["interval"]["high"]
    assert sum(map(sum, told["confusion"].values())) == told["covers"]
    assert {path.name for path in (tmp_path / "plots").iterdir()} == {"cover-genre.png", "cover-genre.svg"}
    assert {path.name for path in (tmp_path / "looks").iterdir()} >= {f"{name}-right.png" for name in told["genres"]}


def test_another_folder_is_only_measured_on_demand(trained: Outcome, tmp_path: Path) -> None:
    other = cover_set(tmp_path / "other", 5, ("Discs", "Grids"), seed=8)
    words = ["score", "cover-genre", str(trained.folder), "--data", str(other)]
    refused = CliRunner().invoke(app, words)
    assert isinstance(refused.exception, BadDataset)
    assert "--all" in str(refused.exception)
    done = CliRunner().invoke(app, [*words, "--all"])
    assert "10 covers of" in done.stdout
    assert done.stdout.splitlines()[1].startswith("accuracy ")


def test_an_epoch_is_each_training_cover_once_in_an_order_of_its_own(covers: Path) -> None:
    own = task(covers)
    labels = [np.concatenate([b.arrays["labels"] for b in own.batches(epoch, 0, Share())]) for epoch in (0, 0, 1)]
    assert len(labels[0]) == len(own._train)
    assert sorted(labels[0]) == sorted(labels[2])
    assert (labels[0] == labels[1]).all()
    assert (labels[0] != labels[2]).any()


def test_a_resumed_epoch_and_shared_batches_have_the_same_pictures(covers: Path) -> None:
    own = task(covers)
    whole = list(own.batches(3, 0, Share()))[-1].arrays["pictures"]
    later = list(own.batches(3, own.steps - 1, Share()))
    halves = [next(own.batches(3, own.steps - 1, Share(rank, 2))).arrays["pictures"] for rank in (0, 1)]
    assert len(later) == 1
    assert (later[0].arrays["pictures"] == whole).all()
    assert (halves[0] == whole[0::2]).all()
    assert (halves[1] == whole[1::2]).all()


def test_published_weights_that_are_not_here_are_named(
    covers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "r.toml").write_text(RECIPE.replace('"scratch"', '"imagenet"'))
    with pytest.raises(MissingWeights, match="albumen models pull convnext-tiny-224"):
        fit(tmp_path / "r.toml", covers, tmp_path / "out", "cpu")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_starts_from_published_weights(covers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transformers import ConvNextConfig, ConvNextForImageClassification

    config = ConvNextConfig(hidden_sizes=[16, 32], depths=[1, 1], num_stages=2)
    config.num_labels = 10
    published = ConvNextForImageClassification(config)
    published.save_pretrained(tmp_path / "convnext-tiny-224")
    (tmp_path / "convnext-tiny-224" / "preprocessor_config.json").write_text("{}")
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path))
    made = TASKS.get("cover-genre").make(
        recipe_of(RECIPE.replace('"scratch"', '"imagenet"')), covers, lambda done, doing="": None
    )
    begun = made.build().state_dict()
    for name, tensor in published.state_dict().items():
        if not name.startswith("classifier"):
            assert torch.equal(begun[f"network.{name}"], tensor), name
    assert begun["network.classifier.weight"].shape == (3, 32)


def test_too_few_covers_are_refused(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_text(RECIPE)
    with pytest.raises(BadDataset, match="too few to split"):
        fit(tmp_path / "r.toml", cover_set(tmp_path / "few", 2), tmp_path / "out", "cpu")
    with pytest.raises(BadDataset, match="Discs alone"):
        fit(tmp_path / "r.toml", cover_set(tmp_path / "one", 2, ("Discs",)), tmp_path / "out", "cpu")


def test_other_weights_are_no_cover_classifier(tmp_path: Path, trained: Outcome) -> None:
    for name in ("card.json", "weights.safetensors"):
        (tmp_path / name).write_bytes((trained.folder / name).read_bytes())
    card = json.loads((tmp_path / "card.json").read_text())
    (tmp_path / "card.json").write_text(json.dumps({**card, "task": "audioset"}))
    with pytest.raises(MissingWeights, match="does not tell genres"):
        load_classifier(tmp_path)
    (tmp_path / "card.json").write_text(json.dumps({**card, "names": ["one"]}))
    with pytest.raises(MissingWeights, match="not those of its card"):
        load_classifier(tmp_path)


def test_the_set_is_counted_from_the_command_line(covers: Path) -> None:
    told = json.loads(CliRunner().invoke(app, ["data", "covers", str(covers), "--json"]).stdout)
    assert told["covers"] == 180
    assert set(told["genres"]) == {"Discs", "Grids", "Stripes"}
    assert "sleeves" in CliRunner().invoke(app, ["data", "covers", str(covers)]).stdout


def test_without_transformers_it_says_what_to_install(covers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("albumen.train.covers.kind.find_spec", lambda name: None)
    assert not TASKS.get("cover-genre").card.ready().ok
    with pytest.raises(
        MissingExtra, match=r'transformers is not installed; .*pip install "albumen\[diffusion,train\]"'
    ):
        task(covers)


def test_a_recipe_for_covers_asks_for_them() -> None:
    with pytest.raises(BadDataset, match="needs covers; with --data name a folder"):
        TASKS.get("cover-genre").make(recipe_of(RECIPE), None, lambda done, doing="": None)
