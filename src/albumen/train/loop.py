"""The training loop, the one of the house: every model is fitted by it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Protocol

from torch import Tensor

from albumen.errors import AlbumenError, BadRecipe
from albumen.progress import Progress, silent
from albumen.train.interrupt import Interrupt
from albumen.train.log import Row
from albumen.train.pace import Clock, Pace
from albumen.train.rate import is_over, judge
from albumen.train.recipe import Recipe
from albumen.train.task import Share, Task
from albumen.train.trainer import Trainer


class Keeper(Protocol):
    """What is remembered of a training: files, or nothing."""

    def tell(self, row: Row) -> None:
        """A row for the log."""
        ...

    def save(self, trainer: Trainer) -> None:
        """A checkpoint."""
        ...

    def keep_best(self, trainer: Trainer) -> None:
        """The weights after the best epoch so far."""
        ...


def run(
    trainer: Trainer,
    task: Task,
    recipe: Recipe,
    keeper: Keeper,
    share: Share,
    limit: int | None = None,
    progress: Progress = silent,
    clock: Clock | None = None,
) -> None:
    """Trains until the last epoch, until patience ends, or for `limit` steps in all.

    Raises
    ------
    KeyboardInterrupt
        Ctrl-C; a checkpoint of the last whole step was kept.
    AlbumenError
        The loss is no number any more, or the disk is full.
    """
    state, total = trainer.state, recipe.fit.epochs * task.steps
    pace = Pace(state.step, total, *([clock] if clock else []))
    with Interrupt() as interrupt:
        while not state.finished:
            for batch in task.batches(state.epoch, state.within, share):
                if limit is not None and state.step >= limit:
                    keeper.save(trainer)
                    return
                _step(trainer, trainer.step(batch), recipe, keeper)
                progress(state.step / total, f"epoch {state.epoch + 1} of {recipe.fit.epochs}, {pace.say(state.step)}")
                if trainer.anyone(interrupt.asked):
                    keeper.save(trainer)
                    raise KeyboardInterrupt
            _end_epoch(trainer, recipe, keeper)


def _step(trainer: Trainer, logs: Mapping[str, Tensor], recipe: Recipe, keeper: Keeper) -> None:
    state = trainer.state
    if state.step % recipe.fit.log_every == 0:
        values = {name: float(value) for name, value in logs.items()}
        _refuse_nan(values["loss"], state.step)
        keeper.tell({"event": "step", "step": state.step, "epoch": state.epoch, **values})
    if state.step % recipe.fit.save_every == 0:
        keeper.save(trainer)


def _end_epoch(trainer: Trainer, recipe: Recipe, keeper: Keeper) -> None:
    state, rate = trainer.state, trainer.rate
    measures = trainer.measure()
    _refuse_nan(measures.get("loss", 0.0), state.step)
    if recipe.stop.measure not in measures:
        raise BadRecipe(f"stop.measure is {recipe.stop.measure!r}; there are: {', '.join(measures)}.")
    if judge(state, measures[recipe.stop.measure], recipe.fit, recipe.stop):
        keeper.keep_best(trainer)
    keeper.tell({"event": "epoch", "step": state.step, "epoch": state.epoch, "learning_rate": rate, **measures})
    state.epoch, state.within = state.epoch + 1, 0
    state.finished = is_over(state, recipe.fit, recipe.stop)
    keeper.save(trainer)


def _refuse_nan(loss: float, step: int) -> None:
    if math.isnan(loss):
        raise AlbumenError(
            f"The loss is no number any more after step {step}; lower fit.learning_rate, or set fit.clip."
        )
