"""Moods and plain words of a picture."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from albumen.description import Affect
from albumen.look.features import Floats, scale
from albumen.look.genres import kin
from albumen.vocabulary import MOOD_PLACES, MOODS

REACH = 0.55
"""How far from its place on the circumplex a mood is still felt: the standard deviation."""
HINTS: Mapping[str, Mapping[str, float]] = {
    "Happy": {"yellow": 0.15, "warmth": 0.15, "black": -0.2},
    "Funny": {"colours": 0.3, "colourfulness": 0.2, "angularity": -0.15, "black": -0.3},
    "Sad": {"grey": 0.3, "blue": 0.15, "warmth": -0.2},
    "Tender": {"softness": 0.25, "contrast": -0.25, "edges": -0.15},
    "Exciting": {"slanted": 0.15, "range": 0.15, "colourfulness": 0.2},
    "Angry": {"red": 0.3, "black": 0.15, "range": 0.2},
    "Scary": {"black": 0.3, "light": -0.2, "chroma": -0.3, "warmth": -0.15},
}
"""What else speaks of a mood, as log odds a standard deviation. The directions are those of Palmer et al. 2013 (sad:
dark, grey, blue; happy: light, yellow, saturated; angry: red, dark) and of Machajdik and Hanbury 2010, "Affective image
classification", section 3 (fear: dark; contentment: soft); the sizes are judged, no data stand behind them."""

PLAIN: Mapping[str, tuple[str, int]] = {
    "bright": ("light", 1), "dark": ("light", -1), "colourful": ("colourfulness", 1), "muted": ("chroma", -1),
    "warm": ("warmth", 1), "cold": ("warmth", -1), "high contrast": ("contrast", 1), "soft": ("contrast", -1),
    "busy": ("clutter", 1), "minimal": ("clutter", -1), "symmetric": ("mirror", 1), "graphic": ("flatness", 1),
    "textured": ("grain", 1), "lettered": ("lettering", 1), "horizon": ("horizon", 1), "framed": ("frame", 1),
}  # fmt: skip
"""A word for much (1) or little (-1) of a feature."""
BEYOND = 0.8
"""Standard deviations from an ordinary picture where a word fits as likely as not."""


def moods(affect: Affect, scores: Floats) -> dict[str, float]:
    """Probability of each of AudioSet's 7 moods, their sum 1: near its place on the circumplex, moved by `HINTS`.

    A third of the log of how often people say each mood of music (MusicCaps) is added: hardly any music is funny.
    """
    common = kin().moods.sum(axis=0)
    logits = np.array([_near(affect, mood) + _hinted(mood, scores) for mood in MOODS]) + np.log(common) / 3
    likely = np.exp(logits - logits.max())
    return dict(zip(MOODS, (likely / likely.sum()).tolist(), strict=True))


def words(scores: Floats) -> dict[str, float]:
    """How well each word of `PLAIN` fits, 0..1; all are told, the likeliest first in `Description.top`."""
    names = scale().names
    far = [sign * float(scores[names.index(name)]) - BEYOND for name, sign in PLAIN.values()]
    fits = 1 / (1 + np.exp(-2.5 * np.array(far)))
    return dict(zip(PLAIN, fits.tolist(), strict=True))


def _near(affect: Affect, mood: str) -> float:
    valence, arousal = MOOD_PLACES[mood]
    return -((affect.valence - valence) ** 2 + (affect.arousal - arousal) ** 2) / (2 * REACH**2)


def _hinted(mood: str, scores: Floats) -> float:
    names = scale().names
    return sum(weight * float(np.clip(scores[names.index(name)], -2, 2)) for name, weight in HINTS[mood].items())
