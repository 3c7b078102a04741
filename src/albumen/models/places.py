"""Where weights may lie on this machine, and whether the network may be asked."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SWITCHES = ("ALBUMEN_OFFLINE", "HF_HUB_OFFLINE")


def package_folder() -> Path:
    """The installed package."""
    return Path(__file__).parents[1]


def cache_root() -> Path:
    """The folder that pulled weights go to: `albumen/models` in the platform's cache folder."""
    root = os.environ.get("XDG_CACHE_HOME")
    if not root and sys.platform in ("darwin", "win32"):
        from platformdirs import user_cache_path

        return user_cache_path("albumen", appauthor=False) / "models"
    return (Path(root) if root else Path.home() / ".cache") / "albumen" / "models"


def own_folder() -> Path | None:
    """The folder that `ALBUMEN_MODELS` names: it holds one folder a model, and is only read."""
    named = os.environ.get("ALBUMEN_MODELS")
    return Path(named).expanduser() if named else None


def hub_cache() -> Path:
    """The hub's own cache, only read: `HF_HUB_CACHE`, else `HF_HOME/hub`, else the platform's usual place."""
    if named := os.environ.get("HF_HUB_CACHE"):
        return Path(named).expanduser()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("HF_HOME") or cache / "huggingface").expanduser() / "hub"


def offline() -> str | None:
    """The name of the switch that forbids the network, if one is set."""
    on = (name for name in SWITCHES if os.environ.get(name, "").strip().lower() in ("1", "true", "yes", "on"))
    return next(on, None)
