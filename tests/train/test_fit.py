"""A training from its recipe to its weights and card."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from filelock import FileLock

from albumen.errors import AlbumenError, BadDataset, BadRecipe, MissingExtra, MissingWeights
from albumen.listen.mlp import Mlp
from albumen.models.trained import read_trained
from albumen.train import fit
from albumen.train.log import read_log
from tests.train.tables import CLASSES, signal, write_table

RECIPE = """
title = "three classes"
task = "features"
seed = 5
[data]
licence = "CC0"
[fit]
epochs = 8
batch = 32
learning_rate = 0.02
log_every = 1
[stop]
patience = 2
[network]
hidden = [32]
standardise = true
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "recipe.toml").write_text(RECIPE)
    write_table(tmp_path / "table.npz")
    return tmp_path


def trained(desk: Path, **own: Any) -> Any:
    return fit(desk / "recipe.toml", desk / "table.npz", desk / "out", "cpu", **own)


def card(desk: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((desk / "out" / "card.json").read_text())
    return held


def test_the_weights_tell_what_is_there_to_be_learnt(desk: Path) -> None:
    outcome = trained(desk)
    network = Mlp(8, (32,), 3, standardise=True)
    network.load_state_dict(read_trained(desk / "out").weights())
    x, y = signal(2000, seed=1)
    with torch.no_grad():
        called = network.eval()(torch.as_tensor(x)).numpy() > 0
    assert (called == y).mean() > 0.95
    assert outcome.measures["f1"] > 0.9


def test_the_card_says_what_was_trained_on_what_and_how_well(desk: Path) -> None:
    outcome = trained(desk)
    said = card(desk)
    weights = desk / "out" / "weights.safetensors"
    assert said["weights"]["sha256"] == hashlib.sha256(weights.read_bytes()).hexdigest()
    assert said["names"] == list(CLASSES)
    assert said["data"] == {
        "name": "table.npz", "train": {"examples": 270}, "validation": {"examples": 30}, "licence": "CC0",
    }  # fmt: skip
    assert said["scores"] == {"split": "validation", **outcome.measures}
    assert said["training"]["parameters"] == (8 + 1) * 32 + 2 * 32 + (32 + 1) * 3
    assert said["recipe"]["fit"]["epochs"] == 8
    assert said["made_by"].startswith("albumen ")
    assert (desk / "out" / "recipe.toml").read_text() == RECIPE


def test_the_kept_weights_are_those_of_the_best_epoch(desk: Path) -> None:
    (desk / "recipe.toml").write_text(RECIPE.replace("0.02", "0.3"))  # too fast, so that it soon gets worse
    outcome = trained(desk)
    losses = [row["loss"] for row in read_log(desk / "out" / "log.jsonl") if row["event"] == "epoch"]
    assert outcome.measures["loss"] == outcome.best == min(losses)
    assert len(losses) - 1 == int(np.argmin(losses)) + 2
    assert outcome.finished


def test_the_same_again_is_the_same(desk: Path) -> None:
    torch.manual_seed(1)
    trained(desk)
    first = (desk / "out" / "weights.safetensors").read_bytes(), (desk / "out" / "log.jsonl").read_bytes()
    torch.manual_seed(2)
    trained(desk, resume=False)
    assert ((desk / "out" / "weights.safetensors").read_bytes(), (desk / "out" / "log.jsonl").read_bytes()) == first


def test_another_seed_is_another_training(desk: Path) -> None:
    trained(desk)
    first = (desk / "out" / "log.jsonl").read_bytes()
    (desk / "recipe.toml").write_text(RECIPE.replace("seed = 5", "seed = 6"))
    trained(desk, resume=False)
    assert (desk / "out" / "log.jsonl").read_bytes() != first


def test_it_leaves_the_callers_randomness_alone(desk: Path) -> None:
    torch.manual_seed(3)
    wanted = torch.rand(2)
    torch.manual_seed(3)
    trained(desk, limit=2)
    assert torch.equal(torch.rand(2), wanted)


def test_left_off_and_gone_on_is_the_same_as_at_once(desk: Path) -> None:
    trained(desk)
    whole = {name: (desk / "out" / name).read_bytes() for name in ("log.jsonl", "card.json", "weights.safetensors")}
    for limit in (4, 13):
        assert not trained(desk, limit=limit, resume=limit > 4).finished
        assert card(desk)["training"] == {
            "finished": False, "epochs": limit // 9, "steps": limit, "best_epoch": 0 if limit > 9 else None,
            "parameters": 451,
        }  # fmt: skip
    trained(desk)
    assert {name: (desk / "out" / name).read_bytes() for name in whole} == whole


def test_what_is_finished_stays(desk: Path) -> None:
    first, second = trained(desk), trained(desk)
    assert first == second


def test_a_folder_of_another_recipe_is_not_overwritten(desk: Path) -> None:
    trained(desk, limit=1)
    (desk / "recipe.toml").write_text(RECIPE.replace("0.02", "0.01"))
    with pytest.raises(BadRecipe, match="holds a training by another recipe; name another --out, or throw it away"):
        trained(desk)
    assert trained(desk, resume=False).finished


def test_a_comment_does_not_make_another_recipe(desk: Path) -> None:
    trained(desk, limit=1)
    (desk / "recipe.toml").write_text("# the same\n" + RECIPE)
    assert trained(desk).finished


def test_two_trainings_do_not_share_a_folder(desk: Path) -> None:
    (desk / "out").mkdir()
    with FileLock(desk / "out" / ".lock"), pytest.raises(AlbumenError, match="Another training is at work"):
        trained(desk)


def test_without_data_the_recipe_says_what_it_needs(desk: Path) -> None:
    with pytest.raises(BadDataset, match=r"needs a table of features; name an \.npz or \.safetensors file with --data"):
        fit(desk / "recipe.toml", None, desk / "out", "cpu")


def test_a_full_disk_is_one_sentence(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trained(desk, limit=3)
    before = {path: path.read_bytes() for path in (desk / "out" / "checkpoints").rglob("*") if path.is_file()}

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("albumen.sleeve.atomic.os.fsync", full)
    with pytest.raises(AlbumenError, match=r"cannot be written \(No space left on device\)") as caught:
        trained(desk)
    assert "\n" not in str(caught.value)
    assert {path: path.read_bytes() for path in (desk / "out" / "checkpoints").rglob("*") if path.is_file()} == before


def test_a_device_that_is_not_there_is_missing(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(MissingExtra, match="There is no cuda device here; train with --device cpu"):
        fit(desk / "recipe.toml", desk / "table.npz", desk / "out", "cuda")


def test_bfloat16_learns_too(desk: Path) -> None:
    (desk / "recipe.toml").write_text(RECIPE.replace("[stop]", 'precision = "bf16"\n[stop]'))
    assert trained(desk).measures["f1"] > 0.85


def test_weights_that_are_not_their_cards_are_refused(desk: Path) -> None:
    trained(desk, limit=1)
    path = desk / "out" / "weights.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    with pytest.raises(MissingWeights, match="is not what its card names"):
        read_trained(desk / "out")
    with pytest.raises(MissingWeights, match="holds no trained weights"):
        read_trained(desk)
    (desk / "out" / "card.json").write_text("{}")
    with pytest.raises(MissingWeights, match="is no card of trained weights"):
        read_trained(path)


def test_a_folder_that_cannot_be_made_is_one_sentence(desk: Path) -> None:
    (desk / "file").write_text("")
    with pytest.raises(AlbumenError, match=r"The folder .*file/out cannot be made \(Not a directory\)\."):
        fit(desk / "recipe.toml", desk / "table.npz", desk / "file" / "out", "cpu")
