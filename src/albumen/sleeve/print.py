"""Pixels to a file that stores accept: JPEG or PNG, sRGB with its profile, no alpha, no orientation, under 10 MB."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image, PngImagePlugin

from albumen.picture import Pixels
from albumen.sleeve.icc import srgb_profile

Form = Literal["jpeg", "png"]
SUFFIXES: dict[Form, str] = {"jpeg": ".jpg", "png": ".png"}
MOST_BYTES = 10_000_000
"""The tightest of the stores' limits (Bandcamp)."""
QUALITY = 93
_STEP, _LEAST_QUALITY = 5, 38


@dataclass(frozen=True, slots=True)
class Printed:
    """An encoded picture: its bytes, the JPEG quality that was used (None for PNG), and what a person should know."""

    data: bytes
    form: Form
    quality: int | None
    notes: tuple[str, ...] = ()


def encode(
    pixels: Pixels, form: Form = "jpeg", xmp: bytes = b"", quality: int = QUALITY, most_bytes: int = MOST_BYTES
) -> Printed:
    """The pixels uint8 [height, width, 3], sRGB, as a file's bytes; the same pixels always give the same bytes.

    A JPEG (baseline, 4:4:4) that weighs more than `most_bytes` is made again with less quality until it fits. A PNG
    cannot be made lighter and is returned with a note.
    """
    image = Image.fromarray(pixels)
    if form == "png":
        return _png(image, xmp, most_bytes)
    for tried in range(quality, _LEAST_QUALITY - 1, -_STEP):
        data = _jpeg(image, xmp, tried)
        if len(data) <= most_bytes:
            break
    notes = () if tried == quality else (f"JPEG quality lowered from {quality} to {tried} to stay under the limit.",)
    if len(data) > most_bytes:
        notes = (f"The picture weighs {len(data) / 1e6:.1f} MB even at JPEG quality {tried}; make it smaller.",)
    return Printed(data, "jpeg", tried, notes)


def _jpeg(image: Image.Image, xmp: bytes, quality: int) -> bytes:
    out = BytesIO()
    image.save(
        out, "JPEG", quality=quality, subsampling="4:4:4", icc_profile=srgb_profile(), xmp=xmp, dpi=(72, 72)
    )  # fmt: skip
    return out.getvalue()


def _png(image: Image.Image, xmp: bytes, most_bytes: int) -> Printed:
    info = PngImagePlugin.PngInfo()
    if xmp:
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
    out = BytesIO()
    image.save(out, "PNG", icc_profile=srgb_profile(), pnginfo=info, dpi=(72, 72), compress_level=6)
    data = out.getvalue()
    heavy = len(data) > most_bytes
    said = f"The PNG weighs {len(data) / 1e6:.1f} MB; stores with a limit of {most_bytes / 1e6:.0f} MB want the JPEG."
    return Printed(data, "png", None, (said,) if heavy else ())
