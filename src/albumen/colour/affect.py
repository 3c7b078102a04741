"""From emotion to hue: the circumplex of affect laid over the circle of hues."""

from __future__ import annotations

import numpy as np

from albumen.description import Affect, Description
from albumen.vocabulary import PITCHES

_ANCHORS = (
    (45.0, 68.0), (135.0, 22.0), (225.0, -92.0), (315.0, -180.0), (340.0, -226.0), (366.0, -264.0), (405.0, -292.0),
)  # fmt: skip
"""Affect's angle and OKLCH hue, in degrees: joyful yellow-orange, angry red, sad blue, calm teal, and round again.

The order and the poles are those of Palmer, Schloss, Xu and Prado-Leon, "Music-color associations are mediated by
emotion", PNAS 110(22), 2013, figures 2 and 3; the places between them are straight lines, but for the greens: what is
happy and neither calm nor excited is yellow, or half of all songs with a voice would be green.
"""


def affect_hue(affect: Affect) -> float:
    """The OKLCH hue in 0..360 that goes with an affect."""
    angle = float(np.degrees(np.arctan2(affect.arousal, affect.valence)))
    angle = (angle - 45) % 360 + 45
    angles, hues = zip(*_ANCHORS, strict=True)
    return float(np.interp(angle, angles, hues)) % 360


def hue_of(description: Description, dice: np.random.Generator) -> float:
    """A song's base hue in 0..360: its affect's, moved by its key and its own dice; weak affect is moved further."""
    affect = description.affect
    strength = min(float(np.hypot(affect.valence, affect.arousal)), 1.0)
    spread = 48 + 110 * (1 - strength) ** 2
    turn = float(dice.uniform(-1, 1)) * spread
    return (affect_hue(affect) + _key_turn(description) + turn) % 360


def _key_turn(description: Description) -> float:
    key = description.key
    if key is None:
        return 0.0
    fifths = PITCHES.index(key.tonic) * 7 % 12 - 5.5
    return fifths * 3.0 + (0.0 if key.mode == "major" else -8.0)


_LIVELY = {"Pop": 0.2, "Disco": 0.25, "Funk": 0.2, "Electronic": 0.2, "Hip hop": 0.1, "Children's": 0.25, "Latin": 0.2,
           "Reggae": 0.15, "Ska": 0.2, "Classical": -0.2, "Folk": -0.15, "New-age": -0.1, "Country": -0.1,
           "Traditional": -0.12, "Christian": -0.1, "Blues": -0.05, "Independent": -0.1}  # fmt: skip
"""What a sure genre adds to vividness: taste, not measurement."""


def vividness(description: Description) -> float:
    """How saturated a song's colours are, 0..1: with valence and arousal (Palmer et al. 2013), nudged by genre."""
    affect = description.affect
    nudge = sum(_LIVELY.get(genre, 0.0) * share for genre, share in sureness(description).items())
    return float(np.clip(0.62 + 0.30 * affect.valence + 0.18 * affect.arousal + nudge, 0.12, 1.0))


def sureness(description: Description) -> dict[str, float]:
    """Each genre's probability as a share of the likeliest one's, squared, so that the likeliest leads."""
    top = max(description.genres.values(), default=0.0)
    return {genre: (share / top) ** 2 for genre, share in description.genres.items()} if top > 0 else {}
