"""What the JSON of a piece's sidecar must look like."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from albumen.brief import Brief
from albumen.description import Description
from albumen.maker import Maker, Model, Nature
from albumen.play.encode import Format

Hash = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
Beside = Annotated[str, Field(pattern=r"^[^./\\][^/\\]*(/[^./\\][^/\\]*)?$", max_length=600)]
"""A file beside the sidecar, or in a folder beside it: a sidecar from elsewhere must not name anything else."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class _Sound(_Strict):
    file: str
    sha256: Hash
    form: Format
    midi: bool
    stems: bool
    also: dict[Beside, Hash]
    stem_gain: float
    origin: str


class _Model(_Strict):
    name: str
    revision: str
    licence: str


class _Engine(_Strict):
    name: str
    nature: Nature
    models: list[_Model]
    licences: list[str]

    def maker(self) -> Maker:
        """Who played."""
        models = tuple(Model(model.name, model.revision, model.licence) for model in self.models)
        return Maker(self.name, self.nature, models, tuple(self.licences))


class _Brief(_Strict):
    prompt: str
    seconds: Annotated[float, Field(gt=0, le=3600)]
    seed: Annotated[int, Field(ge=0)]
    variant: Annotated[int, Field(ge=0)]
    choice: str
    options: dict[str, str]
    looker: str
    description: dict[str, Any]

    def read(self) -> Brief:
        """The brief itself."""
        told = self.model_dump(exclude={"description", "looker", "choice"})
        return Brief(description=Description.from_dict(self.description), listener=self.looker, **told)


class _Picture(_Strict):
    file: str
    sha256: Hash
    artwork: str


class File(_Strict):
    """A whole sidecar; unknown keys are refused."""

    music_sidecar: Literal[1]
    albumen: str
    name: str
    sound: _Sound
    played: dict[str, Any] | None
    engine: _Engine
    brief: _Brief
    notes: list[str]
    picture: _Picture
