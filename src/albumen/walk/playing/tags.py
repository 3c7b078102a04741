"""What a sound file says of itself: title, genre, how it was made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mutagen.id3 import COMM, PRIV, TCON, TIT2, TRCK, TSSE, TXXX

from albumen import __version__
from albumen.maker import Nature
from albumen.sleeve.tagged import opened
from albumen.sleeve.xmp import SOURCE_TYPES, packet

SOURCE_TYPE = "DigitalSourceType"
"""IPTC's name for how a work came to be. Sound has no field of that name, so that it is a tag of its own; MP3 and WAV
have the XMP packet as well, in a PRIV frame (XMP specification part 3, section 1.1.3)."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one piece."""

    title: str
    genre: str
    comment: str
    track: int
    nature: Nature


def put_tags(path: Path, tags: Tags) -> None:
    """Writes the tags into a WAV, MP3, FLAC or Ogg file that has none yet; no date, so that bytes come out the same."""
    file = opened(path)
    if file.tags is None:
        file.add_tags()
    put = _put_comments if hasattr(file.tags, "vendor") else _put_frames
    put(file.tags, tags)
    file.save()


def _put_comments(held: Any, tags: Tags) -> None:
    held["title"] = tags.title
    held["genre"] = tags.genre
    held["comment"] = tags.comment
    held["tracknumber"] = str(tags.track)
    held["encoder"] = _tool()
    held[SOURCE_TYPE] = SOURCE_TYPES + tags.nature


def _put_frames(held: Any, tags: Tags) -> None:
    for frame in (
        TIT2(encoding=3, text=tags.title),
        TCON(encoding=3, text=tags.genre),
        COMM(encoding=3, lang="eng", desc="", text=tags.comment),
        TRCK(encoding=3, text=str(tags.track)),
        TSSE(encoding=3, text=_tool()),
        TXXX(encoding=3, desc=SOURCE_TYPE, text=SOURCE_TYPES + tags.nature),
        PRIV(owner="XMP", data=packet(tags.title, None, tags.nature)),
    ):
        held.add(frame)


def _tool() -> str:
    return f"albumen {__version__}"
