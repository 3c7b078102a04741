"""A task so small that its training can be computed by hand, and trainings of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from albumen.train.device import accelerator
from albumen.train.log import Row
from albumen.train.loop import run
from albumen.train.recipe import Recipe
from albumen.train.task import Batch, Loss, Share
from albumen.train.trainer import Trainer


def recipe(stop: Mapping[str, Any] | None = None, **fit: Any) -> Recipe:
    """A recipe of plain gradient descent, three epochs."""
    plain = {"epochs": 3, "batch": 2, "learning_rate": 0.25, "optimiser": "sgd", "betas": (0.0, 0.0), "log_every": 1}
    return Recipe.model_validate({"title": "toy", "task": "toy", "fit": plain | fit, "stop": stop or {}})


class Toy:
    """One weight w that begins at 0 and learns to be 1: the loss of every batch is (w - 1)^2 / 2."""

    def __init__(self, values: list[float] | None = None, noise: float = 0.0, steps: int = 2) -> None:
        self.turns: tuple[str, ...] = ("",)
        self.steps = steps
        self._values, self._noise = iter(values or []), noise
        self.turned: list[str] = []

    def build(self) -> nn.Module:
        network = nn.Linear(1, 1, bias=False)
        nn.init.zeros_(network.weight)
        return network

    def batches(self, epoch: int, first: int, share: Share) -> Iterator[Batch]:
        for _ in range(first, self.steps):
            yield Batch.of({"x": np.ones((2, 1), np.float32)}, share)

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        self.turned.append(turn)
        value = ((network(batch["x"]) - 1) ** 2).mean() / 2
        return Loss(value + self._noise * torch.randn(()) * value, {"w": network(batch["x"]).mean().detach()})

    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        return {"loss": next(self._values, 0.0), "w": float(network(torch.ones(1, 1)))}

    def finish(self, network: nn.Module, device: torch.device) -> Mapping[str, object]:
        return {}


class Diary:
    """Remembers all that it is told, in memory."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.saved: list[int] = []
        self.best: list[int] = []

    def tell(self, row: Row) -> None:
        self.rows.append(row)

    def save(self, trainer: Trainer) -> None:
        self.saved.append(trainer.state.step)

    def keep_best(self, trainer: Trainer) -> None:
        self.best.append(trainer.state.epoch)

    def column(self, name: str, event: str = "step") -> list[float]:
        return [float(row[name]) for row in self.rows if row["event"] == event]


def train(task: Any, own: Recipe, limit: int | None = None) -> tuple[Trainer, Diary]:
    """A training of the task on the CPU, and its diary."""
    trainer, diary = Trainer(task, own.fit, own.seed, accelerator("cpu")), Diary()
    run(trainer, task, own, diary, Share(), limit)
    return trainer, diary
