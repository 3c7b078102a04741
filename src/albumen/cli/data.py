"""`albumen data`: what datasets hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from albumen.data.audioset import Distribution, Split
    from albumen.data.tfrecord import Damage

data = typer.Typer(name="data", help="Say what datasets hold.", no_args_is_help=True, rich_markup_mode=None)


@data.callback()
def options() -> None:
    """Say what datasets hold."""


@data.command()
def stats(
    folder: Annotated[
        Path, typer.Argument(help="AudioSet: its unpacked feature files, or its CSV files.", show_default=False)
    ],
    plot: Annotated[Path | None, typer.Option(help="Draw clips by genre and by mood as a PNG or SVG.")] = None,
    children: Annotated[
        bool,
        typer.Option(
            help="Count labels below a genre too (heavy metal is rock); "
            "the folder must hold ontology.json and class_labels_indices.csv."
        ),
    ] = False,
    skip_damaged: Annotated[bool, typer.Option(help="Pass over damaged records and count them.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Count AudioSet's clips by genre and mood, split by split."""
    from rich.console import Console
    from rich.progress import Progress

    from albumen.data.audioset import EXACT, ontology_bits, survey_all
    from albumen.data.audioset.plot import save_distribution
    from albumen.data.tfrecord import refuse

    skipped: list[Damage] = []
    tell: Callable[[Damage], None] = skipped.append if skip_damaged else refuse
    bits = ontology_bits(folder) if children else EXACT
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("counting", total=1.0)

        def report(done: float, doing: str = "") -> None:
            bar.update(task, completed=done, description=f"counting {doing}")

        found = survey_all(folder, bits, tell, report)
    if plot:
        save_distribution(found, plot)
    for damage in skipped:
        typer.echo(f"albumen: skipped: {damage}", err=True)
    if as_json:
        splits = {split: distribution.to_dict() for split, distribution in found.items()}
        typer.echo(json.dumps({"splits": splits, "skipped": len(skipped)}))
    else:
        typer.echo(_table(found, len(skipped)))


def _table(found: dict[Split, Distribution], skipped: int) -> str:
    rows: list[tuple[str | int, ...]] = [("", *found), ("clips", *(each.clips for each in found.values()))]
    for task in ("genre", "mood"):
        rows.append((f"with a {task}", *(each.labelled[task] for each in found.values())))
        rows.append(("  their seconds", *(each.seconds[task] for each in found.values())))
        rows.append((f"  several {task}s", *(each.several[task] for each in found.values())))
    for word in next(iter(found.values())).counts:
        rows.append((word, *(each.counts[word] for each in found.values())))
    lines = [f"{row[0]:16}" + "".join(_cell(value) for value in row[1:]) for row in rows]
    return "\n".join([*lines, f"\n{skipped} damaged records or files were skipped."] if skipped else lines)


def _cell(value: str | int) -> str:
    return f"{value:>12,}" if isinstance(value, int) else f"{value:>12}"
