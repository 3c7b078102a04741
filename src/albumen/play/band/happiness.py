"""How happy a style is heard to be, whatever key and tempo it is played in.

The mode moves what is heard far less than the style does, so that a dark picture must not be given ska.
`happiness.json` is made by `tools/hear_styles.py`: the valence that albumen's own listener hears.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources


def happiness(style: str) -> float:
    """The valence of a style, -1..1; the mean of all for one that was not listened to."""
    known = _heard()
    return known.get(style, sum(known.values()) / len(known))


@cache
def _heard() -> Mapping[str, float]:
    text = resources.files("albumen.play.band").joinpath("happiness.json").read_text(encoding="utf-8")
    held: dict[str, float] = json.loads(text)
    return held
