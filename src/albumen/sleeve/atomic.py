"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from albumen.errors import AlbumenError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to; it takes `path`'s place when the block ends well.

    On any error, Ctrl-C included, the temporary file is removed and what was at `path` stays as it was.

    Raises
    ------
    AlbumenError
        The folder cannot be written to, or the disk is full.
    """
    temporary = path.with_name(f".{secrets.token_hex(6)}.part{path.suffix}")
    try:
        yield temporary
        _sync(temporary)
        temporary.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise AlbumenError(
            f"{path} cannot be written ({error.strerror or error}); what was there is unchanged."
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write(path: Path, data: bytes) -> None:
    """`data` as the whole of the file `path`; its folder is made if need be. Raises as `replacing` does."""
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Files that belong together, as `write`: the first takes its place when there was room for the last."""
    with ExitStack() as places:
        for path, data in reversed(list(files.items())):
            _make_folder(path.parent)
            places.enter_context(replacing(path)).write_bytes(data)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AlbumenError(f"The folder {path} cannot be made ({error.strerror}).") from error


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
