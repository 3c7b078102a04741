"""Pictures in the tags of sound files, with mutagen: where each format keeps them, how a front cover is replaced."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen
from mutagen.flac import FLAC, Picture
from mutagen.flac import error as FLACError  # noqa: N812
from mutagen.mp4 import MP4, MP4Cover
from mutagen.ogg import OggFileType

from albumen.errors import BadAudio
from albumen.sleeve import id3
from albumen.sleeve.art import FRONT, Art

_BLOCK = "metadata_block_picture"


def front_cover(path: Path) -> bytes | None:
    """The front cover in a sound file's tags; where none is called so, the only picture; None when there is none.

    Raises
    ------
    BadAudio
        The file cannot be read, or is of a kind whose tags are not known here.
    """
    pictures = _pictures(opened(path))
    fronts = [data for kind, data in pictures if kind == FRONT]
    return fronts[0] if fronts else pictures[0][1] if len(pictures) == 1 else None


def opened(path: Path) -> Any:
    """The file as mutagen reads it, its ID3 frames kept in the version they came in. Raises as `front_cover`."""
    try:
        found = mutagen.File(path)
        if isinstance(found, id3.FILES):
            found = id3.untranslated(found)
    except (mutagen.MutagenError, OSError, ValueError, KeyError, IndexError, OverflowError) as error:
        raise BadAudio(f"The tags of {path} cannot be read ({error}); get the file again.") from error
    if not isinstance(found, (*id3.FILES, FLAC, MP4, OggFileType)):
        raise BadAudio(f"{path} is no sound file that a cover can be put into (MP3, FLAC, M4A, Ogg, Opus, WAV, AIFF).")
    return found


def put(file: Any, art: Art, called: Path | None = None) -> None:
    """Makes `art` the one front cover in the tags of an opened file, and saves it; all other pictures and tags stay.

    `called` is the song's own name for the error, where the file is a copy of it.
    """
    try:
        _putter(file)(file, art)
    except (mutagen.MutagenError, FLACError, OSError) as error:
        cause = error.__cause__ or error
        said = getattr(cause, "strerror", None) or error
        raise BadAudio(f"The cover cannot be written into {called or file.filename} ({said}).") from error


def others(file: Any) -> list[str]:
    """Every tag but front covers, as text, to compare before and after."""
    if isinstance(file, FLAC):
        comments: Any = file.tags or ()
        return [repr(t) for t in comments] + [repr((k, d)) for k, d in _pictures(file) if k != FRONT]
    kept = id3.unknown(file) if isinstance(file, id3.FILES) else []
    for key, value in sorted((file.tags or {}).items(), key=lambda item: str(item[0])):
        if key == "covr":
            kept += [repr(bytes(v)) for v in value[1:]]
        elif key == _BLOCK:
            kept += [v for v in value if _kind(v) != FRONT]
        elif not id3.is_front(value):
            kept.append(f"{key}={value!r}")
    return kept


def _putter(file: Any) -> Callable[[Any, Art], None]:
    if isinstance(file, id3.FILES):
        return id3.put
    if isinstance(file, FLAC):
        return _put_flac
    return _put_mp4 if isinstance(file, MP4) else _put_ogg


def _put_flac(file: Any, art: Art) -> None:
    kept = [p for p in file.pictures if p.type != FRONT]
    file.clear_pictures()
    for picture in (_block(art), *kept):
        file.add_picture(picture)
    file.save()


def _put_mp4(file: Any, art: Art) -> None:
    if file.tags is None:
        file.add_tags()
    form = MP4Cover.FORMAT_PNG if art.mime == "image/png" else MP4Cover.FORMAT_JPEG
    file.tags["covr"] = [MP4Cover(art.data, imageformat=form), *file.tags.get("covr", [])[1:]]
    file.save()


def _put_ogg(file: Any, art: Art) -> None:
    if file.tags is None:
        file.add_tags()
    kept = [text for text in file.tags.get(_BLOCK, []) if _kind(text) != FRONT]
    file.tags[_BLOCK] = [base64.b64encode(_block(art).write()).decode("ascii"), *kept]
    file.save()


def _block(art: Art) -> Picture:
    picture = Picture()
    picture.type, picture.mime, picture.data = FRONT, art.mime, art.data
    picture.width, picture.height, picture.depth = art.width, art.height, art.depth
    return picture


def _pictures(file: Any) -> list[tuple[int, bytes]]:
    """Type and bytes of every picture in the tags."""
    if isinstance(file, FLAC):
        return [(p.type, p.data) for p in file.pictures]
    if file.tags is None:
        return []
    if isinstance(file, MP4):
        covers = [bytes(c) for c in file.tags.get("covr", [])]
        return [(FRONT if i == 0 else 0, c) for i, c in enumerate(covers)]
    if isinstance(file, id3.FILES):
        return [(frame.type, frame.data) for frame in file.tags.getall("APIC")]
    return [(p.type, p.data) for p in map(_unpacked, file.tags.get(_BLOCK, [])) if p]


def _unpacked(text: str) -> Picture | None:
    try:
        return Picture(base64.b64decode(text))
    except (binascii.Error, FLACError, ValueError):
        return None


def _kind(text: str) -> int | None:
    picture = _unpacked(text)
    return picture.type if picture else None
