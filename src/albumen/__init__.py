"""albumen: from sound to sleeve, and back."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from albumen.walk import cover, describe, open

__version__ = "0.1.0"
__all__ = ["__version__", "cover", "describe", "open"]


def __getattr__(name: str) -> Any:
    """The walk's functions on first use, so that `import albumen` stays fast."""
    if name in ("cover", "describe", "open"):
        return getattr(import_module("albumen.walk"), name)
    raise AttributeError(f"module 'albumen' has no attribute {name!r}")
