"""The sidecar of a piece: a JSON file that holds all it takes to make the same bytes again, without the picture."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from albumen import __version__
from albumen.brief import Brief
from albumen.errors import BadSidecar
from albumen.maker import Maker
from albumen.music import Score
from albumen.play.encode import Format
from albumen.sleeve.kept import damage, packed, require, unpacked
from albumen.sleeve.sidecar_form import refuse_bombs
from albumen.walk.playing.sidecar_form import File

VERSION = 1


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a piece."""

    file: str
    sha256: str
    form: Format
    midi: bool = False
    """Whether MIDI was asked for; likewise `stems`."""
    stems: bool = False
    also: Mapping[str, str] = field(default_factory=dict)
    """MIDI and stems: paths relative to the sidecar, and their SHA-256."""
    stem_gain: float = 0.0
    """The gain in dB that all stems got."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says of its piece."""

    brief: Brief
    maker: Maker
    name: str
    source: str
    source_sha256: str
    artwork: bytes
    origin: str
    written: Written
    choice: str = ""
    """How its genre was chosen; see `Programme.choice`."""
    score: Score | None = None
    """Only written, in outline, for people; what is read has none."""
    notes: tuple[str, ...] = ()
    albumen: str = field(default=__version__)
    """The version of albumen that made the piece."""


def dumps(sidecar: Sidecar) -> bytes:
    """The sidecar as JSON, UTF-8; what is not a finite number becomes null."""
    brief = sidecar.brief
    held = {
        "music_sidecar": VERSION,
        "albumen": sidecar.albumen,
        "name": sidecar.name,
        "sound": {**asdict(sidecar.written), "origin": sidecar.origin},
        "played": _outline(sidecar.score),
        "engine": asdict(sidecar.maker),
        "brief": {
            "prompt": brief.prompt,
            "seconds": float(brief.seconds),
            "seed": brief.seed,
            "variant": brief.variant,
            "choice": sidecar.choice,
            "options": dict(brief.options),
            "looker": brief.listener,
            "description": brief.description.to_dict(),
        },
        "notes": list(sidecar.notes),
        "picture": {
            "file": sidecar.source,
            "sha256": sidecar.source_sha256,
            "artwork": base64.b64encode(sidecar.artwork).decode("ascii"),
        },
    }
    return packed(held)


def read(path: Path) -> Sidecar:
    """The sidecar in a file.

    Raises
    ------
    BadSidecar
        The file cannot be read, is no sidecar of a piece, is damaged, or was written by a later version of albumen.
    """
    held = unpacked(path)
    if "sidecar" in held:
        raise BadSidecar(f"{path} is the sidecar of a cover; run: albumen cover --from {path}")
    require(path, held, "music_sidecar", VERSION)
    with damage(path):
        return _sidecar(File.model_validate(held))


def _sidecar(form: File) -> Sidecar:
    for name in ("material", "scan"):
        refuse_bombs(form.brief.description.get(name))
    return Sidecar(
        form.brief.read(), form.engine.maker(), form.name, form.picture.file, form.picture.sha256,
        base64.b64decode(form.picture.artwork, validate=True), form.sound.origin,
        Written(**form.sound.model_dump(exclude={"origin"})), form.brief.choice,
        notes=tuple(form.notes), albumen=form.albumen,
    )  # fmt: skip


def _outline(score: Score | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "style": score.style,
        "tempo": score.quarters,
        "key": str(score.key),
        "sections": [section.name for section in score.sections],
        "parts": {part.name: part.instrument for part in score.parts},
    }
