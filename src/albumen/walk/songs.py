"""Which songs are meant, and where each one's covers go."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from albumen.errors import AlbumenError
from albumen.sleeve.cover import file_stem

SUFFIXES = frozenset(
    (".aac", ".aif", ".aiff", ".flac", ".m4a", ".m4b", ".mka", ".mp2", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".wav",
     ".webm", ".wma", ".wv")
)  # fmt: skip
"""Names of sound files that are taken from a folder; a file that is named itself may have any."""

_LONGEST = 180
"""Bytes of a song's name that its covers' names keep: file systems take 255, and style, number and ending follow."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is taken from folders."""

    suffixes: frozenset[str]
    many: str
    one: str
    without: tuple[str, ...] = ()
    """Endings of names, before the suffix, that are left out: what albumen itself puts beside the others."""


SONGS = Kind(SUFFIXES, "songs", "a sound file")


@dataclass(frozen=True, slots=True)
class Item:
    """A song that was found: its file, and the place of its covers relative to the output folder."""

    path: Path
    folder: Path
    """Where it lay below the folder that was named, so that the output has the same tree."""
    stem: str
    """What its covers are called; unique in `folder`, also where capitals do not count."""


Fault = Callable[[Path, AlbumenError], None]
"""Told of a place where no song could be looked for, or none was found."""


def find_songs(places: Iterable[Path], fault: Fault, kind: Kind = SONGS) -> Iterator[Item]:
    """The songs (or files of another kind) meant by files and folders, as they are found, in the order of their names.

    Folders are searched whole, links to folders too, each real folder once; what begins with a dot is left out. No
    song comes twice, and two songs never share a name for their covers.
    """
    folders: set[tuple[int, int]] = set()
    seen: set[str] = set()
    taken: set[str] = set()
    for place in places:
        any_here = False
        for folder, paths in _look(place, folders, fault, kind):
            any_here = any_here or bool(paths)
            yield from _named(folder, [path for path in paths if _new(path, seen)], taken)
        if not any_here and _is_folder(place):
            fault(place, AlbumenError(f"There are no {kind.many} in {place}; name {kind.one} or a folder with some."))


def count_songs(places: Iterable[Path], most: int | None = None, kind: Kind = SONGS) -> int:
    """How many songs `find_songs` will find; it stops counting at `most`."""
    return sum(1 for _ in islice(find_songs(places, lambda path, error: None, kind), most))


def _look(place: Path, folders: set[tuple[int, int]], fault: Fault, kind: Kind) -> Iterator[tuple[Path, list[Path]]]:
    """Each folder below a place, relative to it, with the files of that kind in it."""
    if not _is_folder(place):
        yield Path(), [place]
        return
    _first_time("", str(place), folders)

    def refused(error: OSError) -> None:
        where = Path(error.filename or place)
        fault(where, AlbumenError(f"The folder {where} may not be looked into ({error.strerror})."))

    for here, below, files in os.walk(place, onerror=refused, followlinks=True):
        below[:] = sorted(name for name in below if not name.startswith(".") and _first_time(here, name, folders))
        songs = sorted(Path(here, name) for name in files if not name.startswith("."))
        yield Path(here).relative_to(place), [path for path in songs if _is_of(kind, path)]


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:  # its name is too long, for instance: who opens it says so
        return False


def _is_of(kind: Kind, path: Path) -> bool:
    return path.suffix.lower() in kind.suffixes and not path.stem.endswith(kind.without)


def _first_time(here: str, name: str, folders: set[tuple[int, int]]) -> bool:
    """Whether a folder was not yet walked through, under this name or another: links may lead in circles."""
    try:
        found = Path(here, name).stat()
    except OSError:
        return True  # the walk itself says what is wrong with it
    key = (found.st_dev, found.st_ino)
    if key in folders:
        return False
    folders.add(key)
    return True


def _new(path: Path, seen: set[str]) -> bool:
    real = os.path.realpath(path)
    known = real in seen
    seen.add(real)
    return not known


def _named(folder: Path, paths: list[Path], taken: set[str]) -> Iterator[Item]:
    """Songs that would share a name carry their suffix; if that does not tell them apart, a number as well."""
    shared = Counter(_key(folder, _short(path.stem)) for path in paths)
    for path in paths:
        stem = _short(path.stem)
        if shared[_key(folder, stem)] > 1:
            stem = f"{stem}-{path.suffix[1:].lower()}"
        stem = next(name for name in _numbered(stem) if _key(folder, name) not in taken)
        taken.add(_key(folder, stem))
        yield Item(path, folder, stem)


def _short(stem: str) -> str:
    return os.fsencode(stem)[:_LONGEST].decode("utf-8", "ignore") or "song"


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _key(folder: Path, stem: str) -> str:
    """What must differ: the file name as it will be written, without regard to capitals."""
    return str(folder / file_stem(stem, "album", 0)).casefold()
