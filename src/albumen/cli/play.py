"""`albumen play`: pictures in, music out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from albumen.cli.settings import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from albumen.progress import Progress
    from albumen.walk import Item
    from albumen.walk.playing import Output, Played, Players
    from albumen.walk.playing.sidecar import Sidecar

Pictures = Annotated[list[Path] | None, typer.Argument(help="Pictures, or folders of pictures.", show_default=False)]
EngineName = Annotated[str, typer.Option("--engine", help="Who plays; `albumen engines` lists them.")]
Seconds = Annotated[float, typer.Option(min=1, max=600, help="Length of each piece; band plays from 5.")]
Genre = Annotated[str | None, typer.Option(help="One of AudioSet's 25 genres, instead of what the picture looks like.")]
Style = Annotated[str | None, typer.Option(help="For band: the style, such as bossa.")]
Tempo = Annotated[float | None, typer.Option(help="For band: beats a minute.")]
Key = Annotated[str | None, typer.Option(help='For band: the key, such as "F# minor".')]
Alpha = Annotated[float | None, typer.Option(help="For vae: how far the picture moves the known clip, 0 to 10.")]
Soundfont = Annotated[
    str | None, typer.Option(metavar="FILE.sf2", help="For band: play on this SoundFont; needs fluidsynth.")
]
Top = Annotated[int, typer.Option(min=1, max=25, help="Pieces, in as many of the picture's likeliest genres.")]
Seed = Annotated[int, typer.Option(min=0, help="Another seed, other music.")]
FileForm = Annotated[Literal["flac", "wav", "mp3", "ogg"], typer.Option("--format", help="The pieces' file format.")]
Midi = Annotated[bool, typer.Option("--midi", help="Write the notes as a MIDI file as well.")]
Stems = Annotated[bool, typer.Option("--stems", help="Write the parts as well, into a folder beside.")]
Out = Annotated[Path, typer.Option(help="Where music goes.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Play again what an earlier run finished.")]
FromSidecar = Annotated[
    Path | None, typer.Option("--from", help="Make the piece of this sidecar again; no picture is needed.")
]
Looker = Annotated[str, typer.Option(help="Who looks; `albumen engines` lists them.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A setting of the engine; `albumen engines` lists them."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def play(
    pictures: Pictures = None,
    engine: EngineName = "auto",
    seconds: Seconds = 15.0,
    genre: Genre = None,
    style: Style = None,
    tempo: Tempo = None,
    key: Key = None,
    alpha: Alpha = None,
    soundfont: Soundfont = None,
    top: Top = 1,
    form: FileForm = "flac",
    midi: Midi = False,
    stems: Stems = False,
    seed: Seed = 0,
    out: Out = Path("music"),
    as_json: Json = False,
    overwrite: Overwrite = False,
    sidecar: FromSidecar = None,
    looker: Looker = "auto",
    pairs: Settings = None,
) -> None:
    """Make the music of pictures, or of whole folders; a second run goes on where the first stopped."""
    if (sidecar is None) == (not pictures):
        raise typer.BadParameter("give pictures (or a folder of them), or --from with a sidecar.")
    if sidecar:
        _again(sidecar, out, as_json)
        return
    options = settings(
        pairs or [], {"style": style, "tempo": tempo, "key": key, "alpha": alpha, "soundfont": soundfont}
    )
    from albumen.look import LOOKERS
    from albumen.play import ENGINES
    from albumen.walk.playing import Output, Programme, engage

    _one_of("engine", engine, ENGINES.names)
    _one_of("looker", looker, LOOKERS.names)
    players = engage(Programme(engine, seconds, genre, top, seed, options, looker))
    for line in players.says:
        typer.echo(line, err=True)
    _make(pictures or [], players, Output(out, form, midi, stems, overwrite), as_json)


def _one_of(what: str, name: str, names: Callable[[], list[str]]) -> None:
    if name != "auto" and name not in names():
        raise typer.BadParameter(f"there is no {what} {name!r}; there are: {', '.join(names())}.")


def _make(places: list[Path], players: Players, output: Output, as_json: bool) -> None:
    from albumen.cli.items import Run, Say
    from albumen.walk import count_songs, find_songs
    from albumen.walk.playing import put_music
    from albumen.walk.playing.pictures import PICTURES

    run, warned = Run("playing"), dict[str, None]()

    def work(item: Item, say: Say, report: Progress) -> None:
        done = put_music(item, players, output, report)
        warned.update(dict.fromkeys(done.warnings))
        say(_record(done) if as_json else _words(done))

    try:
        run.each(
            find_songs(places, run.fault, PICTURES), work, lambda item: item.path,
            lambda: count_songs(places, kind=PICTURES),
        )  # fmt: skip
    finally:
        for line in warned:
            typer.echo(f"Licence: {line}", err=True)


def _again(path: Path, out: Path, as_json: bool) -> None:
    from albumen.walk.licences import restricted
    from albumen.walk.playing import remake

    piece, held = remake(path)
    for line in restricted(piece.maker.models):
        typer.echo(f"Licence: {line}", err=True)
    written = held.written
    saved = piece.save(out, written.form, midi=written.midi, with_stems=written.stems)
    same = saved.sha256 == written.sha256
    if as_json:
        typer.echo(json.dumps({"sidecar": str(path), "sound": str(saved.path), "same_bytes": same}))
        return
    other = f"made again, but other bytes: it was made by albumen {held.albumen}"
    typer.echo(f"{saved.path}: {'the same bytes again' if same else other}")


def _record(done: Played) -> str:
    pieces = [{"sound": str(path), **_files(path, held)} for path, held in done.pieces.items()]
    held = {"picture": str(done.picture), "found": not done.made, "made": done.made, "pieces": pieces}
    return json.dumps({**held, "notes": list(done.notes)})


def _files(path: Path, held: Sidecar) -> dict[str, object]:
    also = [str(path.parent / name) for name in held.written.also]
    return {
        "origin": held.origin,
        "genre": held.brief.options.get("genre"),
        "sidecar": str(path.with_suffix(".json")),
        "midi": next((name for name in also if name.endswith(".mid")), None),
        "stems": [name for name in also if not name.endswith(".mid")],
    }


def _words(done: Played) -> str:
    lines = [f"{done.picture}: {'done' if done.made else 'done before'}"]
    for path, held in done.pieces.items():
        lines.append(f"  {path} ({held.origin})")
        lines.extend(f"  {place}" for place in dict.fromkeys(_place(path.parent, name) for name in held.written.also))
    lines.extend(f"  note: {note}" for note in done.notes)
    return "\n".join(lines)


def _place(folder: Path, name: str) -> Path:
    """The file itself, or the folder of stems that it is in."""
    return folder / name.split("/")[0]
