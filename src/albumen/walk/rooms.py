"""The rooms that have engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from albumen import draw, listen, prompt
from albumen.look.engine import LOOKERS
from albumen.play.engine import ENGINES as PLAYERS
from albumen.registry import Carded


def rooms() -> Mapping[str, Iterable[Carded]]:
    """The engines of every room that has engines, in the order of the walk and then of the way back."""
    return {
        "listen": listen.LISTENERS,
        "prompt": prompt.EXTENDERS,
        "draw": draw.ENGINES,
        "look": LOOKERS,
        "play": PLAYERS,
    }
