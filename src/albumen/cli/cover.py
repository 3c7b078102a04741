"""`albumen cover`: songs in, finished covers out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from albumen.progress import Progress
    from albumen.walk import Made

Songs = Annotated[list[Path] | None, typer.Argument(help="Songs, or folders of songs.", show_default=False)]
Size = Annotated[int, typer.Option(min=64, max=10_000, help="Side in pixels.")]


def cover(
    songs: Songs = None,
    title: Annotated[str | None, typer.Option(help="Title on the cover, instead of the file's own.")] = None,
    artist: Annotated[str | None, typer.Option(help="Artist on the cover, instead of the file's own.")] = None,
    released: Annotated[
        str | None, typer.Option(help="Release date for engines that paint from words; never on the cover.")
    ] = None,
    style: Annotated[
        Literal["album", "conceptual", "both"], typer.Option(help="Flat and graphic, a scene, or both.")
    ] = "both",
    count: Annotated[int, typer.Option("-n", "--count", min=1, max=50, help="Covers in each style.")] = 2,
    engine: Annotated[str, typer.Option(help="Who draws; `albumen engines` lists them.")] = "auto",
    size: Size = 3000,
    seed: Annotated[int, typer.Option(min=0, help="Another seed, other covers.")] = 0,
    lettering: Annotated[bool, typer.Option(help="Set artist and title on the cover.")] = True,
    form: Annotated[Literal["jpeg", "png"], typer.Option("--format", help="The covers' file format.")] = "jpeg",
    embed: Annotated[
        bool, typer.Option("--embed", help="Put the first cover into the song file; its sound is not touched.")
    ] = False,
    out: Annotated[Path, typer.Option(help="Where covers go.")] = Path("covers"),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Draw again what an earlier run finished.")] = False,
    sidecar: Annotated[
        Path | None, typer.Option("--from", help="Make the cover of this sidecar again; no song is needed.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Make the covers of songs, or of whole folders; a second run goes on where the first stopped."""
    if (sidecar is None) == (not songs):
        raise typer.BadParameter("give songs (or a folder of them), or --from with a sidecar.")
    if sidecar:
        _again(sidecar, out, as_json)
        return
    from albumen.cli.items import Run, Say
    from albumen.cli.memory import keep_pages
    from albumen.draw import ENGINES
    from albumen.walk import Item, Output, Wanted, count_songs, find_songs, put_covers

    if engine != "auto" and engine not in ENGINES.names():
        raise typer.BadParameter(f"there is no engine {engine!r}; there are: {', '.join(ENGINES.names())}.")
    keep_pages()
    chosen, why = ENGINES.choose(engine)
    typer.echo(f"Engine: {why}", err=True)
    wanted = Wanted(style, count, chosen.card.name, size, seed, lettering, title, artist, released)
    output = Output(out, form, embed, overwrite)
    places = songs or []
    run = Run("covering")

    def work(item: Item, say: Say, report: Progress) -> None:
        made = put_covers(item, wanted, output, report)
        say(_record(made, chosen.card.name) if as_json else _words(made))

    run.each(find_songs(places, run.fault), work, lambda item: item.path, lambda: count_songs(places))


def _again(path: Path, out: Path, as_json: bool) -> None:
    from albumen.walk import remake

    made, held = remake(path)
    saved = made.save(out, held.form, held.quality)
    same = saved.sha256 == held.sha256
    if as_json:
        typer.echo(json.dumps({"sidecar": str(path), "cover": str(saved.path), "same_bytes": same}))
        return
    other = f"made again, but other bytes: it was made by albumen {held.albumen}"
    typer.echo(f"{saved.path}: {'the same bytes again' if same else other}")


def _record(made: Made, engine: str) -> str:
    held = {
        "song": str(made.song),
        "engine": engine,
        "covers": [str(path) for path in made.covers],
        "sheet": str(made.sheet) if made.sheet else None,
        "found": made.found,
        "drawn": made.drawn,
        "notes": list(made.notes),
    }
    return json.dumps(held)


def _words(made: Made) -> str:
    lines = [f"{made.song}: {'done before' if made.found else 'done'}"]
    lines.extend(f"  {path}" for path in (*made.covers, *([made.sheet] if made.sheet else [])))
    lines.extend(f"  note: {note}" for note in made.notes)
    return "\n".join(lines)
