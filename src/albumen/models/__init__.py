"""Where weights come from: cards, licences, checksums, the cache, offline rules.

    models.find("sd-turbo")        # its card: origin, files, licence
    models.ready("sd-turbo")       # are they here?
    models.located("sd-turbo")     # the folder, or MissingWeights with the command that brings them
    models.pull("sd-turbo")        # brings them, resumable and checked

Only formats that cannot carry code are taken (safetensors, ONNX, JSON …); a card may mark a pickle as
legacy, and whoever loads that must use `weights_only=True`.
"""

from __future__ import annotations

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
