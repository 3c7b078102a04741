"""`albumen echo`: how much of a song comes back through its cover."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from albumen.description import Description
    from albumen.progress import Progress
    from albumen.walk import Item
    from albumen.walk.echoing import Returned, Trip


def echo(
    songs: Annotated[list[Path], typer.Argument(help="Songs, or folders of songs.", show_default=False)],
    engine: Annotated[str, typer.Option(help="Who draws the cover; `albumen engines` lists them.")] = "auto",
    player: Annotated[str, typer.Option(help="Who plays it.")] = "auto",
    style: Annotated[Literal["album", "conceptual"], typer.Option(help="The cover's style.")] = "album",
    size: Annotated[int, typer.Option(min=64, max=10_000, help="The cover's side in pixels.")] = 1000,
    seconds: Annotated[float, typer.Option(min=5, max=600, help="Length of the music.")] = 30.0,
    seed: Annotated[int, typer.Option(min=0, help="Another seed, another cover and other music.")] = 0,
    carry: Annotated[
        bool, typer.Option("--carry", help="Hand tempo and key on with the cover, as its sidecar holds them.")
    ] = False,
    keep: Annotated[Path | None, typer.Option(help="Keep cover and music in this folder.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Make a song's cover, look at it, play what is seen, and say how much of the song came back."""
    from albumen.cli.items import Run, Say
    from albumen.draw import ENGINES as DRAWERS
    from albumen.play import ENGINES as PLAYERS
    from albumen.walk import count_songs, find_songs
    from albumen.walk.echoing import Trip, round_trip

    for what, name, names in (("engine", engine, DRAWERS.names()), ("player", player, PLAYERS.names())):
        if name != "auto" and name not in names:
            raise typer.BadParameter(f"there is no {what} {name!r}; there are: {', '.join(names)}.")
    trip = Trip(
        DRAWERS.choose(engine)[0].card.name, PLAYERS.choose(player)[0].card.name, style, size, seconds, seed, carry
    )
    run = Run("echoing")

    def work(item: Item, say: Say, report: Progress) -> None:
        came = round_trip(item.path, trip, report)
        files = _kept(came, keep / item.folder, item.stem) if keep else []
        say(_record(item.path, came, trip, files) if as_json else _words(item.path, came, trip, files))

    run.each(find_songs(songs, run.fault), work, lambda item: item.path, lambda: count_songs(songs))


def _kept(came: Returned, folder: Path, name: str) -> list[Path]:
    from dataclasses import replace

    cover = replace(came.cover, name=name).save(folder)
    return [cover.path, replace(came.piece, name=cover.path.stem, source=cover.path.name).save(folder).path]


def _record(path: Path, came: Returned, trip: Trip, files: list[Path]) -> str:
    from albumen.sleeve.kept import finite

    held = {
        "song": str(path),
        "cover": came.cover.picture.origin,
        "music": came.piece.origin,
        "carried": ["tempo", "key"] if trip.carry else [],
        "files": [str(file) for file in files],
        "echo": came.echo.to_dict(),
        "heard": {"song": _facts(came.song), "cover": _facts(came.seen), "music": _facts(came.music)},
    }
    return json.dumps(finite(held), allow_nan=False)


def _facts(what: Description) -> dict[str, object]:
    return {
        "genres": what.top("genres", 3),
        "mood": next(iter(what.top("moods", 1)), None),
        "valence": what.affect.valence,
        "arousal": what.affect.arousal,
        "tempo": what.tempo,
        "key": str(what.key) if what.key else None,
    }


def _words(path: Path, came: Returned, trip: Trip, files: list[Path]) -> str:
    lines = [
        f"{path}: {came.cover.picture.origin}, {came.piece.origin}",
        f"  {'':10}{'song':28}{'cover':28}{'music':28}came back",
    ]
    shown = [_shown(what) for what in (came.song, came.seen, came.music)]
    for name, verdict in _verdicts(came).items():
        lines.append(f"  {name:10}" + "".join(f"{column[name]:28}" for column in shown) + verdict)
    if trip.carry:
        lines.append("  tempo and key were carried in the cover's sidecar, not seen in the picture")
    return "\n".join([*lines, *(f"  {file}" for file in files)])


def _shown(what: Description) -> dict[str, str]:
    return {
        "genre": ", ".join(what.top("genres", 3))[:26],
        "mood": ", ".join(what.top("moods", 2)),
        "affect": f"{what.affect.valence:+.2f} {what.affect.arousal:+.2f}",
        "tempo": f"{what.tempo:.1f} BPM" if what.tempo else "-",
        "key": str(what.key) if what.key else "-",
    }


def _verdicts(came: Returned) -> dict[str, str]:
    figures = came.echo
    third = "-" if figures.genre_third is None else f"{round(figures.genre_third * 3)} of 3"
    return {
        "genre": f"{_yes(figures.genre_first)}, {third}, cosine {_number(figures.genre_cosine)}",
        "mood": f"{_yes(figures.mood_first)}, cosine {_number(figures.mood_cosine)}",
        "affect": f"{figures.affect:.2f} apart",
        "tempo": "-" if figures.tempo is None else f"{figures.tempo:.0%} off, octaves apart",
        "key": f"score {_number(figures.key)}",
    }


def _yes(same: bool | None) -> str:
    return "-" if same is None else "yes" if same else "no"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
