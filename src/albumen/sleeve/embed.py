"""Covers into sound files: on a copy, proved harmless, then put in the old file's place."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from albumen.audio.container import check
from albumen.errors import AlbumenError, BadAudio, BadPicture
from albumen.look import open_picture
from albumen.sleeve.art import Art
from albumen.sleeve.atomic import replacing
from albumen.sleeve.icc import srgb_profile
from albumen.sleeve.payload import payload
from albumen.sleeve.tagged import front_cover, opened, others, put

MOST_SIDE = 1400
MOST_BYTES = 2_000_000
_QUALITIES = (92, 88, 84, 78, 70, 60)
_SIDES = (1000, 700, 500, 300)
"""What is tried when even the lowest quality is too heavy."""
_MIMES = {"JPEG": "image/jpeg", "PNG": "image/png"}


@dataclass(frozen=True, slots=True)
class Embedded:
    """What became of a song: whether it was changed; if not, why not."""

    path: Path
    changed: bool
    width: int
    height: int
    bytes: int
    reason: str = ""
    backup: Path | None = None


def embed(
    song: Path | str,
    cover: Path | str | bytes,
    *,
    most_side: int = MOST_SIDE,
    most_bytes: int = MOST_BYTES,
    if_empty: bool = False,
    force: bool = False,
    backup: bool = False,
) -> Embedded:
    """Makes a picture the front cover of a sound file, and proves that nothing else of the file has changed.

    The picture is made smaller for it, to at most `most_side` pixels a side and `most_bytes` bytes. A cover that is
    there stays if `if_empty`, or if it has more pixels than the new one, unless `force`. The work is done on a copy
    beside the song, which takes its place only when every packet of sound and every other tag is the same as before;
    `backup` keeps the old file as `*.bak`.

    Raises
    ------
    BadAudio
        The song is damaged, read-only, or of a kind that holds no covers. It stays as it was.
    BadPicture
        The cover cannot be used.
    AlbumenError
        The folder cannot be written to.
    """
    path = _writable(Path(song))
    art = prepared(cover if isinstance(cover, bytes) else Path(cover), most_side, most_bytes)
    held = front_cover(path)
    reason = _reason_to_keep(held, art, if_empty, force)
    if reason:
        return Embedded(path, False, art.width, art.height, len(art.data), reason)
    kept = path.with_name(path.name + ".bak") if backup else None
    with replacing(path) as copy:
        shutil.copy2(path, copy)
        _put_proved(path, copy, art)
        if kept:
            with replacing(kept) as old:
                shutil.copy2(path, old)
    return Embedded(path, True, art.width, art.height, len(art.data), backup=kept)


def prepared(cover: Path | bytes, most_side: int = MOST_SIDE, most_bytes: int = MOST_BYTES) -> Art:
    """A picture as it goes into tags: RGB, upright, JPEG or PNG by its content, within the limits.

    Raises
    ------
    BadPicture
        It cannot be read, or cannot be made as light as `most_bytes`.
    """
    image = open_picture(cover)
    data = cover if isinstance(cover, bytes) else cover.read_bytes()
    plain = image.mode == "RGB" and image.getexif().get(0x0112, 1) == 1
    if plain and image.format in _MIMES and max(image.size) <= most_side and len(data) <= most_bytes:
        return Art(data, _MIMES[image.format], *image.size)
    small = _opaque(ImageOps.exif_transpose(image))
    for quality, side in [(q, most_side) for q in _QUALITIES] + [(_QUALITIES[-1], s) for s in _SIDES if s < most_side]:
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        out = BytesIO()
        xmp = image.info.get("xmp", b"")
        small.save(
            out, "JPEG", quality=quality, subsampling="4:4:4" if quality > 80 else "4:2:0",
            icc_profile=image.info.get("icc_profile") if image.mode == "RGB" else srgb_profile(), xmp=xmp,
        )  # fmt: skip
        if out.tell() <= most_bytes:
            return Art(out.getvalue(), "image/jpeg", *small.size)
    raise BadPicture(f"The cover cannot be made as light as {most_bytes} bytes; allow more.")


def _opaque(image: Image.Image) -> Image.Image:
    """The picture as RGB, on white where it is transparent."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    above = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), above).convert("RGB")


def _writable(path: Path) -> Path:
    """The file itself, behind any symbolic link."""
    check(path)
    real = path.resolve()
    if not os.access(real, os.W_OK) or not real.stat().st_mode & 0o222:
        raise BadAudio(f"{path} is read-only; make it writable first.")
    return real


def _reason_to_keep(held: bytes | None, art: Art, if_empty: bool, force: bool) -> str:
    if held is None or force:
        return ""
    if if_empty:
        return "it has a cover already"
    if held == art.data:
        return "it has this very cover already"
    try:
        width, height = open_picture(held).size
    except BadPicture:
        return ""  # what is there cannot be seen anyway
    return f"its own cover is larger ({width} x {height})" if width * height > art.width * art.height else ""


def _put_proved(path: Path, copy: Path, art: Art) -> None:
    sound = payload(path)
    file = opened(copy)
    before = others(file)
    put(file, art, path)
    if payload(copy) != sound:
        raise BadAudio(f"{path} would sound different with a cover in it, so that it was left alone.")
    if others(opened(copy)) != before:
        raise AlbumenError(f"Other tags of {path} would be lost with a cover in it, so that it was left alone.")
    if front_cover(copy) != art.data:
        raise AlbumenError(f"{path} did not take the cover, so that it was left alone.")
