"""What a file's tags say about the song, as clean text; and what its name says where they say nothing."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from albumen.audio.billing import billed
from albumen.audio.names import named

if TYPE_CHECKING:
    from mutagen import FileType

LONGEST = 300
"""Characters; a longer value is cut, since nothing that long is a title."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("TIT2", "title", "\xa9nam", "Title"),
    "artist": ("TPE1", "artist", "\xa9ART", "Author", "Artist", "TPE2", "albumartist", "aART", "WM/AlbumArtist"),
    "album": ("TALB", "album", "\xa9alb", "WM/AlbumTitle", "Album"),
    "released": ("TDRL", "TDRC", "TYER", "date", "\xa9day", "WM/Year", "year", "Year", "TDOR", "originaldate"),
}
"""Where ID3, Vorbis comments (FLAC, Ogg, Opus), MP4, ASF and APEv2 keep each field, most telling first."""

_LIBAV: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "artist": ("artist", "album_artist"),
    "album": ("album",),
    "released": ("date", "year"),
}
_PLACEHOLDERS = frozenset(
    {"unknown", "unknown artist", "unknown album", "unknown title", "<unknown>", "untitled track"}
)
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, EOFError, OSError, OverflowError, struct.error)
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Tags:
    """What is known about a song; None where nothing is."""

    title: str | None = None
    artist: str | None = None
    album: str | None = None
    released: str | None = None
    """A year or an ISO date."""


def read_tags(path: Path, metadata: Mapping[str, str] | None = None) -> Tags:
    """The song's tags; never raises for what is in them.

    Parameters
    ----------
    path
        Tags are read by mutagen (ID3, Vorbis comments, MP4, ASF, APEv2); title and artist that are missing are taken
        from the file's name if it leaves no doubt. What video sites add to them is left off (`billing`).
    metadata
        What libav found, for containers that mutagen does not know (Matroska, RIFF INFO); names in lower case, bytes
        that are not UTF-8 as surrogate escapes.
    """
    tagged, other = _load(path), {key.lower(): value for key, value in (metadata or {}).items()}
    found = {field: _text(tagged, keys) or _text(other, _LIBAV[field]) for field, keys in _KEYS.items()}
    by_name = named(path)
    song = billed(found["title"] or clean(by_name.title), found["artist"] or clean(by_name.artist))
    return Tags(song.title, song.artist, found["album"], _date(found["released"]))


def clean(text: str | None) -> str | None:
    """One line of printable text: mojibake mended, controls and invisible marks removed; None if nothing is left."""
    if not text:
        return None
    text = unicodedata.normalize("NFC", _mended(text[: LONGEST * 8]))
    words = "".join(" " if _is_space(c) else c for c in text if _is_space(c) or _is_print(c)).split()
    whole = " ".join(words)
    if len(whole) > LONGEST:
        whole = whole[: LONGEST - 1].rstrip() + "…"
    return None if not whole.strip(_JOINERS + " ") or whole.casefold() in _PLACEHOLDERS else whole


def _mended(text: str) -> str:
    """Bytes that were read in the wrong encoding: raw ones (surrogate escapes), and UTF-8 taken for Latin-1."""
    if any("\udc80" <= c <= "\udcff" for c in text):
        raw = text.encode("utf-8", "surrogateescape" if _encodable(text) else "replace")
        return raw.decode("cp1252", "ignore")
    if text.isascii():
        return text
    try:
        return b"".join(c.encode("latin-1" if c < "\xa0" else "cp1252") for c in text).decode("utf-8")
    except UnicodeError:
        return text


def _encodable(text: str) -> bool:
    return not any("\ud800" <= c < "\udc80" or "\udcff" < c <= "\udfff" for c in text)


def _is_space(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Zl", "Zp", "Zs")


def _is_print(character: str) -> bool:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")
    return character != "\ufffd" and (not hidden or character in _JOINERS)


def _load(path: Path) -> Mapping[str, Any]:
    """The file's tags by their own names, or nothing: mutagen's parsers trip over damage in many ways."""
    import mutagen

    try:
        opened = mutagen.File(path, _kinds(path))
        return dict(opened.tags or {}) if opened is not None else {}
    except (mutagen.MutagenError, *_DAMAGE):
        return {}


def _kinds(path: Path) -> list[type[FileType]] | None:
    """MP3 alone for what is an MP3 by name and content; None lets mutagen load, and ask, its two dozen formats."""
    if path.suffix.lower() != ".mp3":
        return None
    with path.open("rb") as file:
        head = file.read(4)
    if not head.startswith((b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")):
        return None
    from mutagen.mp3 import MP3

    return [MP3]


def _text(tags: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """The values of the first key that has any, joined."""
    for key in keys:
        texts = [clean(part) for value in _values(tags.get(key)) for part in value.split("\0")]
        if any(texts):
            return clean(", ".join(dict.fromkeys(text for text in texts if text)))
    return None


def _values(tag: Any) -> list[str]:
    """A tag's values as text: a list in Vorbis, MP4 and ASF, a frame with `text` in ID3."""
    values = getattr(tag, "text", tag)
    if values is None:
        return []
    return [str(value) for value in (values if isinstance(values, (list, tuple)) else [values])]


def _date(text: str | None) -> str | None:
    """The date in a text: "2003-05-06", "2003-05" or "2003"; the year alone if the rest is no date."""
    found = re.search(r"(?<!\d)([12]\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?!\d)", text or "")
    return "-".join(part for part in found.groups() if part) if found else None
