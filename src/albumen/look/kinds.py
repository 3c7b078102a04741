"""Whether a file is a picture or a song, by its first bytes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

HEAD = 32
_PICTURES = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"8BPS", b"qoif", b"DDS ",
    b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51", b"\0\0\1\0", b"icns", b"%!PS",
)  # fmt: skip
_SONGS = (b"ID3", b"fLaC", b"OggS", b"MThd", b"FORM", b"wvpk", b"MAC ", b"\x1aE\xdf\xa3", b"\x30\x26\xb2\x75")
_PICTURE_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
SUFFIXES = frozenset(
    (".avif", ".bmp", ".dib", ".gif", ".heic", ".heif", ".ico", ".jfif", ".jp2", ".jpe", ".jpeg", ".jpg", ".pbm",
     ".pcx", ".pgm", ".png", ".pnm", ".ppm", ".psd", ".qoi", ".tga", ".tif", ".tiff", ".webp")
)  # fmt: skip
"""Names of picture files; they count where the first bytes tell nothing."""


def is_picture(path: Path) -> bool:
    """Whether a file is to be looked at and not listened to: its content counts, then its name.

    What cannot be read is judged by its name, so that whoever opens it says what is wrong.
    """
    head = b""
    with suppress(OSError, ValueError):
        if path.is_file():  # reading a pipe would wait for ever
            with path.open("rb") as file:
                head = file.read(HEAD)
    told = _told(head)
    return path.suffix.lower() in SUFFIXES if told is None else told


def _told(head: bytes) -> bool | None:
    """What the first bytes say; None if they are of neither kind."""
    if head[:4] == b"RIFF":
        return head[8:12] == b"WEBP"
    if head[4:8] == b"ftyp":
        return head[8:12] in _PICTURE_BRANDS
    if head.startswith(_PICTURES) or (head[:1] == b"P" and head[1:2] in b"123456" and head[2:3].isspace()):
        return True
    if head.startswith(_SONGS) or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0):
        return False
    return None
