"""`albumen engines`: who can do what here, and what is missing."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def engines(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """List the engines of every room, with what each needs and whether it is ready."""
    from albumen.walk import rooms

    rows = []
    for room, registry in rooms().items():
        for engine in registry:
            ready = engine.card.ready()
            rows.append(
                {
                    "room": room,
                    "engine": engine.card.name,
                    "ready": ready.ok,
                    "what": engine.card.line,
                    "needs": list(engine.card.needs),
                    "licences": list(engine.card.licences),
                    "reason": ready.reason,
                    "remedy": ready.remedy,
                }
            )
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row))
        return
    _table(rows)


def _table(rows: list[dict[str, object]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("room", "engine", "ready", "what it does", "licences", box=None, pad_edge=False)
    for row in rows:
        ready = "yes" if row["ready"] else f"no: {row['reason']} {row['remedy']}"
        licences = row["licences"]
        table.add_row(
            str(row["room"]),
            str(row["engine"]),
            ready,
            str(row["what"]),
            ", ".join(licences) if isinstance(licences, list) else "",
        )
    Console().print(table)
