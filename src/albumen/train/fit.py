"""A training from its recipe to its weights."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from albumen import __version__
from albumen.errors import AlbumenError, BadRecipe
from albumen.models.trained import CARD, WEIGHTS
from albumen.progress import Progress, part, silent
from albumen.sleeve import atomic
from albumen.train.device import Device, accelerator, needed, share_of
from albumen.train.recipe import Recipe, read_text
from albumen.train.task import TASKS, Task, recipe_of

if TYPE_CHECKING:
    from albumen.train.trainer import Trainer

RECIPE, LOG = "recipe.toml", "log.jsonl"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a training came to: where its files are, how long it trained, the best measure, and whether it is over."""

    folder: Path
    epochs: int
    steps: int
    best: float | None
    best_epoch: int | None
    finished: bool
    measures: dict[str, float]
    """On the validation split, of the weights that were kept."""


def fit(
    recipe: Path,
    data: Path | None,
    out: Path,
    device: Device = "auto",
    resume: bool = True,
    limit: int | None = None,
    tensorboard: Path | None = None,
    progress: Progress = silent,
) -> Outcome:
    """Trains as the recipe says, or goes on where an earlier run of the same recipe stopped; on the CPU to the bit.

    `out` then holds weights.safetensors, card.json, recipe.toml, log.jsonl, and the checkpoints.

    Parameters
    ----------
    recipe
        A TOML file.
    data
        The folder or file that the task asks for.
    out
        The folder of this training, and of no other.
    device
        Where; `auto` takes the GPUs that are there.
    resume
        Whether to go on with what is there; otherwise it is thrown away.
    limit
        Steps, in all, after which to leave off; a later run goes on from there.
    tensorboard
        A folder for TensorBoard.
    progress
        Told the part of all steps that is done, and how long the rest takes at most.

    Raises
    ------
    BadRecipe
        The recipe is not in order, or `out` is of another one.
    BadDataset
        The data cannot be read.
    MissingExtra
        torch or the device is missing.
    AlbumenError
        A checkpoint is damaged, the disk is full, or the loss is no number any more.
    KeyboardInterrupt
        Ctrl-C; what was learnt is kept, and the next run goes on.
    """
    needed()
    text = read_text(recipe)
    read = recipe_of(text, str(recipe))
    with ExitStack() as stack:
        machine = accelerator(device, read.fit.precision)
        first = bool(machine.is_main_process)
        if first:
            stack.enter_context(_alone(out))
            _prepare(out, text, read, resume)
        machine.wait_for_everyone()
        with machine.main_process_first():
            task: Task = TASKS.get(read.task).make(read, data, part(progress, 0.0, 0.02))
        return _train(task, read, out, machine, limit, tensorboard, part(progress, 0.02, 1.0))


def _train(
    task: Task, recipe: Recipe, out: Path, machine: Any, limit: int | None, tensorboard: Path | None, progress: Progress
) -> Outcome:
    import torch

    from albumen.train.files import Files
    from albumen.train.loop import run
    from albumen.train.trainer import Trainer

    with torch.random.fork_rng():
        trainer = Trainer(task, recipe.fit, recipe.seed, machine)
        with Files(out, trainer, tensorboard, machine.is_main_process) as files:
            run(trainer, task, recipe, files, share_of(machine), limit, progress)
            files.choose_best(trainer)
        outcome = _outcome(trainer, out, trainer.measure())
        if machine.is_main_process:
            _keep(task, trainer, recipe, outcome, machine.device)
        machine.wait_for_everyone()
    return outcome


def _outcome(trainer: Trainer, out: Path, measures: dict[str, float]) -> Outcome:
    state = trainer.state
    return Outcome(out, state.epoch, state.step, state.best, state.best_epoch, state.finished, measures)


def _keep(task: Task, trainer: Trainer, recipe: Recipe, outcome: Outcome, device: Any) -> None:
    """The weights, and the card beside them."""
    from albumen.train.weights import write_trained

    trainer.kept.eval()
    card = {
        "title": recipe.title,
        "task": recipe.task,
        "made_by": f"albumen {__version__}",
        **task.finish(trainer.kept, device),
        "training": {
            "finished": outcome.finished,
            "epochs": outcome.epochs,
            "steps": outcome.steps,
            "best_epoch": outcome.best_epoch,
            "parameters": sum(parameter.numel() for parameter in trainer.kept.parameters()),
        },
        "scores": {"split": "validation", **{name: _known(value) for name, value in outcome.measures.items()}},
        "recipe": recipe.model_dump(mode="json"),
    }
    write_trained(outcome.folder, trainer.weights(), card)


def _known(value: float) -> float | None:
    return value if value == value else None


def _prepare(out: Path, text: str, recipe: Recipe, resume: bool) -> None:
    """Makes sure that what `out` holds is of this recipe, or is thrown away."""
    from albumen.train.checkpoint import Checkpoints

    if not resume:
        Checkpoints(out / "checkpoints").clear()
        for name in (WEIGHTS, CARD, RECIPE, LOG):
            (out / name).unlink(missing_ok=True)
    elif (out / RECIPE).exists() and recipe_of(read_text(out / RECIPE), str(out / RECIPE)) != recipe:
        raise BadRecipe(f"{out} holds a training by another recipe; name another --out, or throw it away with --fresh.")
    atomic.write(out / RECIPE, text.encode())


def _alone(out: Path) -> FileLock:
    """A lock on the folder; AlbumenError if another training holds it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / ".lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AlbumenError(f"Another training is at work in {out}; wait for it, or name another --out.") from error
    except OSError as error:
        raise AlbumenError(f"The folder {out} cannot be made ({error.strerror}).") from error
    return lock
