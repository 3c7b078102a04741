"""A task from outside, of another nature: a GAN with critic turns and a gradient penalty, trained by its recipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from albumen.card import Card
from albumen.errors import BadRecipe
from albumen.models.trained import read_trained
from albumen.progress import Progress
from albumen.train import TASKS, Recipe, fit, recipe_of
from albumen.train.log import read_log
from albumen.train.recipe import Section
from albumen.train.task import Batch, Loss, Share

MIDDLE = np.array([2.0, -1.0])
RECIPE = """
title = "points"
task = "points"
[data]
spread = 0.5
[fit]
epochs = 6
batch = 64
learning_rate = 0.06
betas = [0.5, 0.9]
save_every = 7
log_every = 1
[stop]
measure = "distance"
"""


class Data(Section):
    """How wide the points lie."""

    spread: float


class PointsRecipe(Recipe):
    """A recipe with a section of its own."""

    data: Data


class Gan(nn.Module):
    """A generator of points from noise, and a critic of points."""

    def __init__(self) -> None:
        super().__init__()
        self.generator = nn.Linear(2, 2)
        self.critic = nn.Sequential(nn.Linear(2, 16), nn.LeakyReLU(), nn.Linear(16, 1))

    def forward(self, points: Tensor, turn: str) -> tuple[Tensor, Tensor]:
        made = self.generator(torch.randn_like(points))
        if turn == "generator":
            return -self.critic(made).mean(), made
        return self.critic(made).mean() - self.critic(points).mean() + 10 * self.penalty(points, made), made

    def penalty(self, real: Tensor, made: Tensor) -> Tensor:
        """(|gradient| - 1)^2 at points between real and made ones (Gulrajani et al. 2017, algorithm 1)."""
        share = torch.rand(len(real), 1)
        between = (share * real + (1 - share) * made).detach().requires_grad_()
        (gradient,) = torch.autograd.grad(self.critic(between).sum(), between, create_graph=True)
        penalty: Tensor = ((gradient.norm(dim=1) - 1) ** 2).mean()
        return penalty


class Points:
    """Learns where points lie, with three critic steps a generator step."""

    turns = ("critic", "critic", "critic", "generator")
    steps = 40

    def __init__(self, recipe: PointsRecipe) -> None:
        self._recipe = recipe

    def build(self) -> nn.Module:
        return Gan()

    def batches(self, epoch: int, first: int, share: Share) -> Iterator[Batch]:
        rng = np.random.default_rng([self._recipe.seed, epoch])
        points = rng.normal(MIDDLE, self._recipe.data.spread, (self.steps, self._recipe.fit.batch, 2))
        for step in range(first, self.steps):
            yield Batch.of({"points": points[step].astype(np.float32)}, share)

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        value, made = network(batch["points"], turn)
        return Loss(value, {f"{turn}_loss": value.detach(), "x": made[:, 0].mean().detach()})

    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        assert isinstance(network, Gan)
        middle = network.generator.bias.double().numpy()
        return {"distance": float(np.linalg.norm(middle - MIDDLE))}

    def finish(self, network: nn.Module, device: torch.device) -> Mapping[str, object]:
        return {"data": {"name": "points", "licence": "none"}}


class Kind:
    """The kind of task, as another package would bring it."""

    card = Card("points", "Where points lie.")
    recipe = PointsRecipe

    def make(self, recipe: PointsRecipe, data: Path | None, progress: Progress) -> Points:
        return Points(recipe)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The task in the registry, for one test."""
    TASKS.names()
    monkeypatch.setitem(TASKS._makers, "points", Kind)


def trained(folder: Path, out: str, limit: int | None = None) -> Path:
    (folder / "recipe.toml").write_text(RECIPE)
    fit(folder / "recipe.toml", None, folder / out, "cpu", limit=limit)
    return folder / out


def test_it_learns_where_the_points_lie(tmp_path: Path) -> None:
    out = trained(tmp_path, "gan")
    distances = [float(row["distance"]) for row in read_log(out / "log.jsonl") if row["event"] == "epoch"]
    assert distances[0] > 1
    assert min(distances) < 0.4


def test_the_weights_of_both_parts_are_kept(tmp_path: Path) -> None:
    trained_weights = read_trained(trained(tmp_path, "gan", limit=41))
    assert {name.split(".")[0] for name in trained_weights.weights()} == {"generator", "critic"}
    assert trained_weights.card["data"] == {"name": "points", "licence": "none"}
    assert trained_weights.card["recipe"]["data"] == {"spread": 0.5}


def test_it_goes_on_in_the_middle_of_a_turn_to_the_same_bits(tmp_path: Path) -> None:
    """Both optimisers have their own moments, and the noise of each step its own seed."""
    whole = trained(tmp_path, "whole")
    for limit in (2, 39, 101):
        trained(tmp_path, "parts", limit)
    parts = trained(tmp_path, "parts")
    for name in ("log.jsonl", "weights.safetensors", "card.json"):
        assert (parts / name).read_bytes() == (whole / name).read_bytes(), name


def test_each_turn_tells_its_own_loss(tmp_path: Path) -> None:
    rows = read_log(trained(tmp_path, "gan", limit=8) / "log.jsonl")
    told = ["critic_loss" if "critic_loss" in row else "generator_loss" for row in rows]
    assert told == (["critic_loss"] * 3 + ["generator_loss"]) * 2


def test_its_own_section_is_checked_too() -> None:
    with pytest.raises(BadRecipe, match=r"data\.spread is missing"):
        recipe_of(RECIPE.replace("spread = 0.5", ""))
    with pytest.raises(BadRecipe, match=r"data\.spred is not a setting; is spread meant\?"):
        recipe_of(RECIPE.replace("spread", "spred"))
