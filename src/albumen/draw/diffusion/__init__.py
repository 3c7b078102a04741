"""diffusion: paints covers with Stable Diffusion checkpoints that are on this machine.

    card.py         what it says of itself before anything else is imported
    engine.py       the engine: briefs in, pictures out
    options.py      what a brief may ask of it
    checkpoint.py   which weights are meant, and what kind they are
    single.py       a checkpoint as one file; small.py finds what such a file lacks
    plan.py         how they fit into the memory that is free
    painter.py      the loaded pipeline: shots in, pixels out

Nothing here imports torch or diffusers before the first picture is drawn.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from albumen.draw.diffusion.engine import Diffusion

__all__ = ["Diffusion"]


def __getattr__(name: str) -> Any:
    """The engine on first use: every run asks the card, and few runs paint."""
    if name == "Diffusion":
        return import_module("albumen.draw.diffusion.engine").Diffusion
    raise AttributeError(f"module 'albumen.draw.diffusion' has no attribute {name!r}")
