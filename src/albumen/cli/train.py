"""`albumen train`: fits a model as its recipe says."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from albumen.cli.bar import bar

if TYPE_CHECKING:
    from albumen.train import Outcome


class Device(str, Enum):
    """Where a training runs."""

    auto = "auto"
    cpu = "cpu"
    cuda = "cuda"
    mps = "mps"


def train(
    recipe: Annotated[Path, typer.Argument(help="A recipe, such as recipes/s1-genre.toml.", show_default=False)],
    data: Annotated[
        Path | None, typer.Option(help="The data that the recipe asks for: a folder or file.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder for weights, card, log and checkpoints.  [default: trained/RECIPE]")
    ] = None,
    device: Annotated[Device, typer.Option(help="auto takes the GPUs that are there.")] = Device.auto,
    resume: Annotated[
        bool, typer.Option("--resume/--fresh", help="Go on with what the folder holds, or throw it away.")
    ] = True,
    limit_steps: Annotated[
        int | None, typer.Option(min=1, help="Leave off after so many steps in all; the next run goes on.")
    ] = None,
    tensorboard: Annotated[Path | None, typer.Option(help="A folder for TensorBoard's event files.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Train a model as its recipe says; a training that was stopped goes on from there."""
    from albumen.cli import INTERRUPTED
    from albumen.train import fit

    folder = out or Path("trained") / recipe.stem
    try:
        with bar("opening the data") as report:
            outcome = fit(recipe, data, folder, device.value, resume, limit_steps, tensorboard, report)
    except KeyboardInterrupt:
        typer.echo(f"albumen: stopped; the same command goes on from {folder / 'checkpoints'}.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    if os.environ.get("RANK", "0") == "0":  # of many processes, the first speaks
        typer.echo(_record(outcome) if as_json else _words(outcome))


def _record(outcome: Outcome) -> str:
    from albumen.sleeve.kept import finite

    return json.dumps(finite({**asdict(outcome), "folder": str(outcome.folder)}), allow_nan=False)


def _words(outcome: Outcome) -> str:
    measured = ", ".join(f"{name} {value:.4f}" for name, value in outcome.measures.items())
    kept = "" if outcome.best_epoch is None else f"; kept are the weights after epoch {outcome.best_epoch + 1}"
    end = "" if outcome.finished else " so far; the same command without --limit-steps goes on"
    lines = [f"{outcome.folder}: {outcome.epochs} whole epochs, {outcome.steps} steps{end}{kept}."]
    return "\n".join([*lines, f"Validation: {measured}."])
