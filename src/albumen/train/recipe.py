"""Recipes: all that a training does, as TOML. An unknown key is refused, and every fault is told with its key."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from albumen.errors import BadRecipe

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RecipeT = TypeVar("RecipeT", bound="Recipe")


class Section(BaseModel):
    """A part of a recipe: no key that it does not know, no change after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fit(Section):
    """How the network is fitted."""

    epochs: int = Field(ge=1)
    """At most so many; `Stop` may end it sooner."""
    batch: int = Field(ge=1)
    """Examples in a batch, of all devices together."""
    learning_rate: float = Field(gt=0)
    optimiser: Literal["adam", "adamw", "sgd"] = "adam"
    betas: tuple[float, float] = (0.9, 0.999)
    """Of Adam; SGD takes the first as its momentum."""
    weight_decay: float = Field(default=0, ge=0)
    schedule: Literal["constant", "cosine", "plateau"] = "constant"
    """Cosine falls to 0 at the last step; plateau falls by `plateau_factor` when the measure of `Stop` stands still."""
    warmup: int = Field(default=0, ge=0)
    """Steps in which the learning rate rises from 0."""
    plateau_patience: int = Field(default=2, ge=1)
    plateau_factor: float = Field(default=0.1, gt=0, lt=1)
    clip: float | None = Field(default=None, gt=0)
    """The largest norm of a step's gradient."""
    precision: Literal["full", "fp16", "bf16"] = "full"
    ema: float | None = Field(default=None, gt=0, lt=1)
    """Decay of a moving average of the weights, which is then what is measured and kept."""
    save_every: int = Field(default=500, ge=1)
    """Steps between checkpoints; the end of an epoch is one, too."""
    log_every: int = Field(default=10, ge=1)
    """Steps between lines of the log."""


class Stop(Section):
    """Which epoch's weights are kept, and when to wait no longer for better ones."""

    measure: str = "loss"
    """Of those that the task takes on its validation split."""
    goal: Literal["lowest", "highest"] = "lowest"
    patience: int = Field(default=0, ge=0)
    """Epochs without a better one until training ends; 0 waits for the last epoch."""

    def better(self, value: float, best: float | None) -> bool:
        """Whether a measure beats the best one so far."""
        if math.isnan(value):
            return False
        return best is None or (value < best if self.goal == "lowest" else value > best)


class Recipe(Section):
    """What every recipe says; each task adds sections of its own."""

    title: str
    task: str
    """A name of `albumen.train.TASKS`."""
    seed: int = Field(default=0, ge=0)
    fit: Fit
    stop: Stop = Stop()


def parse(text: str, name: str) -> dict[str, Any]:
    """The TOML text as Python holds it; BadRecipe, which says `name`, if it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadRecipe(f"{name} is not TOML: {error}.") from error


def read_text(path: Path) -> str:
    """The recipe's text; BadRecipe if the file cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise BadRecipe(f"The recipe {path} cannot be read ({reason}).") from error


def validated(held: Mapping[str, Any], kind: type[RecipeT], name: str) -> RecipeT:
    """The recipe of this kind.

    Raises
    ------
    BadRecipe
        A setting is missing, unknown or impossible; one sentence with the key's name.
    """
    try:
        return kind.model_validate(held)
    except ValidationError as error:
        raise BadRecipe(f"{name}: {_sentence(error, kind)}") from error


def _sentence(error: ValidationError, kind: type[BaseModel]) -> str:
    faults = error.errors(include_url=False)
    unknown = [fault for fault in faults if fault["type"] == "extra_forbidden"]
    first = (unknown or faults)[0]  # a key that is misspelt is missing, too
    path = [part for part in first["loc"] if isinstance(part, str)]
    key = ".".join(path) or "the recipe"
    if unknown:
        near = get_close_matches(path[-1], _keys(kind, path[:-1]), 1, 0.5)
        return f"{key} is not a setting" + (f"; is {near[0]} meant?" if near else ".")
    if first["type"] == "missing":
        return f"{key} is missing."
    said = first["msg"].removeprefix("Value error, ")
    value = "" if isinstance(first["input"], Mapping) else f" is {first['input']!r}"  # a section would be all of it
    return f"{key}{value}: {said[:1].lower()}{said[1:]}."


def _keys(kind: type[BaseModel], path: list[str]) -> list[str]:
    """The keys that a section has."""
    for part in path:
        field = kind.model_fields.get(part)
        if field is None or not (isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)):
            return []
        kind = field.annotation
    return list(kind.model_fields)
