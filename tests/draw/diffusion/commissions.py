"""Briefs for tiny checkpoints."""

from __future__ import annotations

import shutil
from pathlib import Path

from albumen import models
from albumen.brief import Brief
from albumen.description import Description
from albumen.vocabulary import Style

NUMPY_2 = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
"""What diffusers' DPM-Solver++ scheduler provokes with torch tensors under numpy 2."""


def brief(
    model: Path | str,
    prompt: str = "the sea at night",
    *,
    variant: int = 0,
    style: Style = "album",
    size: int = 64,
    negative: str = "",
    **options: str,
) -> Brief:
    """Two steps, unchecked, at the size that is painted, where nothing else is said."""
    settings = {"model": str(model), "steps": "2", "safety": "off", **options}
    return Brief(Description(), prompt, negative, style=style, size=size, variant=variant, options=settings)


def stand_in(tiny: Path, folder: Path) -> None:
    """A tiny checkpoint in the place of sd-turbo; files of that card which it lacks are there and empty."""
    shutil.copytree(tiny, folder)
    for file in models.find("sd-turbo").files:
        if not (folder / file.path).exists():
            (folder / file.path).write_text("{}" if file.path.endswith(".json") else "")
