"""`albumen score cover-genre`: how well genres are told by covers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from albumen.cli.bar import bar


def cover_genre(
    weights: Annotated[Path, typer.Argument(help="The folder that `albumen train` wrote.", show_default=False)],
    data: Annotated[
        Path, typer.Option(help="The covers that it was trained on, a folder a genre.", show_default=False)
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="It is another set: measure all of its covers, not the test covers alone.")
    ] = False,
    plots: Annotated[
        Path | None, typer.Option(help="Draw the confusion into this folder, in counts and logged, as PNG and SVG.")
    ] = None,
    looks: Annotated[
        Path | None, typer.Option(help="Draw into this folder what was looked at in telling covers (Grad-CAM).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, with everything.")] = False,
) -> None:
    """Measure how well genres are told by covers that were never learnt from."""
    from albumen.score.cover_plots import save_confusions, save_looks
    from albumen.score.covers import score_covers

    with bar("reading covers") as report:
        found = score_covers(weights, data, everything, report)
        if looks:
            save_looks(found.classifier, found.measured, found.told, looks)
    for ending in ("png", "svg") if plots else ():
        save_confusions(found.report, Path(plots or ".") / f"cover-genre.{ending}")
    typer.echo(json.dumps(found.report.to_dict()) if as_json else found.report.to_text(), nl=as_json)
