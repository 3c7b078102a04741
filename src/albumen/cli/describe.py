"""`albumen describe`: what is heard in a song."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from albumen.description import Description
    from albumen.progress import Progress
    from albumen.song import Song


def describe(
    songs: Annotated[list[Path], typer.Argument(help="Songs, or folders of songs.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with every field.")] = False,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the taggram (tags over time) of the song as a PNG; one song only.")
    ] = None,
) -> None:
    """Say what is heard in songs: genres, moods, tags, tempo, key, loudness, affect."""
    from albumen.cli.items import Run, Say
    from albumen.walk import Item, count_songs, find_songs, hear

    if plot and count_songs(songs, 2) > 1:
        raise typer.BadParameter("--plot draws one song; give one file.")
    run = Run("listening to")

    def work(item: Item, say: Say, report: Progress) -> None:
        song, description = hear(item.path, plot, report)
        say(_record(song, description) if as_json else _words(song, description))

    run.each(find_songs(songs, run.fault), work, lambda item: item.path, lambda: count_songs(songs))


def _record(song: Song, description: Description) -> str:
    from albumen.sleeve.sidecar import finite

    facts = {name: getattr(song, name) for name in ("title", "artist", "album", "released", "duration")}
    return json.dumps(finite({"path": str(song.path), **facts, **description.to_dict()}), allow_nan=False)


def _words(song: Song, description: Description) -> str:
    lines = [f"{song.path}"]
    for name in ("genres", "moods", "tags"):
        scores = getattr(description, name)
        lines.append(_line(name, ", ".join(f"{word} {scores[word]:.0%}" for word in description.top(name))))
    affect = description.affect
    lines.append(_line("affect", f"valence {affect.valence:+.2f}, arousal {affect.arousal:+.2f}"))
    lines.append(_line("tempo", f"{description.tempo:.1f} BPM" if description.tempo else "no clear pulse"))
    lines.append(_line("key", str(description.key) if description.key else "no clear key"))
    if description.loudness is not None:
        lines.append(_line("loudness", f"{description.loudness:.1f} LUFS"))
    lines.extend(_line(f"({name})", source) for name, source in description.sources.items())
    return "\n".join(lines)


def _line(name: str, says: str) -> str:
    return f"  {name:12} {says}"
