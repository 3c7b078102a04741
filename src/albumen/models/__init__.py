"""Where weights come from: cards, licences, checksums, the cache, offline rules.

    models.find("sd-turbo")        # its card: origin, files, licence
    models.ready("sd-turbo")       # are they here?
    models.located("sd-turbo")     # the folder, or MissingWeights with the command that brings them
    models.pull("sd-turbo")        # brings them, resumable and checked

Only formats that cannot carry code are taken (safetensors, ONNX, JSON …); a card may mark a pickle as
legacy, and whoever loads that must use `weights_only=True`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from albumen.models.card import Hub, ModelCard, ModelFile
    from albumen.models.pull import pull
    from albumen.models.shelf import find, listed, located, place, ready, recorded, remove

__all__ = [
    "Hub",
    "ModelCard",
    "ModelFile",
    "find",
    "listed",
    "located",
    "place",
    "pull",
    "ready",
    "recorded",
    "remove",
]

_HOMES = {"Hub": "card", "ModelCard": "card", "ModelFile": "card", "pull": "pull"}


def __getattr__(name: str) -> Any:
    """What the room offers, on first use: whoever only asks whether weights lie here at all needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'albumen.models' has no attribute {name!r}")
    found = getattr(import_module(f"albumen.models.{_HOMES.get(name, 'shelf')}"), name)
    globals()[name] = found  # also because importing the module `pull` has put itself under that name
    return found
