"""The files of a training in its folder: checkpoints and log."""

from __future__ import annotations

from pathlib import Path

from albumen.train.checkpoint import Checkpoints
from albumen.train.log import Log, Row
from albumen.train.trainer import Trainer


class Files:
    """Keeps a training in a folder, and goes on with one that is there.

    Parameters
    ----------
    out
        The folder.
    trainer
        Taken back to the last checkpoint, if there is one.
    tensorboard
        A folder for TensorBoard, or None.
    writes
        Whether this process writes; of many, the first does.
    """

    def __init__(self, out: Path, trainer: Trainer, tensorboard: Path | None = None, writes: bool = True) -> None:
        self._checkpoints = Checkpoints(out / "checkpoints")
        checkpoint = self._checkpoints.load()
        if checkpoint:
            trainer.restore(checkpoint)
        self._log = Log(out / "log.jsonl", trainer.state.step, tensorboard) if writes else None

    def __enter__(self) -> Files:
        return self

    def __exit__(self, *fault: object) -> None:
        if self._log:
            self._log.close()

    def tell(self, row: Row) -> None:
        """A row for the log."""
        if self._log:
            self._log.write(row)

    def save(self, trainer: Trainer) -> None:
        """A checkpoint in place of the former one."""
        if self._log:
            self._checkpoints.save(trainer.checkpoint())

    def keep_best(self, trainer: Trainer) -> None:
        """The weights after the best epoch so far."""
        if self._log and trainer.state.best_epoch is not None:
            self._checkpoints.keep_best(trainer.weights(), trainer.state.best_epoch)

    def choose_best(self, trainer: Trainer) -> None:
        """Gives the first process's trainer the best epoch's weights, if an epoch was measured."""
        if self._log and trainer.state.best_epoch is not None:
            trainer.kept.load_state_dict(dict(self._checkpoints.best(trainer.state.best_epoch)))
