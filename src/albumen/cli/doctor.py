"""`albumen doctor`: is everything that albumen needs here, and does it work?"""

from __future__ import annotations

import json
from typing import Annotated

import typer


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """Examine this installation; BAD lines say what mends them, those with a dash what would add more."""
    from albumen.cli import MISSING
    from albumen.walk.health import examine

    findings = examine()
    for finding in findings:
        if as_json:
            held = {"what": finding.what, "ok": finding.ok, "wanted": finding.wanted, "says": finding.says}
            typer.echo(json.dumps(held))
        else:
            mark = "ok" if finding.ok else "BAD" if finding.wanted else "-"
            typer.echo(f"{mark:3}  {finding.what}: {finding.says}")
    if not all(finding.ok or not finding.wanted for finding in findings):
        raise typer.Exit(MISSING)
