"""The rooms that have engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from albumen import draw, listen, prompt
from albumen.registry import Carded


def rooms() -> Mapping[str, Iterable[Carded]]:
    """The engines of every room that has engines, in the order of the walk."""
    return {"listen": listen.LISTENERS, "prompt": prompt.EXTENDERS, "draw": draw.ENGINES}
