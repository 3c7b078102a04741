"""A file on its way: what is wanted, the unfinished part beside its place, and the disk it goes to."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from albumen.errors import AlbumenError, MissingWeights
from albumen.models.record import HeldFile


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to bring: its name, and its checksum and size in bytes where they are known."""

    path: str
    sha256: str | None = None
    size: int | None = None
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


class WrongFile(MissingWeights):
    """Bytes that are not the ones that were expected."""


class Part:
    """The unfinished file beside its target, and the server's mark (ETag or date) of the version it belongs to."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self._mark = target.with_name(target.name + ".part.mark")

    @property
    def size(self) -> int:
        """Bytes that are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    def mark(self, url: str) -> str | None:
        """The mark that the server gave for `url` when this part was begun."""
        try:
            held = json.loads(self._mark.read_text(encoding="utf-8"))
            return str(held["mark"]) if held["url"] == url and held["mark"] else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def begin(self, url: str, mark: str | None) -> None:
        """Starts from nothing."""
        self.drop()
        self._mark.write_text(json.dumps({"url": url, "mark": mark}), encoding="utf-8")

    def drop(self) -> None:
        """Leaves nothing."""
        self.path.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)

    def finish(self, wanted: Wanted, sha256: str, source: str) -> HeldFile:
        """Puts the part in place if it is what was wanted; otherwise nothing is left.

        Raises
        ------
        WrongFile
            The checksum or the size is another one.
        """
        size = self.size
        if sha256 != (wanted.sha256 or sha256) or size != (size if wanted.size is None else wanted.size):
            self.drop()
            raise WrongFile(
                f"{wanted.path} from {source} is not the file that was expected (its checksum or size differs); "
                "nothing was kept: try again, and if it happens again do not use this source."
            )
        self.path.replace(self.target)
        self._mark.unlink(missing_ok=True)
        return HeldFile(wanted.path, sha256, size)


def room_for(folder: Path, size: int) -> None:
    """Looks whether `size` bytes fit on the disk of `folder`.

    Raises
    ------
    AlbumenError
        They do not.
    """
    free = shutil.disk_usage(folder).free
    if size > free:
        raise AlbumenError(
            f"The disk of {folder} has {free / 1e6:,.1f} MB free and {size / 1e6:,.1f} MB are needed; make room, or "
            "set XDG_CACHE_HOME to another disk."
        )


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Says in one sentence what the disk of `path` has against being written to (AlbumenError)."""
    try:
        yield
    except OSError as fault:
        why = "the disk is full" if fault.errno == errno.ENOSPC else fault.strerror or str(fault)
        raise AlbumenError(
            f"{path} cannot be written ({why}); mend that and pull again, it goes on from there."
        ) from fault


def read(path: Path, update: Callable[[bytes], object]) -> None:
    """Hands a file's bytes to `update`, a mebibyte at a time."""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            update(chunk)


def sha256_of(path: Path) -> str:
    """The checksum of a file, in hexadecimal."""
    digest = hashlib.sha256()
    read(path, digest.update)
    return digest.hexdigest()
