"""`albumen data covers`: what a set of covers holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from albumen.cli.bar import bar


def covers(
    folder: Annotated[Path, typer.Argument(help="A folder that has a folder of pictures for each genre.")],
    seed: Annotated[int, typer.Option(min=0, help="Of the split.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Count covers by genre, find those that show the same sleeve, and say how they are split."""
    from albumen.data.covers import count, read_covers

    with bar("reading covers") as report:
        found = count(read_covers(folder, report), seed)
    typer.echo(json.dumps(found.to_dict()) if as_json else found.to_text(), nl=as_json)
