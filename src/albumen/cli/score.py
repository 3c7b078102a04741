"""`albumen score`: how good a model is, on data that it was not trained on."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from albumen.data.audioset.labels import Task
    from albumen.score.report import Report

score = typer.Typer(name="score", help="Measure models.", no_args_is_help=True, rich_markup_mode=None)


class Split(str, Enum):
    """AudioSet's splits."""

    eval = "eval"
    balanced = "balanced"
    unbalanced = "unbalanced"


class Example(str, Enum):
    """What one example is."""

    second = "second"
    clip = "clip"


Weights = Annotated[
    Path, typer.Argument(help="The folder that `albumen train` wrote, or its weights.", show_default=False)
]
Folder = Annotated[Path, typer.Option("--data", help="AudioSet's unpacked feature files.", show_default=False)]
WhichSplit = Annotated[Split, typer.Option("--split", help="The split that is measured.")]
WhichExample = Annotated[
    Example | None, typer.Option("--example", help="Each second, or the clip's mean.  [default: as it was trained]")
]
Plots = Annotated[
    Path | None, typer.Option(help="Draw F1 by class and the confusion into this folder, as PNG and SVG.")
]
Resamples = Annotated[int, typer.Option(min=2, help="Resamples of the bootstrap intervals.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object, with everything.")]


@score.callback()
def options() -> None:
    """Measure models on data that they were not trained on."""


def _command(task: Task, says: str) -> None:
    @score.command(task, help=says)
    def measure(
        weights: Weights,
        data: Folder,
        split: WhichSplit = Split.eval,
        example: WhichExample = None,
        plots: Plots = None,
        resamples: Resamples = 1000,
        as_json: Json = False,
    ) -> None:
        _measure(task, weights, data, split, example, plots, resamples, as_json)


_command("genre", "Measure a genre classifier on AudioSet: precision, recall, F1, average precision, AUROC.")
_command("mood", "Measure a mood classifier on AudioSet, as `genre` does.")


def _measure(
    task: Task, weights: Path, data: Path, split: Split, example: Example | None, plots: Path | None, resamples: int,
    as_json: bool,
) -> None:  # fmt: skip
    from albumen.score.clips import score_clips

    found = score_clips(task, weights, data, split.value, example.value if example else None, resamples)
    if plots:
        _draw(found, plots, task)
    typer.echo(json.dumps(found.to_dict(), allow_nan=False) if as_json else _words(found))


def _draw(found: Report, folder: Path, task: Task) -> None:
    from albumen.score.plot import save_confusion, save_f1

    for ending in ("png", "svg"):
        save_f1([found], folder / f"{task}-f1.{ending}")
        save_confusion(found, folder / f"{task}-confusion.{ending}")


def _words(found: Report) -> str:
    worst = [f"  {share:4.0%} of {truly} is called {called}" for truly, called, share in found.taken_for()]
    return found.to_text() + ("\nMost often mistaken:\n" + "\n".join(worst) if worst else "")
