"""`albumen cover`: songs in, finished covers out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from albumen.cli import wishes
from albumen.cli.head_start import ahead
from albumen.cli.memory import keep_algebra_to_one_thread
from albumen.cli.settings import settings

if TYPE_CHECKING:
    from albumen.audio.ahead import Ahead
    from albumen.description import Description
    from albumen.errors import AlbumenError
    from albumen.maker import Maker
    from albumen.progress import Progress
    from albumen.sleeve.sidecar import Sidecar
    from albumen.walk import Item, Made, Output, Wanted


def cover(
    songs: wishes.Songs = None,
    title: wishes.Title = None,
    artist: wishes.Artist = None,
    released: wishes.Released = None,
    style: wishes.WantedStyle = "both",
    count: wishes.Count = 2,
    engine: wishes.EngineName = "auto",
    size: wishes.Size = 3000,
    seed: wishes.Seed = 0,
    lettering: wishes.Lettering = True,
    form: wishes.FileForm = "jpeg",
    embed: wishes.Embed = False,
    out: wishes.Out = Path("covers"),
    overwrite: wishes.Overwrite = False,
    sidecar: wishes.FromSidecar = None,
    as_json: wishes.Json = False,
    listener: wishes.Listener = "auto",
    extender: wishes.Extender = "auto",
    show_prompt: wishes.ShowPrompt = False,
    prompt: wishes.PromptText = None,
    edit_prompt: wishes.EditPrompt = False,
    negative: wishes.Negative = None,
    pairs: wishes.Settings = None,
    model: wishes.ModelName = None,
    steps: wishes.Steps = None,
    guidance: wishes.Guidance = None,
    scheduler: wishes.Scheduler = None,
    lora: wishes.Lora = None,
    from_plate: wishes.FromPlate = False,
    device: wishes.Device = None,
) -> None:
    """Make the covers of songs, or of whole folders; a second run goes on where the first stopped."""
    if (sidecar is None) == (not songs):
        raise typer.BadParameter("give songs (or a folder of them), or --from with a sidecar.")
    keep_algebra_to_one_thread()
    options = settings(
        pairs or [],
        {"model": model, "steps": steps, "guidance": guidance, "scheduler": scheduler, "lora": lora,
         "from_plate": from_plate, "device": device},
    )  # fmt: skip
    if sidecar:
        _again(sidecar, options, out, as_json)
        return
    begun = ahead(songs[0]) if songs and not (show_prompt or edit_prompt) else None
    from albumen.walk import Output, Wanted

    wanted = Wanted(
        style, count, engine, size, seed, lettering, title, artist, released,
        prompt=prompt, negative=negative, options=options, extender=extender, listener=listener,
    )  # fmt: skip
    _known(wanted)
    if show_prompt:
        _show(songs or [], wanted, as_json)
    else:
        _make(songs or [], wanted, Output(out, form, embed, overwrite), edit_prompt, as_json, begun)


def _known(wanted: Wanted) -> None:
    from albumen.draw import ENGINES
    from albumen.listen import LISTENERS
    from albumen.prompt import ALIASES, EXTENDERS

    _one_of("engine", wanted.engine, ENGINES.names)
    _one_of("listener", wanted.listener, LISTENERS.names)
    _one_of("extender", wanted.extender, lambda: [*EXTENDERS.names(), *ALIASES])


def _one_of(what: str, name: object, names: Callable[[], list[str]]) -> None:
    """Names are only listed where one was given: listing them loads every engine's own module."""
    if name != "auto" and name not in names():
        raise typer.BadParameter(f"there is no {what} {name!r}; there are: {', '.join(names())}.")


def _show(places: list[Path], wanted: Wanted, as_json: bool) -> None:
    from albumen.cli.items import Run, Say
    from albumen.cli.prompts import as_record, as_words
    from albumen.walk import count_songs, find_songs, put_into_words

    run = Run("listening to")

    def work(item: Item, say: Say, report: Progress) -> None:
        briefs = put_into_words(item, wanted, report)
        say(as_record(item, briefs) if as_json else as_words(item, briefs))

    run.each(find_songs(places, run.fault), work, lambda item: item.path, lambda: count_songs(places))


def _make(
    places: list[Path], wanted: Wanted, output: Output, edit: bool, as_json: bool, begun: Ahead | None = None
) -> None:
    from albumen.cli.items import Run, Say
    from albumen.walk import count_songs, engage, find_songs, put_covers

    hands = engage(wanted)
    for line in hands.says:
        typer.echo(line, err=True)
    wanted = replace(wanted, engine=hands.engine.card.name)
    wanted, known = _edited(places, wanted) if edit else (wanted, None)
    run, warned = Run("covering"), dict[str, None]()

    def work(item: Item, say: Say, report: Progress) -> None:
        song = begun.song() if begun and begun.path == item.path else None
        made = put_covers(item, wanted, output, report, known, song)
        warned.update(dict.fromkeys(made.warnings))
        say(_record(made, wanted.engine) if as_json else _words(made))

    try:
        run.each(find_songs(places, run.fault), work, lambda item: item.path, lambda: count_songs(places))
    finally:
        for line in warned:
            typer.echo(f"Licence: {line}", err=True)


def _edited(places: list[Path], wanted: Wanted) -> tuple[Wanted, Description]:
    """What is wanted after a person changed the prompts, and what was heard for them."""
    from albumen.cli.prompts import edited
    from albumen.walk import find_songs, put_into_words

    faults: list[AlbumenError] = []
    items = list(find_songs(places, lambda path, error: faults.append(error)))
    if faults:
        raise faults[0]
    if len(items) != 1:
        raise typer.BadParameter(f"--edit-prompt takes one song; these are {len(items)}.")
    briefs = put_into_words(items[0], wanted)
    return replace(wanted, prompt=edited(items[0].path.name, briefs)), briefs[0].description


def _again(path: Path, options: Mapping[str, str], out: Path, as_json: bool) -> None:
    from albumen.walk import remake, restricted

    made, held = remake(path, options)
    for line in restricted(made.maker.models):
        typer.echo(f"Licence: {line}", err=True)
    saved = made.save(out, held.form, held.quality)
    same = saved.sha256 == held.sha256
    if as_json:
        typer.echo(json.dumps({"sidecar": str(path), "cover": str(saved.path), "same_bytes": same}))
        return
    said = "the same bytes again" if same else f"made again, but other bytes: {_why(made.maker, held)}"
    typer.echo(f"{saved.path}: {said}")


def _why(maker: Maker, held: Sidecar) -> str:
    """What is known to be other than when the sidecar was written, the likeliest cause first."""
    from albumen import __version__

    then, now = ({(model.name, model.revision) for model in each.models} for each in (held.maker, maker))
    if then != now:
        return f"it was made with {_named(then - now)}, this one with {_named(now - then)}"
    if held.albumen != __version__:
        return f"it was made by albumen {held.albumen}"
    return "libraries, the device or a setting differ"


def _named(models: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {revision[:19]}".strip() for name, revision in sorted(models)) or "no such model"


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
