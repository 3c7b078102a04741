"""`albumen data emotify` and `albumen score probe`: the description vector against what listeners felt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from albumen.cli.bar import bar

if TYPE_CHECKING:
    from albumen.data.emotify_vectors import EmotifyVectors

Listener = Annotated[str, typer.Option(help="Who listens; `albumen engines` lists them.")]


def emotify(
    folder: Annotated[Path, typer.Argument(help="Emotify: its four folders of songs and its ratings.")],
    out: Annotated[Path, typer.Option(help="The .npz file to write.")] = Path("emotify.npz"),
    listener: Listener = "musicnn",
) -> None:
    """Listen to Emotify once, and keep a table of description vectors and of what was felt."""
    from albumen.data.emotify_vectors import save_vectors

    table = _heard(folder, listener)
    save_vectors(table, out)
    typer.echo(f"{out}: {len(table.vectors)} pieces, {table.vectors.shape[1]} numbers each.")


def probe(
    table: Annotated[Path, typer.Argument(help="What `albumen data emotify` wrote, or Emotify's folder.")],
    recipe: Annotated[
        Path | None, typer.Option(help="Train this recipe's network in place of linear probes; emotions only.")
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="How often the folds are drawn.")] = 5,
    folds: Annotated[int, typer.Option(min=2, help="Into how many parts the pieces are divided.")] = 5,
    listener: Listener = "musicnn",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure what can be foretold of Emotify from description vectors, by cross-validation."""
    from albumen.data.emotify_vectors import read_vectors
    from albumen.score.emotify import probe_emotify

    held = read_vectors(table) if table.is_file() else _heard(table, listener)
    if recipe:
        record, text = _crossed(held, recipe, seeds, folds)
    else:
        figures = probe_emotify(held, range(seeds), folds)
        record, text = figures.to_dict(), figures.to_text()
    typer.echo(json.dumps(record, allow_nan=False) if as_json else text, nl=as_json)


def _heard(folder: Path, listener: str) -> EmotifyVectors:
    from albumen.data.emotify_vectors import hear_emotify
    from albumen.listen import LISTENERS

    with bar("listening") as report:
        return hear_emotify(folder, LISTENERS.get(listener), report)


def _crossed(held: EmotifyVectors, path: Path, seeds: int, folds: int) -> tuple[dict[str, object], str]:
    from albumen.data.emotify_vectors import AXES
    from albumen.errors import BadRecipe
    from albumen.train import read_recipe
    from albumen.train.mlp.crossed import crossed
    from albumen.train.mlp.settings import FeatureRecipe

    recipe = read_recipe(path)
    if not isinstance(recipe, FeatureRecipe):
        raise BadRecipe(f"{path}: task is {recipe.task!r}; a probe needs 'features'.")
    with bar("training") as report:
        figures = crossed(held.vectors, held.felt, AXES, held.genres, recipe, range(seeds), folds, report)
    each = figures.values.mean(axis=0)
    lines = [f"{recipe.title}: mean r {figures.mean:.3f} ± {figures.spread:.3f} over {seeds} seeds, {folds} folds"]
    lines += [f"  {name:18} r {r:.3f}" for name, r in zip(figures.names, each, strict=True)]
    return {"title": recipe.title, "folds": folds, **figures.to_dict()}, "\n".join(lines) + "\n"
