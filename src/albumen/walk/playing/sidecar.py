"""The sidecar of a piece: a JSON file that holds all it takes to make the same bytes again, without the picture."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from albumen import __version__
from albumen.brief import Brief
from albumen.errors import BadSidecar
from albumen.maker import Maker
from albumen.music import Score
from albumen.play.encode import Format
from albumen.sleeve.sidecar import finite
from albumen.sleeve.sidecar_form import refuse_bombs
from albumen.walk.playing.sidecar_form import File

VERSION = 1
_MOST_BYTES = 32 * 2**20


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
    return (json.dumps(finite(held), ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "replace")


def read(path: Path) -> Sidecar:
    """The sidecar in a file.

    Raises
    ------
    BadSidecar
        The file cannot be read, is no sidecar of a piece, is damaged, or was written by a later version of albumen.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadSidecar(f"{path} is too large to be a sidecar.")
        held = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSidecar(f"{path} cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise BadSidecar(f"{path} is not a sidecar: it holds no JSON.") from error
    if isinstance(held, dict) and "sidecar" in held:
        raise BadSidecar(f"{path} is the sidecar of a cover; run: albumen cover --from {path}")
    if not isinstance(held, dict) or "music_sidecar" not in held:
        raise BadSidecar(f"{path} is not a sidecar of albumen's.")
    if held["music_sidecar"] != VERSION:
        raise BadSidecar(f"{path} is a sidecar of version {held['music_sidecar']!r}, which needs another albumen.")
    return _read(path, held)


def _read(path: Path, held: dict[str, Any]) -> Sidecar:
    try:
        form = File.model_validate(held)
        for packed in ("material", "scan"):
            refuse_bombs(form.brief.description.get(packed))
        return Sidecar(
            form.brief.read(), form.engine.maker(), form.name, form.picture.file, form.picture.sha256,
            base64.b64decode(form.picture.artwork, validate=True), form.sound.origin,
            Written(**form.sound.model_dump(exclude={"origin"})), form.brief.choice,
            notes=tuple(form.notes), albumen=form.albumen,
        )  # fmt: skip
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadSidecar(f"{path} is damaged: {where}: {first['msg']}.") from error
    except (KeyError, TypeError, ValueError, AttributeError, zlib.error) as error:
        raise BadSidecar(f"{path} is damaged: its description cannot be read ({error}).") from error


def _outline(score: Score | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "style": score.style,
        "tempo": score.tempo,
        "key": str(score.key),
        "sections": [section.name for section in score.sections],
        "parts": {part.name: part.instrument for part in score.parts},
    }
