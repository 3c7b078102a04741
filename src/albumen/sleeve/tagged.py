"""Pictures in the tags of sound files, with mutagen: where each format keeps them, how a front cover is replaced."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mutagen
from mutagen.aiff import AIFF
from mutagen.flac import FLAC, Picture
from mutagen.flac import error as FLACError  # noqa: N812
from mutagen.id3 import APIC
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4, MP4Cover
from mutagen.ogg import OggFileType
from mutagen.wave import WAVE

from albumen.errors import BadAudio

FRONT = 3
"""The picture type "cover (front)" of ID3v2 and FLAC."""
_BLOCK = "metadata_block_picture"
_ID3_FILES = (MP3, WAVE, AIFF)


@dataclass(frozen=True, slots=True)
class Art:
    """A picture as tags hold it: the bytes, their true type, the size and depth that the bytes have."""

    data: bytes
    mime: str
    width: int
    height: int
    depth: int = 24


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
        if isinstance(found, _ID3_FILES) and _plain_v23(found):
            found = type(found)(path, translate=False)
    except (mutagen.MutagenError, OSError, ValueError, KeyError, IndexError, OverflowError) as error:
        raise BadAudio(f"The tags of {path} cannot be read ({error}).") from error
    if not isinstance(found, (*_ID3_FILES, FLAC, MP4, OggFileType)):
        raise BadAudio(f"{path} is no sound file that a cover can be put into (MP3, FLAC, M4A, Ogg, Opus, WAV, AIFF).")
    return found


def put(file: Any, art: Art) -> None:
    """Makes `art` the one front cover in the tags of an opened file, and saves it; all other pictures and tags stay."""
    try:
        _putter(file)(file, art)
    except (mutagen.MutagenError, FLACError, OSError) as error:
        raise BadAudio(f"The cover cannot be written into {file.filename} ({error}).") from error


def others(file: Any) -> list[str]:
    """Every tag but front covers, as text, to compare before and after."""
    if isinstance(file, FLAC):
        comments: Any = file.tags or ()
        return [repr(t) for t in comments] + [repr((k, d)) for k, d in _pictures(file) if k != FRONT]
    kept = []
    for key, value in sorted((file.tags or {}).items(), key=lambda item: str(item[0])):
        if key == "covr":
            kept += [repr(bytes(v)) for v in value[1:]]
        elif key == _BLOCK:
            kept += [v for v in value if _kind(v) != FRONT]
        elif not _is_front(value):
            kept.append(f"{key}={value!r}")
    return kept


def _is_front(frame: object) -> bool:
    return isinstance(frame, APIC) and getattr(frame, "type", None) == FRONT


def _putter(file: Any) -> Callable[[Any, Art], None]:
    if isinstance(file, _ID3_FILES):
        return _put_id3
    if isinstance(file, FLAC):
        return _put_flac
    return _put_mp4 if isinstance(file, MP4) else _put_ogg


def _plain_v23(file: Any) -> bool:
    return file.tags is not None and file.tags.version == (2, 3, 0)


def _put_id3(file: Any, art: Art) -> None:
    if file.tags is None:
        file.add_tags()
    old = file.tags.version < (2, 4, 0) and len(file.tags) > 0
    for key in [key for key, frame in file.tags.items() if _is_front(frame)]:
        del file.tags[key]
    taken = {frame.desc for frame in file.tags.getall("APIC")}
    names = ("", "Front cover", *(f"Front cover {i}" for i in range(2, 100)))
    name = next(n for n in names if n not in taken)  # a second frame of the same description would replace the first
    file.tags.add(APIC(encoding=0, mime=art.mime, type=FRONT, desc=name, data=art.data))
    if old and file.tags.version < (2, 3, 0):
        file.tags.update_to_v23()
    file.save(v2_version=3 if old else 4)


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
    if isinstance(file, _ID3_FILES):
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
