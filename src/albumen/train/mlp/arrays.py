"""An MLP fitted to arrays in memory, with nothing written: for probes and cross-validation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from albumen.progress import Progress, silent
from albumen.train.device import Device, accelerator, share_of
from albumen.train.mlp.settings import FeatureRecipe

if TYPE_CHECKING:
    from albumen.listen.mlp import Mlp
    from albumen.train.checkpoint import Tensors
    from albumen.train.log import Row
    from albumen.train.trainer import Trainer


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A network on the CPU, in evaluation mode; `measures` are of its best epoch, on the validation split."""

    network: Mlp
    measures: dict[str, float]
    best_epoch: int

    def predict(self, features: NDArray[Any]) -> NDArray[np.float32]:
        """The network's outputs, float32 [n, outputs]: logits, or values where the loss is squared."""
        from albumen.train.mlp.task import predict

        return np.asarray(predict(self.network, np.asarray(features, np.float32)).numpy(), np.float32)


def fit_arrays(
    features: NDArray[Any],
    targets: NDArray[Any],
    recipe: FeatureRecipe,
    split: NDArray[Any] | None = None,
    groups: NDArray[Any] | None = None,
    device: Device = "cpu",
    progress: Progress = silent,
) -> Fitted:
    """Fits the recipe's network to features [n, inputs] and targets [n, outputs], NaN where one is not known.

    `split` and `groups` [n] are as in `table.read_table`. ValueError if the shapes do not fit; the rest as in
    `albumen.train.fit`.
    """
    machine = accelerator(device, recipe.fit.precision)
    import torch

    from albumen.train.loop import run
    from albumen.train.mlp.table import table_of
    from albumen.train.mlp.tabular import Tabular
    from albumen.train.mlp.task import MlpTask
    from albumen.train.trainer import Trainer

    source = Tabular(table_of(features, targets, (), split, groups), recipe.data, recipe.fit.batch, recipe.seed)
    task = MlpTask(recipe, source)
    with torch.random.fork_rng():
        trainer, memory = Trainer(task, recipe.fit, recipe.seed, machine), _Memory()
        run(trainer, task, recipe, memory, share_of(machine), progress=progress)
    if memory.best is not None:
        trainer.kept.load_state_dict(dict(memory.best))
    measures = trainer.measure()
    network: Any = trainer.kept.cpu().eval()
    return Fitted(network, measures, trainer.state.best_epoch or 0)


class _Memory:
    """Remembers the best weights, and nothing else."""

    def __init__(self) -> None:
        self.best: Tensors | None = None

    def tell(self, row: Row) -> None:
        """Nobody reads it."""

    def save(self, trainer: Trainer) -> None:
        """A fit in memory does not go on later."""

    def keep_best(self, trainer: Trainer) -> None:
        """The weights after the best epoch so far."""
        self.best = {name: tensor.detach().clone() for name, tensor in trainer.weights().items()}
