"""`albumen describe`: what is heard in a song, what is seen in a picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from albumen.description import Description
    from albumen.progress import Progress


def describe(
    files: Annotated[
        list[Path], typer.Argument(metavar="SONG|PICTURE...", help="Songs, pictures, or folders of songs.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with every field.")] = False,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the taggram (tags over time) of the song as a PNG; one song only.")
    ] = None,
    listener: Annotated[str, typer.Option(help="Who listens; `albumen engines` lists them.")] = "auto",
    looker: Annotated[str, typer.Option(help="Who looks; `albumen engines` lists them.")] = "auto",
    cam: Annotated[
        Path | None,
        typer.Option(help="Draw where the looker cover-genre saw the genre (Grad-CAM) as a PNG; one picture only."),
    ] = None,
) -> None:
    """Say what is heard in songs and seen in pictures: genres, moods, tags, affect, tempo and key, or palette."""
    from albumen.cli.items import Run, Say
    from albumen.listen import LISTENERS
    from albumen.look import LOOKERS
    from albumen.walk import Item, count_songs, find_songs, hear, is_picture, see

    _known("listener", listener, LISTENERS.names())
    _known("looker", looker, LOOKERS.names())
    if plot and (count_songs(files, 2) > 1 or is_picture(files[0])):
        raise typer.BadParameter("--plot draws one song; give one file.")
    ears, who_listens = LISTENERS.choose(listener)
    if cam and (count_songs(files, 2) > 1 or not is_picture(files[0])):
        raise typer.BadParameter("--cam draws one picture; give one file.")
    eyes, who_looks = LOOKERS.choose(looker)
    if cam and eyes.card.name != "cover-genre":
        raise typer.BadParameter(f"{who_looks} Only cover-genre draws --cam; ask for it with --looker cover-genre.")
    for asked, why in ((listener, f"Listener: {who_listens}"), (looker, f"Looker: {who_looks}")):
        if asked != "auto":
            typer.echo(why, err=True)
    run = Run("describing")

    def work(item: Item, say: Say, report: Progress) -> None:
        if is_picture(item.path):
            facts: dict[str, object] = {}
            _, description = see(item.path, eyes, report, cam)
        else:
            song, description = hear(item.path, plot, report, ears)
            facts = {name: getattr(song, name) for name in ("title", "artist", "album", "released", "duration")}
        say(_record(item.path, facts, description) if as_json else _words(item.path, description))

    run.each(find_songs(files, run.fault), work, lambda item: item.path, lambda: count_songs(files))


def _known(what: str, name: str, names: list[str]) -> None:
    if name not in ("auto", *names):
        raise typer.BadParameter(f"there is no {what} {name!r}; there are: {', '.join(names)}.")


def _record(path: Path, facts: dict[str, object], description: Description) -> str:
    from albumen.sleeve.kept import finite

    return json.dumps(finite({"path": str(path), **facts, **description.to_dict()}), allow_nan=False)


def _words(path: Path, description: Description) -> str:
    lines = [f"{path}"]
    for name in ("genres", "moods", "tags"):
        scores = getattr(description, name)
        lines.append(_line(name, ", ".join(f"{word} {scores[word]:.0%}" for word in description.top(name))))
    affect = description.affect
    lines.append(_line("affect", f"valence {affect.valence:+.2f}, arousal {affect.arousal:+.2f}"))
    lines.extend(_seen(description) if description.scan else _heard(description))
    lines.extend(_line(f"({name})", source) for name, source in description.sources.items())
    return "\n".join(lines)


def _heard(description: Description) -> list[str]:
    lines = [_line("tempo", f"{description.tempo:.1f} BPM" if description.tempo else "no clear pulse")]
    lines.append(_line("key", str(description.key) if description.key else "no clear key"))
    if description.loudness is not None:
        lines.append(_line("loudness", f"{description.loudness:.1f} LUFS"))
    return lines


def _seen(description: Description) -> list[str]:
    return [_line("palette", " ".join(description.palette))]


def _line(name: str, says: str) -> str:
    return f"  {name:12} {says}"
