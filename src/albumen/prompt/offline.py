"""An extender that needs no model: it chooses a scene, light, medium, composition and colours that go with the song."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from albumen.card import Card
from albumen.description import Affect, Description
from albumen.prompt.extender import EXTENDERS
from albumen.prompt.phrases import ANYWHERE, COMPOSITIONS, DAYLIGHT, FINISHES, LIGHTS, MEDIA, PALETTES, SCENES

LONGEST = 320
"""Letters in the longest prompt: CLIP, which reads it for Stable Diffusion, takes 75 tokens."""

SECOND = 0.6
"""A second genre or mood lends a phrase when it is at least this probable beside the first."""


@EXTENDERS.register("offline")
class Offline:
    """Extends prompts from phrase banks by genre, mood and affect; no model, no network, same seed same words."""

    @property
    def card(self) -> Card:
        """What it is: always ready."""
        return Card("offline", "Scenes, light, media and colours chosen by genre, mood and affect; needs no model.")

    def extend(self, prompt: str, description: Description, rng: np.random.Generator) -> str:
        """The prompt, then scene, light, medium, composition, colours and finish, `LONGEST` letters at most."""
        quadrant = quadrant_of(description.affect)
        banks: list[Sequence[str]] = [
            SCENES.get(_chosen(description.genres, rng), ANYWHERE),
            LIGHTS.get(_chosen(description.moods, rng), DAYLIGHT),
            MEDIA[quadrant],
            COMPOSITIONS,
            PALETTES[quadrant],
            FINISHES,
        ]
        return _joined(prompt, [bank[int(rng.integers(len(bank)))] for bank in banks])


def quadrant_of(affect: Affect) -> str:
    """The quadrant of the circumplex (Russell 1980): bright, dark, pale or deep."""
    if affect.arousal >= 0:
        return "bright" if affect.valence >= 0 else "dark"
    return "pale" if affect.valence >= 0 else "deep"


def _chosen(scores: Mapping[str, float], rng: np.random.Generator) -> str:
    """The likeliest name, or now and then the second if it is nearly as likely; "" if there is none."""
    first, second = [*sorted(scores, key=lambda name: -scores[name]), "", ""][:2]
    near = bool(second) and scores[second] > SECOND * scores[first]
    return second if near and rng.random() < scores[second] / (scores[first] + scores[second]) else first


def _joined(prompt: str, phrases: Sequence[str]) -> str:
    """The prompt and as many of the phrases as fit, in their order."""
    text = prompt
    for phrase in phrases:
        if len(text) + len(phrase) + 2 <= LONGEST:
            text = f"{text}, {phrase}"
    return text
