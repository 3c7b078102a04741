"""`albumen engines`: who can do what here, and what is missing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from albumen.registry import Carded


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of one engine; `options` are its own settings, each with a line of help."""

    room: str
    engine: str
    ready: bool
    what: str
    needs: list[str]
    licences: list[str]
    reason: str
    remedy: str
    options: Mapping[str, str]


def engines(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """List the engines of every room, with what each needs, whether it is ready, and its own settings."""
    rows = _rows()
    if as_json:
        for row in rows:
            typer.echo(json.dumps(asdict(row)))
        return
    _table(rows)
    for row in rows:
        _settings(row)


def _rows() -> list[Row]:
    from albumen.walk import rooms

    return [_row(room, engine) for room, registry in rooms().items() for engine in registry]


def _row(room: str, engine: Carded) -> Row:
    from albumen.settings import options_of

    card, ready = engine.card, engine.card.ready()
    return Row(
        room=room,
        engine=card.name,
        ready=ready.ok,
        what=card.line,
        needs=list(card.needs),
        licences=list(card.licences),
        reason=ready.reason,
        remedy=ready.remedy,
        options=dict(options_of(engine)),
    )


def _table(rows: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("room", "engine", "ready", "what it does", "licences", box=None, pad_edge=False)
    for row in rows:
        ready = "yes" if row.ready else f"no: {row.reason} {row.remedy}"
        table.add_row(row.room, row.engine, ready, row.what, ", ".join(row.licences))
    Console().print(table)


def _settings(row: Row) -> None:
    if row.options:
        typer.echo(f"\nSettings of {row.engine}, as --set NAME=VALUE:")
    for name, line in row.options.items():
        typer.echo(f"  {name:<12} {line}")
