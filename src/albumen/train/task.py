"""What can be learnt: the contract between the training loop and everything it may fit, and the registry of tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from numpy.typing import NDArray

from albumen.card import Card, Readiness
from albumen.errors import BadRecipe
from albumen.progress import Progress
from albumen.registry import Registry
from albumen.train.recipe import RecipeT, parse, read_text, validated

if TYPE_CHECKING:
    import torch
    from torch import Tensor, nn

    from albumen.train.recipe import Recipe

WHOLE = ("",)
"""The turns of a task whose whole network learns in every step."""


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of every batch is this process's: every `of`-th example from the `rank`-th on."""

    rank: int = 0
    of: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """What one process sees of a batch: arrays by name, first axis `size` examples; all processes have `whole`."""

    arrays: Mapping[str, NDArray[Any]]
    size: int
    whole: int

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], share: Share) -> Batch:
        """The share of a batch that is in memory as a whole."""
        mine = {name: array[share.rank :: share.of] for name, array in arrays.items()}
        sizes = {len(array) for array in arrays.values()}, {len(array) for array in mine.values()}
        return cls(mine, sizes[1].pop(), sizes[0].pop())


@dataclass(frozen=True, slots=True, eq=False)
class Loss:
    """What a step makes smaller: a scalar, the mean over the batch; and numbers for the log."""

    value: Tensor
    logs: Mapping[str, Tensor] = field(default_factory=dict)


class Task(Protocol):
    """One network and the data that it learns from.

    The batches of an epoch follow from the recipe's seed and the epoch alone, so that a training that was killed goes
    on as if nothing had been. What is random in `loss` (dropout, noise) draws from torch's global generator, which the
    loop seeds for every step.
    """

    @property
    def turns(self) -> tuple[str, ...]:
        """Which part of the network learns in which step, in a circle: names of submodules, `""` for the whole.

        A GAN with three critic steps a generator step has ("critic", "critic", "critic", "generator").
        """
        ...

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        ...

    def build(self) -> nn.Module:
        """The network before training, on the CPU; torch's generator is seeded."""
        ...

    def batches(self, epoch: int, first: int, share: Share) -> Iterator[Batch]:
        """The batches of an epoch from step `first` on."""
        ...

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        """The loss of a batch. `network` is called itself, never by its parts, so that many devices learn as one."""
        ...

    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        """Measures on the validation split; the network is in evaluation mode, without gradients."""
        ...

    def finish(self, network: nn.Module, device: torch.device) -> Mapping[str, object]:
        """What the card says beside the recipe and the course of the training: data, classes, thresholds, licence."""
        ...


class Kind(Protocol[RecipeT]):
    """A kind of task, before anything heavy is loaded."""

    @property
    def card(self) -> Card:
        """Its name and what it needs."""
        ...

    @property
    def recipe(self) -> type[RecipeT]:
        """What its recipes say."""
        ...

    def make(self, recipe: RecipeT, data: Path | None, progress: Progress) -> Task:
        """The task, its data opened; BadDataset or AlbumenError if that cannot be."""
        ...


TASKS: Registry[Kind[Any]] = Registry(
    "albumen.train", ("albumen.train.mlp.kind", "albumen.train.covers.kind", "albumen.train.vae.kind")
)


def read_recipe(path: Path) -> Recipe:
    """The recipe in a TOML file, checked against the task that it names.

    Raises
    ------
    BadRecipe
        The file cannot be read, or a setting is missing, unknown or impossible.
    """
    return recipe_of(read_text(path), str(path))


def recipe_of(text: str, name: str = "the recipe") -> Recipe:
    """The recipe that a TOML text is; BadRecipe as `read_recipe`, with `name` in place of the file."""
    held = parse(text, name)
    task = held.get("task")
    if task not in TASKS.names():
        raise BadRecipe(f"{name}: task is {task!r}; there are: {', '.join(TASKS.names())}.")
    recipe: Recipe = validated(held, TASKS.get(str(task)).recipe, name)
    return recipe


def ready() -> Readiness:
    """Whether the extra is installed, without loading it."""
    from importlib.util import find_spec

    missing = [name for name in ("torch", "accelerate", "safetensors") if find_spec(name) is None]
    remedy = 'install it with: pip install "albumen[train]".'
    return Readiness(not missing, f"{' and '.join(missing)} is not installed" if missing else "", remedy)
