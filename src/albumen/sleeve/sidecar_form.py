"""What a sidecar's JSON must look like."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from albumen.brief import Brief
from albumen.description import Description
from albumen.errors import BadSidecar
from albumen.maker import Maker, Model, Nature
from albumen.sleeve.print import Form
from albumen.vocabulary import Style

_FIRST_LISTENER, _FIRST_EXTENDER = "musicnn", "offline"
"""Who heard and wrote before sidecars said so."""
MOST_ARRAY = 64 * 2**20
"""What one packed array may unfold to; a song's largest has 96 bytes a column."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class _Picture(_Strict):
    file: str
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
    origin: str
    facts: dict[str, str] = Field(default_factory=dict)


class _Format(_Strict):
    form: Form
    quality: Annotated[int, Field(ge=1, le=100)]


class _Model(_Strict):
    name: str
    revision: str
    licence: str

    def model(self) -> Model:
        return Model(self.name, self.revision, self.licence)


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
    options: dict[str, str] = Field(default_factory=dict)
    listener: str = _FIRST_LISTENER
    extender: str = _FIRST_EXTENDER
    models: list[_Model] = Field(default_factory=list)
    description: dict[str, Any]

    def read(self) -> Brief:
        """The brief itself; BadSidecar if it was made after an example."""
        if self.examples:
            raise BadSidecar("The cover was made after an example that its sidecar cannot hold; give it again.")
        told = self.model_dump(exclude={"examples", "description", "models"})
        models = tuple(model.model() for model in self.models)
        return Brief(description=Description.from_dict(self.description), models=models, **told)


class File(_Strict):
    """A whole sidecar; unknown keys are refused."""

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

    def maker(self) -> Maker:
        """Who drew the picture."""
        models = tuple(model.model() for model in self.engine.models)
        return Maker(self.engine.name, self.engine.nature, models, tuple(self.engine.licences))


def refuse_bombs(material: object) -> None:
    """ValueError if a packed array would unfold to more than memory should be given for."""
    for value in material.values() if isinstance(material, dict) else ():
        if not isinstance(value, dict):
            continue
        try:
            packed = base64.b64decode(value["data"])
        except binascii.Error as error:
            raise ValueError("an array is not base64") from error
        unfolding = zlib.decompressobj()
        unfolding.decompress(packed, MOST_ARRAY)
        if unfolding.unconsumed_tail:
            raise ValueError("an array is too large")
