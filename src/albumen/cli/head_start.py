"""What `albumen cover` begins before its words are understood: reading them takes as long as opening a song."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from albumen.cli.memory import keep_algebra_to_one_thread, keep_pages

if TYPE_CHECKING:
    from albumen.audio.ahead import Ahead

_begun: list[Ahead] = []


def head_start(words: list[str]) -> None:
    """Begins to decode the song that stands right behind `cover`, if one does and it is to be drawn.

    A wrong guess costs nothing but time: faults are left to whoever opens the song in earnest.
    """
    if len(words) > 1 and words[0] == "cover" and not {"--show-prompt", "--edit-prompt", "--help", "-h"} & set(words):
        _begun[:] = _ahead(Path(words[1]))


def ahead(path: Path) -> Ahead | None:
    """The song, which is decoded apart from the head start or from now on; None if it is no file."""
    begun, _begun[:] = [song for song in _begun if song.path == path], []
    return next(iter(begun or _ahead(path)), None)


def _ahead(path: Path) -> list[Ahead]:
    if not _is_file(path):
        return []
    keep_pages()
    keep_algebra_to_one_thread()
    from albumen.audio.ahead import Ahead

    return [Ahead(path)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # its name is too long, for instance
        return False
