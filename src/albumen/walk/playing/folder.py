"""A picture's pieces in a folder: made, or found whole from an earlier run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from albumen import look
from albumen.description import Description
from albumen.errors import BadSidecar
from albumen.picture import Picture
from albumen.play.encode import Format
from albumen.progress import Progress, part, silent
from albumen.walk.licences import restricted
from albumen.walk.playing import sidecar
from albumen.walk.playing.naming import piece_stem
from albumen.walk.playing.perform import LOOKING, played
from albumen.walk.playing.players import Players
from albumen.walk.playing.sidecar import Sidecar
from albumen.walk.playing.subject import file_hash, opened
from albumen.walk.songs import Item


@dataclass(frozen=True, slots=True)
class Output:
    """Where pieces go and in what form."""

    folder: Path
    form: Format = "flac"
    midi: bool = False
    stems: bool = False
    overwrite: bool = False
    """Play again what is there already."""


@dataclass(frozen=True, slots=True)
class Played:
    """What there is after a picture went through."""

    picture: Path
    pieces: Mapping[Path, Sidecar]
    """The sound files and what their sidecars say."""
    made: int
    """How many pieces this run played; the others were there already, whole and made from the same wishes."""
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    """Those of the notes that speak of models which are not free for commercial use."""


def put_music(item: Item, players: Players, output: Output, progress: Progress = silent) -> Played:
    """Makes the pieces of one picture, each written whole or not at all; what an earlier run finished is kept.

    Raises
    ------
    BadPicture
        The picture cannot be looked at.
    AlbumenError
        A piece cannot be written.
    """
    folder = output.folder / item.folder
    paths = [folder / f"{piece_stem(item.stem, n)}.{output.form}" for n in range(players.programme.top)]
    digest = file_hash(item.path)
    kept = {} if output.overwrite else _earlier(paths, item.stem, digest, players, output)
    missing = [variant for variant, path in enumerate(paths) if path not in kept]
    notes: dict[str, None] = {}
    if missing:
        picture, subject = opened(item.path, item.stem)
        # What an earlier run saw is in its sidecars.
        description = next((held.brief.description for held in kept.values()), None) or _seen(
            picture, players, progress
        )
        for piece in played(subject, description, players, missing, part(progress, LOOKING, 1)):
            saved = piece.save(folder, output.form, midi=output.midi, with_stems=output.stems)
            notes.update(dict.fromkeys((*saved.notes, *restricted(piece.maker.models))))
    held = {path: kept.get(path) or sidecar.read(path.with_suffix(".json")) for path in paths}
    warnings = dict.fromkeys(line for each in held.values() for line in restricted(each.maker.models))
    return Played(item.path, held, len(missing), tuple(notes), tuple(warnings))


def _seen(picture: Picture, players: Players, progress: Progress) -> Description:
    return look.describe(picture, players.looker, part(progress, 0, LOOKING))


def _earlier(paths: Sequence[Path], name: str, picture: str, players: Players, output: Output) -> dict[Path, Sidecar]:
    """The sidecars of those pieces that need not be played again."""
    found = ((variant, path, _whole(path)) for variant, path in enumerate(paths))
    return {
        path: held
        for variant, path, held in found
        if held
        and (held.name, held.source_sha256, held.brief.variant) == (name, picture, variant)
        and (held.written.midi, held.written.stems) == (output.midi, output.stems)
        and _same(held, players)
    }


def _whole(path: Path) -> Sidecar | None:
    """The sidecar of a piece, if it is of these very files."""
    try:
        held = sidecar.read(path.with_suffix(".json"))
        files = {held.written.file: held.written.sha256, **held.written.also}
        whole = held.written.file == path.name and all(_hash(path.parent / name) == sha for name, sha in files.items())
        return held if whole else None
    except (BadSidecar, OSError):
        return None


def _same(held: Sidecar, players: Players) -> bool:
    """Whether these players would make this piece of what was seen."""
    asked = players.programme.brief(held.brief.description, held.brief.variant, players.engine)
    return (
        (asked.seconds, asked.seed, asked.options) == (held.brief.seconds, held.brief.seed, held.brief.options)
        and held.choice == players.programme.choice
        and (held.maker.name, held.brief.listener) == (players.engine.card.name, players.looker.card.name)
    )


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
