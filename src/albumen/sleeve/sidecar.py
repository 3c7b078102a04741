"""The sidecar: a JSON file beside each cover that holds all it takes to make the same bytes again, without the song."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from albumen import __version__
from albumen.brief import Brief
from albumen.maker import Maker
from albumen.sleeve.kept import damage, packed, require, unpacked
from albumen.sleeve.print import QUALITY, Form

if TYPE_CHECKING:
    from albumen.sleeve.sidecar_form import File

VERSION = 1


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says of its cover."""

    brief: Brief
    maker: Maker
    title: str | None = None
    artist: str | None = None
    name: str = "cover"
    form: Form = "jpeg"
    quality: int = QUALITY
    """The JPEG quality that was asked for; a heavy picture may have got less."""
    file: str = ""
    sha256: str = ""
    origin: str = ""
    notes: tuple[str, ...] = ()
    albumen: str = field(default=__version__)
    """The version of albumen that made the cover."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What else the picture's maker said of it."""


def dumps(sidecar: Sidecar) -> bytes:
    """The sidecar as JSON, UTF-8; what is not a finite number becomes null."""
    brief = sidecar.brief
    held = {
        "sidecar": VERSION,
        "albumen": sidecar.albumen,
        "title": sidecar.title,
        "artist": sidecar.artist,
        "name": sidecar.name,
        "picture": {
            "file": sidecar.file,
            "sha256": sidecar.sha256,
            "origin": sidecar.origin,
            "facts": dict(sidecar.facts),
        },
        "format": {"form": sidecar.form, "quality": sidecar.quality},
        "engine": asdict(sidecar.maker),
        "brief": {
            "prompt": brief.prompt,
            "negative_prompt": brief.negative_prompt,
            "sentence": brief.sentence,
            "style": brief.style,
            "size": brief.size,
            "seed": brief.seed,
            "variant": brief.variant,
            "options": dict(brief.options),
            "listener": brief.listener,
            "extender": brief.extender,
            "models": [asdict(model) for model in brief.models],
            "examples": [n for n in ("example_picture", "example_clip") if getattr(brief, n) is not None],
            "description": brief.description.to_dict(),
        },
        "notes": list(sidecar.notes),
    }
    return packed(held)


def read(path: Path) -> Sidecar:
    """The sidecar in a file.

    Raises
    ------
    BadSidecar
        The file cannot be read, is no sidecar, is damaged, or was written by a later version of albumen.
    """
    from albumen.sleeve.sidecar_form import File, refuse_bombs

    held = unpacked(path)
    require(path, held, "sidecar", VERSION)
    with damage(path):
        form = File.model_validate(held)
        refuse_bombs(form.brief.description.get("material"))
        return _sidecar(form)


def _sidecar(form: File) -> Sidecar:
    return Sidecar(
        brief=form.brief.read(),
        maker=form.maker(),
        title=form.title,
        artist=form.artist,
        name=form.name,
        form=form.format.form,
        quality=form.format.quality,
        **form.picture.model_dump(),
        notes=tuple(form.notes),
        albumen=form.albumen,
    )
