"""`albumen check`: would the stores take this cover?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from albumen.progress import Progress
    from albumen.sleeve import Finding

Store = Annotated[str | None, typer.Option(help="Stores to ask, with commas between; all of them by default.")]


def check(
    covers: Annotated[list[Path], typer.Argument(help="Pictures.", show_default=False)],
    store: Store = None,
    title: Annotated[str | None, typer.Option(help="The release's title, which the cover must match.")] = None,
    artist: Annotated[str | None, typer.Option(help="The release's artist, which the cover must match.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Hold covers against the stores' rules; exits with 1 if a store would refuse one."""
    from albumen.cli.items import Run, Say
    from albumen.errors import AlbumenError, BadPicture
    from albumen.sleeve import check as ask
    from albumen.sleeve.stores import named

    try:
        stores = [one.name for one in named([name.strip() for name in store.split(",")] if store else None)]
    except AlbumenError as error:
        raise typer.BadParameter(str(error)) from error

    def work(path: Path, say: Say, report: Progress) -> None:
        findings = ask(path, stores, title, artist)
        refusing = {finding.store for finding in findings if finding.severity == "error"}
        say((_record if as_json else _words)(path, stores, findings, refusing))
        if refusing:
            raise BadPicture(f"{path} would be refused by {', '.join(sorted(refusing))}.")

    Run("checking").each(covers, work, lambda path: path, lambda: len(covers))


def _record(path: Path, stores: list[str], findings: list[Finding], refusing: set[str]) -> str:
    held = [finding.to_dict() for finding in findings]
    return json.dumps({"cover": str(path), "stores": stores, "ok": not refusing, "findings": held})


def _words(path: Path, stores: list[str], findings: list[Finding], refusing: set[str]) -> str:
    lines = [f"{path}: {', '.join(name for name in stores if name not in refusing) or 'no store'} would take it"]
    lines.extend(f"  {severity}: {said}" for severity, said in dict.fromkeys((f.severity, f.message) for f in findings))
    return "\n".join(lines)
