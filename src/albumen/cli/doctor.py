"""`albumen doctor`: is everything that albumen needs here, and does it work?"""

from __future__ import annotations

import json
from typing import Annotated

import typer


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """Examine this installation; every line that is not well says what mends it."""
    from albumen.cli import MISSING
    from albumen.walk.health import examine

    findings = examine()
    for finding in findings:
        if as_json:
            typer.echo(json.dumps({"what": finding.what, "ok": finding.ok, "says": finding.says}))
        else:
            typer.echo(f"{'ok ' if finding.ok else 'BAD'}  {finding.what}: {finding.says}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(MISSING)
