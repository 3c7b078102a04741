"""The faces of picture.Face: which family, which weight for a title, which for an artist."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from albumen.errors import AlbumenError
from albumen.picture import Face
from albumen.sleeve.fonts import Font, load

Voice = Literal["title", "artist", "capitals"]
"""What a line is: a title at display size, the artist under it, or spaced capitals as a signature."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fonts from a font package, and how it is set."""

    package: str
    title: str
    artist: str
    capitals: str
    tracking: float
    """Extra space between letters at display sizes, in ems."""
    leading: float
    """Distance of baselines at display sizes, in cap heights."""
    artist_share: float = 0.42
    """Cap height of an artist under a display title, over that title's."""
    sister: str = "Manrope-SemiBold.ttf"
    """The Manrope that stands in for letters which this family lacks, near it in weight."""


_FJALLA, _AMATIC = "FjallaOne-Regular.ttf", "AmaticSC-Bold.ttf"
_SERIF = ("SourceSerifPro-Light.ttf", "SourceSerifPro-Regular.ttf", "SourceSerifPro-Regular.ttf")
FAMILIES: dict[Face, Family] = {
    "grotesque": Family(
        "font_manrope", "Manrope-SemiBold.ttf", "Manrope-Medium.ttf", "Manrope-SemiBold.ttf", -0.022, 1.62
    ),
    "serif": Family("font_source_serif_pro", *_SERIF, -0.008, 1.72, sister="Manrope-Light.ttf"),
    "condensed": Family("font_fjallaone", _FJALLA, _FJALLA, _FJALLA, 0.0, 1.42, sister="Manrope-Bold.ttf"),
    "hand": Family("font_amatic_sc", _AMATIC, _AMATIC, _AMATIC, 0.02, 1.4, 0.56),
    "display": Family(
        "font_rhd",
        "RedHatDisplay-Black.ttf",
        "RedHatDisplay-Bold.ttf",
        "RedHatDisplay-Bold.ttf",
        -0.02,
        1.5,
        sister="Manrope-ExtraBold.ttf",
    ),
}


def font(face: Face, voice: Voice) -> Font:
    """The font of a face for a kind of line.

    Raises
    ------
    AlbumenError
        The font package is not installed or lacks the file.
    """
    family = FAMILIES[face]
    return _load(family.package, {"title": family.title, "artist": family.artist, "capitals": family.capitals}[voice])


def sisters(face: Face, voice: Voice) -> list[Font]:
    """Fonts to try, in this order, for letters that a face lacks."""
    plain = _load("font_manrope", FAMILIES[face].sister if voice == "title" else "Manrope-Medium.ttf")
    serif = font("serif", voice)
    return [serif, plain] if face in ("serif", "hand") else [plain, serif]


def _load(package: str, name: str) -> Font:
    try:
        return load(_folder(package) / name)
    except OSError as error:
        package = package.replace("_", "-")
        raise AlbumenError(
            f"The font {name} is missing; bring it back with `pip install --force-reinstall {package}`."
        ) from error


def _folder(package: str) -> Path:
    """Where a font package keeps its files; the package itself is not imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise OSError(f"{package} is not installed")
    return Path(spec.submodule_search_locations[0]) / "files"
