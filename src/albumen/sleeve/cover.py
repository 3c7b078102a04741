"""Covers: a finished picture with everything needed to make it again."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from albumen.brief import Brief
from albumen.maker import Maker
from albumen.picture import Picture
from albumen.sleeve import atomic, sidecar
from albumen.sleeve.lettering import letter
from albumen.sleeve.print import QUALITY, SUFFIXES, Form, encode
from albumen.sleeve.upscaled import blown_up
from albumen.sleeve.xmp import packet
from albumen.vocabulary import Style

_LONGEST = 200
"""Bytes of a file's stem: file systems take 255 for the whole name."""


def safe_name(name: str) -> str:
    """What a song is called, as the beginning of a file's name on any file system."""
    safe = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", name).strip(" .")
    return safe.encode("utf-8", "surrogateescape")[:_LONGEST].decode("utf-8", "ignore") or "cover"


def file_stem(name: str, style: Style, variant: int) -> str:
    """What a cover's file is called without its ending, whatever the song is called: `track-album-1`."""
    return f"{safe_name(name)}-{style}-{variant + 1}"


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a cover was written, how many bytes it weighs, and what a person should know of it."""

    path: Path
    sidecar: Path
    size: int
    sha256: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """A finished cover: the lettered picture, the picture before, the brief, and who made it."""

    picture: Picture
    bare: Picture
    """Before lettering, so that another title can be set without drawing again."""
    brief: Brief
    maker: Maker
    title: str | None = None
    artist: str | None = None
    name: str = "cover"
    """What its file is called, before the style and the number."""
    notes: tuple[str, ...] = ()
    """What a person should know: letters that no font could draw, for instance."""

    @property
    def stem(self) -> str:
        """Its file's name without the ending, such as `track-album-1`."""
        return file_stem(self.name, self.brief.style, self.brief.variant)

    def save(self, folder: Path | str, form: Form = "jpeg", quality: int = QUALITY) -> Saved:
        """Writes the picture and, after it, its sidecar `*.json` into a folder, each whole, or neither of them.

        Raises
        ------
        AlbumenError
            The folder cannot be written to, or the disk is full.
        """
        path = Path(folder) / f"{self.stem}{SUFFIXES[form]}"
        printed = encode(self.picture.pixels, form, packet(self.title, self.artist, self.maker.nature), quality)
        notes = (*self.notes, *printed.notes)
        held = sidecar.Sidecar(
            brief=self.brief,
            maker=self.maker,
            title=self.title,
            artist=self.artist,
            name=self.name,
            form=form,
            quality=quality,
            file=path.name,
            sha256=hashlib.sha256(printed.data).hexdigest(),
            origin=self.picture.origin,
            facts=self.bare.facts,
            notes=notes,
        )
        atomic.write_together({path: printed.data, path.with_suffix(".json"): sidecar.dumps(held)})
        return Saved(path, path.with_suffix(".json"), len(printed.data), held.sha256, notes)


def finish(
    picture: Picture,
    brief: Brief,
    maker: Maker,
    title: str | None = None,
    artist: str | None = None,
    name: str = "cover",
) -> Cover:
    """The cover of a drawn picture: title and artist set on it, in memory; nothing is written."""
    done = letter(picture, title, artist)
    how = blown_up(picture.facts)
    blown = (f"The picture is a small one blown up ({how}), which stores may refuse.",) if how else ()
    return Cover(done.picture, picture, brief, maker, title, artist, name, (*done.notes, *blown))
