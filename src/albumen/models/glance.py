"""A glance at what lies on this machine, which costs less than importing the shelf does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from albumen.models.places import cache_root, hub_cache, own_folder

CARDS = Path(__file__).with_name("cards.json")


def glimpsed(task: str) -> bool:
    """Whether anything lies on this machine under the name of a model for `task`; only then look closer."""
    lying = {name for place in (own_folder(), cache_root(), hub_cache()) for name in _names(place)}
    rows = json.loads(CARDS.read_text(encoding="utf-8"))
    return any(not lying.isdisjoint(_called(row)) for row in rows if row["task"] == task)


def _called(row: Mapping[str, Any]) -> set[str]:
    """What a model's folder is called in a folder of weights, our record of it, and its folder in the hub's cache."""
    name = row["name"]
    return {name, f"{name}.lock.json", f"models--{row['origin'].get('repo', '').replace('/', '--')}"}


def _names(place: Path | None) -> list[str]:
    with suppress(OSError):
        return [path.name for path in place.iterdir()] if place else []
    return []
