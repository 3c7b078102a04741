"""A song's covers in a folder: made, or found whole from an earlier run."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from albumen import audio, listen, sleeve
from albumen.description import Description
from albumen.errors import AlbumenError
from albumen.look import open_picture
from albumen.picture import Picture
from albumen.progress import Progress, part, silent
from albumen.sleeve import Cover
from albumen.sleeve.contact_sheet import TILE
from albumen.sleeve.cover import safe_name
from albumen.sleeve.print import Form
from albumen.song import Song
from albumen.walk.covers import HEARING
from albumen.walk.crew import engage
from albumen.walk.drawing import drawn
from albumen.walk.earlier import earlier, path_of
from albumen.walk.licences import restricted
from albumen.walk.songs import Item
from albumen.walk.wanted import Wanted, Wish


@dataclass(frozen=True, slots=True)
class Made:
    """What there is after a song went through: its covers and their contact sheet."""

    song: Path
    covers: tuple[Path, ...]
    sheet: Path | None
    drawn: int
    """How many covers this run drew; the others were there already, whole and made from the same wishes."""
    notes: tuple[str, ...] = ()
    """What a person should know: letters that no font could draw, for instance."""
    warnings: tuple[str, ...] = ()
    """Those of the notes that speak of models which are not free for commercial use."""

    @property
    def found(self) -> bool:
        """Whether all of it was there already."""
        return not self.drawn


@dataclass(frozen=True, slots=True)
class Output:
    """Where covers go and in what form."""

    folder: Path
    form: Form = "jpeg"
    embed: bool = False
    """Put the first cover into the song file itself."""
    overwrite: bool = False
    """Draw again what is there already."""


@dataclass(frozen=True, slots=True)
class _Proof:
    """What is kept of a cover that was saved: enough for the contact sheet, in little memory."""

    stem: str
    small: Picture
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def put_covers(
    item: Item,
    wanted: Wanted,
    output: Output,
    progress: Progress = silent,
    description: Description | None = None,
    song: Song | None = None,
) -> Made:
    """Makes the covers of one song, each written whole or not at all; what an earlier run finished is kept.

    `description` is what was heard, and `song` the song itself, if they are known already.

    Raises
    ------
    BadAudio
        The song cannot be listened to.
    BadOption
        The engine does not know one of its settings.
    MissingExtra, MissingWeights
        The engine is not ready.
    AlbumenError
        A cover cannot be written, or not embedded.
    """
    song = song or audio.open(item.path)
    wanted = replace(wanted, name=item.stem)
    folder = output.folder / item.folder
    _writable(folder)
    chosen = engage(wanted)
    paths = {wish: path_of(folder, wanted, wish, output.form) for wish in wanted.wishes}
    kept = {} if output.overwrite else earlier(paths, song, wanted, chosen)
    missing = [wish for wish in wanted.wishes if wish not in kept]
    # What an earlier run heard is in its sidecars: only what is missing is drawn, and nothing is heard twice.
    description = next((held.brief.description for held in kept.values()), description)
    if description is None:
        description = listen.describe(song, chosen.listener, part(progress, 0, HEARING))

    def save(cover: Cover) -> _Proof:
        notes = cover.save(folder, output.form).notes
        return _Proof(cover.stem, _small(cover.picture), notes, restricted(cover.maker.models))

    proofs = dict(
        zip(missing, drawn(song, description, wanted, chosen, missing, save, part(progress, HEARING, 1)), strict=True)
    )
    sheet = _sheet(folder / f"{safe_name(item.stem)}-sheet.jpg", paths, proofs)
    notes = [note for proof in proofs.values() for note in proof.notes]
    if output.embed:
        notes.extend(_embed(item.path, paths[wanted.wishes[0]]))
    warnings = dict.fromkeys(warning for proof in proofs.values() for warning in proof.warnings)
    return Made(item.path, tuple(paths.values()), sheet, len(missing), tuple(dict.fromkeys(notes)), tuple(warnings))


def _sheet(path: Path, paths: dict[Wish, Path], proofs: dict[Wish, _Proof]) -> Path | None:
    """The contact sheet of all covers, drawn now or before; one cover alone needs none."""
    if len(paths) < 2:
        return None
    if proofs or not path.is_file():
        shown = [proofs.get(wish) or _proof(held) for wish, held in paths.items()]
        sleeve.save_contact_sheet([(proof.stem, proof.small) for proof in shown], path)
    return path


def _proof(path: Path) -> _Proof:
    pixels = np.asarray(open_picture(path).convert("RGB"), np.uint8)
    return _Proof(path.stem, _small(Picture(pixels, str(path))))


def _small(picture: Picture) -> Picture:
    """The picture made smaller by a whole factor, which is quick, but not smaller than a tile."""
    height, width = picture.pixels.shape[:2]
    factor = max(1, min(height, width) // TILE)
    pixels = cv2.resize(picture.pixels, (width // factor, height // factor), interpolation=cv2.INTER_AREA)
    return Picture(np.asarray(pixels, np.uint8), picture.origin)


def _embed(song: Path, cover: Path) -> list[str]:
    done = sleeve.embed(song, cover)
    told = done.changed or "very cover" in done.reason
    return [] if told else [f"not put into {song}: {done.reason}; `albumen embed --force` does it all the same"]


def _writable(folder: Path) -> None:
    """Raises AlbumenError if covers could not be written: better known before a song is listened to than after."""
    there = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not there.is_dir():
        raise AlbumenError(
            f"{there} is a file, so that covers cannot go into {folder}; name another folder with --out."
        )
    if not os.access(there, os.W_OK | os.X_OK):
        raise AlbumenError(f"The folder {there} may not be written to; name another with --out.")
