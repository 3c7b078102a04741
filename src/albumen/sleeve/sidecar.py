"""The sidecar: a JSON file beside each cover that holds all it takes to make the same bytes again, without the song."""

from __future__ import annotations

import base64
import binascii
import json
import math
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from albumen import __version__
from albumen.brief import Brief
from albumen.description import Description
from albumen.errors import BadSidecar
from albumen.maker import Maker, Model, Nature
from albumen.sleeve.print import QUALITY, Form
from albumen.vocabulary import Style

VERSION = 1
_MOST_BYTES = 32 * 2**20
_MOST_ARRAY = 64 * 2**20
"""What one packed array may unfold to; a song's largest has 96 bytes a column."""


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


def dumps(sidecar: Sidecar) -> bytes:
    """The sidecar as JSON, UTF-8; what is not a finite number becomes null."""
    brief = sidecar.brief
    held = {
        "sidecar": VERSION,
        "albumen": sidecar.albumen,
        "title": sidecar.title,
        "artist": sidecar.artist,
        "name": sidecar.name,
        "picture": {"file": sidecar.file, "sha256": sidecar.sha256, "origin": sidecar.origin},
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
            "examples": [n for n in ("example_picture", "example_clip") if getattr(brief, n) is not None],
            "description": brief.description.to_dict(),
        },
        "notes": list(sidecar.notes),
    }
    return (json.dumps(finite(held), ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "replace")


def read(path: Path) -> Sidecar:
    """The sidecar in a file.

    Raises
    ------
    BadSidecar
        The file cannot be read, is no sidecar, is damaged, or was written by a later version of albumen.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadSidecar(f"{path} is too large to be a sidecar.")
        held = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSidecar(f"{path} cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise BadSidecar(f"{path} is not a sidecar: it holds no JSON.") from error
    if not isinstance(held, dict) or "sidecar" not in held:
        raise BadSidecar(f"{path} is not a sidecar of albumen's.")
    if held["sidecar"] != VERSION:
        raise BadSidecar(f"{path} is a sidecar of version {held['sidecar']!r}, which needs another albumen.")
    return _read(path, held)


def _read(path: Path, held: dict[str, Any]) -> Sidecar:
    try:
        form = _File.model_validate(held)
        _refuse_bombs(form.brief.description.get("material"))
        return form.sidecar()
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadSidecar(f"{path} is damaged: {where}: {first['msg']}.") from error
    except (KeyError, TypeError, ValueError, AttributeError, zlib.error) as error:
        raise BadSidecar(f"{path} is damaged: its description cannot be read ({error}).") from error


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Picture(_Strict):
    file: str
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
    origin: str


class _Format(_Strict):
    form: Form
    quality: Annotated[int, Field(ge=1, le=100)]


class _Model(_Strict):
    name: str
    revision: str
    licence: str


class _Engine(_Strict):
    name: str
    nature: Nature
    models: list[_Model]
    licences: list[str]


class _Brief(_Strict):
    prompt: str
    negative_prompt: str
    sentence: str = ""
    style: Style
    size: Annotated[int, Field(ge=1, le=20000)]
    seed: Annotated[int, Field(ge=0)]
    variant: Annotated[int, Field(ge=0)]
    examples: list[Literal["example_picture", "example_clip"]]
    description: dict[str, Any]


class _File(_Strict):
    sidecar_version: Literal[1] = Field(alias="sidecar")
    albumen: str
    title: str | None
    artist: str | None
    name: str
    picture: _Picture
    format: _Format
    engine: _Engine
    brief: _Brief
    notes: list[str]

    def sidecar(self) -> Sidecar:
        if self.brief.examples:
            raise BadSidecar("The cover was made after an example that its sidecar cannot hold; give it again.")
        brief = self.brief.model_dump(exclude={"examples", "description"})
        engine = self.engine
        models = tuple(Model(**model.model_dump()) for model in engine.models)
        return Sidecar(
            brief=Brief(description=Description.from_dict(self.brief.description), **brief),
            maker=Maker(engine.name, engine.nature, models, tuple(engine.licences)),
            title=self.title,
            artist=self.artist,
            name=self.name,
            form=self.format.form,
            quality=self.format.quality,
            **self.picture.model_dump(),
            notes=tuple(self.notes),
            albumen=self.albumen,
        )  # fmt: skip


def _refuse_bombs(material: object) -> None:
    """ValueError if a packed array would unfold to more than memory should be given for."""
    for value in material.values() if isinstance(material, dict) else ():
        if not isinstance(value, dict):
            continue
        try:
            packed = base64.b64decode(value["data"])
        except binascii.Error as error:
            raise ValueError("an array is not base64") from error
        unfolding = zlib.decompressobj()
        unfolding.decompress(packed, _MOST_ARRAY)
        if unfolding.unconsumed_tail:
            raise ValueError("an array is too large")


def finite(value: Any) -> Any:
    """The value as JSON can hold it: what is not a finite number becomes null, keys become text."""
    if isinstance(value, dict):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
