"""albumen: from sound to sleeve, and back."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from albumen.walk import cover, describe, open
    from albumen.walk.playing import play

# Unless told not to before it loads, ONNX Runtime reports to its maker and keeps a number for this machine.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

__version__ = "0.1.0"
__all__ = ["__version__", "cover", "describe", "open", "play"]


def __getattr__(name: str) -> Any:
    """The walk's functions on first use, so that `import albumen` stays fast."""
    if name in ("cover", "describe", "open"):
        return getattr(import_module("albumen.walk"), name)
    if name == "play":
        return import_module("albumen.play")  # the room can be called, see there
    raise AttributeError(f"module 'albumen' has no attribute {name!r}")
