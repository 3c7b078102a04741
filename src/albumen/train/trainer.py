"""One network being fitted: a step, a measurement, and all that a checkpoint holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn, optim

from albumen.errors import AlbumenError
from albumen.train.checkpoint import Checkpoint, Tensors
from albumen.train.device import share_of, step_seed
from albumen.train.rate import learning_rate
from albumen.train.recipe import Fit
from albumen.train.state import State
from albumen.train.task import Batch, Task


class Trainer:
    """A task's network with its optimisers on its devices.

    Parameters
    ----------
    task
        What is learnt.
    fit
        How.
    seed
        Of the first weights, and of what is random in each step.
    accelerator
        An `accelerate.Accelerator`.
    """

    def __init__(self, task: Task, fit: Fit, seed: int, accelerator: Any) -> None:
        self.state = State()
        self._task, self._fit, self._seed, self._accelerator = task, fit, seed, accelerator
        self._share = share_of(accelerator)
        self._steps = fit.epochs * task.steps
        torch.manual_seed(seed)
        plain = task.build()
        if self._share.of > 1 and accelerator.device.type == "cuda":
            plain = nn.SyncBatchNorm.convert_sync_batchnorm(plain)  # type: ignore[no-untyped-call]
        self._parts = {turn: list(plain.get_submodule(turn).parameters()) for turn in dict.fromkeys(task.turns)}
        self.network: nn.Module = accelerator.prepare(plain)
        self._optimisers = {turn: accelerator.prepare(optimiser(part, fit)) for turn, part in self._parts.items()}
        self._mean = averaged(self.plain, fit.ema) if fit.ema else None

    @property
    def plain(self) -> nn.Module:
        """The network itself, without what spreads it over devices."""
        network: nn.Module = self._accelerator.unwrap_model(self.network)
        return network

    @property
    def kept(self) -> nn.Module:
        """The network that is measured and kept: the moving average, if there is one."""
        if self._mean is None:
            return self.plain
        mean: nn.Module = self._mean.module
        return mean

    @property
    def rate(self) -> float:
        """The learning rate of the next step."""
        return learning_rate(self._fit, self.state, self._steps)

    def step(self, batch: Batch) -> dict[str, Tensor]:
        """Learns from one batch; the loss of this process's share, and the task's own numbers."""
        turn = self._task.turns[self.state.step % len(self._task.turns)]
        torch.manual_seed(step_seed(self._seed, self.state.step, self._share.rank))
        optimiser = self._optimisers[turn]
        for group in optimiser.param_groups:
            group["lr"] = self.rate
        self.network.train()
        self.network.zero_grad(set_to_none=True)
        with self._accelerator.autocast():
            loss = self._task.loss(self.network, self._moved(batch), turn)
        # Gradients are averaged over processes, whose shares of the last batch may differ in size.
        self._accelerator.backward(loss.value * (batch.size * self._share.of / batch.whole))
        if self._fit.clip:
            self._accelerator.clip_grad_norm_(self._parts[turn], self._fit.clip)
        optimiser.step()
        if self._mean is not None:
            self._mean.update_parameters(self.plain)
        self.state.step += 1
        self.state.within += 1
        return {"loss": loss.value.detach(), **loss.logs}

    @torch.no_grad()
    def measure(self) -> dict[str, float]:
        """The task's measures on its validation split; every process gets those of the first."""
        measured: list[dict[str, float]] = [{}]
        if self._accelerator.is_main_process:
            self.kept.eval()
            measured = [dict(self._task.evaluate(self.kept, self._accelerator.device))]
        if self._share.of > 1:
            from accelerate.utils import broadcast_object_list

            broadcast_object_list(measured)
        return measured[0]

    def anyone(self, asked: bool) -> bool:
        """Whether any process was asked to stop: all must leave after the same step."""
        if self._share.of == 1:
            return asked
        told = torch.tensor(float(asked), device=self._accelerator.device)
        return bool(self._accelerator.reduce(told, "sum").item())

    def weights(self) -> Tensors:
        """The weights that are kept, by name."""
        return self.kept.state_dict()

    def checkpoint(self) -> Checkpoint:
        """All that is needed to go on from here."""
        weights = {f"network.{name}": tensor for name, tensor in self.plain.state_dict().items()}
        if self._mean is not None:
            weights |= {f"mean.{name}": tensor for name, tensor in self._mean.state_dict().items()}
        scaler = self._accelerator.scaler
        own = {turn or "whole": optimiser.optimizer.state_dict() for turn, optimiser in self._optimisers.items()}
        return Checkpoint(weights, {"optimisers": own, "scaler": scaler.state_dict() if scaler else {}}, self.state)

    def restore(self, checkpoint: Checkpoint) -> None:
        """Goes back to a checkpoint; AlbumenError if it is of another network, or of data of another size."""
        state, steps = checkpoint.state, self._task.steps
        # A task may pass over the last batch of an epoch, where that is too small to learn from.
        if not state.epoch * (steps - 1) + state.within <= state.step <= state.epoch * steps + state.within:
            raise AlbumenError("The checkpoint is of other data; train anew with --fresh.")
        try:
            self.plain.load_state_dict(_under(checkpoint.weights, "network."))
            if self._mean is not None:
                self._mean.load_state_dict(_under(checkpoint.weights, "mean."))
            for turn, optimiser in self._optimisers.items():
                optimiser.optimizer.load_state_dict(checkpoint.optimisers["optimisers"][turn or "whole"])
            if self._accelerator.scaler and checkpoint.optimisers["scaler"]:
                self._accelerator.scaler.load_state_dict(checkpoint.optimisers["scaler"])
        except (RuntimeError, ValueError, KeyError) as error:
            raise AlbumenError("The checkpoint is of another network; train anew with --fresh.") from error
        self.state = state

    def _moved(self, batch: Batch) -> dict[str, Tensor]:
        device = self._accelerator.device
        return {name: torch.as_tensor(array).to(device, non_blocking=True) for name, array in batch.arrays.items()}


def optimiser(parameters: list[nn.Parameter], fit: Fit) -> optim.Optimizer:
    """The recipe's optimiser over these parameters."""
    learning = [parameter for parameter in parameters if parameter.requires_grad]
    if fit.optimiser == "sgd":
        return optim.SGD(learning, fit.learning_rate, momentum=fit.betas[0], weight_decay=fit.weight_decay)
    kind = optim.AdamW if fit.optimiser == "adamw" else optim.Adam
    return kind(learning, fit.learning_rate, betas=fit.betas, weight_decay=fit.weight_decay)


def averaged(network: nn.Module, decay: float) -> optim.swa_utils.AveragedModel:
    """The moving average of a network's weights and buffers."""
    average = optim.swa_utils.get_ema_multi_avg_fn(decay)  # type: ignore[no-untyped-call]
    return optim.swa_utils.AveragedModel(network, multi_avg_fn=average, use_buffers=True)


def _under(weights: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): tensor for name, tensor in weights.items() if name.startswith(prefix)}
