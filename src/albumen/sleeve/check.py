"""A cover against the stores' rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image, ImageCms

from albumen.errors import BadSidecar
from albumen.look import open_picture
from albumen.look.opening import frames
from albumen.sleeve import sidecar
from albumen.sleeve.stores import Store, named
from albumen.sleeve.upscaled import blown_up, seems_upscaled
from albumen.sleeve.wording import refused, same

Severity = Literal["error", "warning"]
_ORIENTATION = 0x0112
_SUFFIXES = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "TIFF": (".tif", ".tiff")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a store would refuse (error) or frown at (warning)."""

    store: str
    severity: Severity
    rule: str
    """A word for machines: size, square, format, suffix, colour, profile, alpha, weight, orientation, …"""
    message: str
    """A sentence for people."""
    second_hand: bool = False
    """The rule was not read on the store's own page."""

    def to_dict(self) -> dict[str, str | bool]:
        """The finding as JSON can hold it."""
        return asdict(self)


Found = Iterator[tuple[Severity, str, str]]


def check(
    path: Path | str,
    stores: Sequence[str] | None = None,
    title: str | None = None,
    artist: str | None = None,
) -> list[Finding]:
    """What the stores would say of a cover, worst first; an empty list means that all of them take it.

    The format is judged by the file's content and not by its name. The words on the picture are known when its
    sidecar lies beside it; `title` and `artist` are the release's metadata, which they must equal.

    Raises
    ------
    BadPicture
        The file is no picture or cannot be decoded to its end.
    AlbumenError
        There is no store of that name.
    """
    path = Path(path)
    chosen = named(list(stores) if stores is not None else None)
    image = open_picture(path)
    held = _sidecar(path)
    common = [
        *_of_picture(image, path),
        *_of_enlarging(image, held),
        *_of_suffix(path, image),
        *_of_words(held, title, artist),
    ]
    findings = [
        Finding(store.name, severity, rule, message, store.second_hand)
        for store in chosen
        for severity, rule, message in (*_of_store(image, path.stat().st_size, store), *common)
    ]
    return sorted(findings, key=lambda f: f.severity == "warning")


def _of_picture(image: Image.Image, path: Path) -> Found:
    """What every store says."""
    width, height = image.size
    if width != height:
        yield "error", "square", f"It is {width} x {height} pixels, not square."
    if image.getexif().get(_ORIENTATION, 1) != 1:
        yield "error", "orientation", "Its metadata turns the picture (EXIF orientation); turn the pixels instead."
    count = frames(image, path)
    if count > 1 and image.format != "MPO":
        yield "error", "animated", f"It has {count} frames; a cover is one still picture."
    profile = _profile_name(image)
    if profile and "srgb" not in profile.lower():
        yield "warning", "profile", f"Its colour profile is {profile!r} and not sRGB: colours will shift."


def _of_enlarging(image: Image.Image, held: sidecar.Sidecar | None) -> Found:
    """What its maker says counts more than what is seen: steepened edges or a print's grain can hide it."""
    if how := blown_up(held.facts) if held else "":
        yield "warning", "upscaled", f"It is a small picture blown up ({how}), which stores may refuse."
    elif seems_upscaled(image):
        yield "warning", "upscaled", "It seems to be a small picture blown up: it holds no fine detail."


def _of_store(image: Image.Image, weight: int, store: Store) -> Found:
    if _format(image) not in store.formats:
        yield "error", "format", f"{store.label} takes {' or '.join(store.formats)}, and this is {image.format}."
    side = min(image.size)
    if side < store.least:
        yield "error", "size", f"{store.label} asks for {store.least} pixels a side, and this has {side}."
    elif side < store.advised:
        yield "warning", "size", f"{store.label} advises {store.advised} pixels a side, and this has {side}."
    if image.mode not in ("RGB", "RGBA", "P", "PA", "RGBX"):
        severity: Severity = "error" if store.rgb_only else "warning"
        yield severity, "colour", f"{store.label} wants RGB, and this is {_mode(image)}."
    if image.has_transparency_data:
        yield ("warning" if store.alpha else "error"), "alpha", "It has transparency; fill it and save it without."
    if store.most_bytes and weight > store.most_bytes:
        yield (
            "error",
            "weight",
            f"{store.label} takes {store.most_bytes / 1e6:.0f} MB, and this is {weight / 1e6:.1f} MB.",
        )
    dpi = image.info.get("dpi")
    if store.dpi and dpi and round(float(dpi[0])) != store.dpi:
        yield "warning", "dpi", f"{store.label} asks for {store.dpi} DPI, and this says {float(dpi[0]):.0f}."


def _of_suffix(path: Path, image: Image.Image) -> Found:
    allowed = _SUFFIXES.get(_format(image), ())
    if allowed and path.suffix.lower() not in allowed:
        yield (
            "warning",
            "suffix",
            f"It is a {_format(image)}, which its name does not say; call it {path.stem}{allowed[0]}.",
        )


def _of_words(held: sidecar.Sidecar | None, title: str | None, artist: str | None) -> Found:
    for what, shown, metadata in (
        ("title", held and held.title, title),
        ("artist", held and held.artist, artist),
    ):
        for rule, said, words in refused(shown or metadata):
            yield "error", rule, f"Its {what} holds {said} ({words}), which stores refuse on a cover."
        if held and metadata and shown and not same(shown, metadata):
            yield "error", "text", f"Its {what} reads {shown!r} on the cover and {metadata!r} in the metadata."


def _sidecar(path: Path) -> sidecar.Sidecar | None:
    """The sidecar beside a picture, if it is this very picture's."""
    try:
        held = sidecar.read(path.with_suffix(".json"))
    except BadSidecar:
        return None
    return held if held.sha256 == hashlib.sha256(path.read_bytes()).hexdigest() else None


def _format(image: Image.Image) -> str:
    """The format by content; cameras' MPO files are JPEGs with a second picture behind."""
    return "JPEG" if image.format == "MPO" else image.format or "unknown"


def _mode(image: Image.Image) -> str:
    return {"L": "grey", "1": "black and white", "LA": "grey", "I;16": "16-bit grey", "I": "32-bit grey"}.get(
        image.mode, image.mode
    )


def _profile_name(image: Image.Image) -> str | None:
    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(data))).strip()
    except (ImageCms.PyCMSError, OSError):
        return "unreadable"
