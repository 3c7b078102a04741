"""A front cover in the ID3 tags of MP3, WAV and AIFF files, which stay in the version that they came in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mutagen.aiff import AIFF
from mutagen.id3 import APIC
from mutagen.mp3 import MP3
from mutagen.wave import WAVE

from albumen.sleeve.art import FRONT, Art

FILES = (MP3, WAVE, AIFF)
"""What mutagen calls the files that have ID3 tags."""
_OLD_TAG = 128
"""Bytes of an ID3v1 tag, the last of a file; it begins with TAG."""


def untranslated(file: Any) -> Any:
    """The file with its frames as they are in it, where its tag is older than 2.4: mutagen makes them those of 2.4."""
    if file.tags is None or file.tags.version >= (2, 4, 0):
        return file
    return type(file)(file.filename, translate=False, v2_version=3)


def is_front(frame: object) -> bool:
    """Whether a frame is a front cover."""
    return isinstance(frame, APIC) and getattr(frame, "type", None) == FRONT


def unknown(file: Any) -> list[str]:
    """The frames that mutagen has no name for, as text."""
    return [repr(frame) for frame in file.tags.unknown_frames] if file.tags is not None else []


def put(file: Any, art: Art) -> None:
    """Makes `art` the one front cover of an opened file, and saves it: tags older than 2.4 as 2.3, others as 2.4."""
    if file.tags is None:
        file.add_tags()
    old = file.tags.version < (2, 4, 0) and len(file.tags) > 0
    for key in [key for key, frame in file.tags.items() if is_front(frame)]:
        del file.tags[key]
    taken = {frame.desc for frame in file.tags.getall("APIC")}
    names = ("", "Front cover", *(f"Front cover {i}" for i in range(2, 100)))
    name = next(n for n in names if n not in taken)  # a second frame of the same description would replace the first
    file.tags.add(APIC(encoding=0, mime=art.mime, type=FRONT, desc=name, data=art.data))
    with _old_tag_kept(Path(file.filename)):
        file.save(v2_version=3 if old else 4)


@contextmanager
def _old_tag_kept(path: Path) -> Iterator[None]:
    """An ID3v1 tag at the end stays byte for byte: mutagen would write it anew from the other, in Latin-1 alone."""
    before = _old_tag(path)
    yield
    if before and _old_tag(path):
        with path.open("r+b") as file:
            file.seek(-_OLD_TAG, 2)
            file.write(before)


def _old_tag(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - _OLD_TAG))
        tail = file.read()
    return tail if len(tail) == _OLD_TAG and tail.startswith(b"TAG") else b""
