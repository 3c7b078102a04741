"""From a description to the words that a painter gets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.description import Description
from albumen.maker import Model
from albumen.prompt.extender import Extender, models_of
from albumen.prompt.offline import Offline
from albumen.prompt.phrases import NEGATIVE, NEVER
from albumen.prompt.template import template
from albumen.vocabulary import Style


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is wanted in a picture, and what is not."""

    text: str
    negative: str
    extender: str = "none"
    """Who extended it."""
    models: tuple[Model, ...] = ()
    """The models that had a say in it."""


def write(
    description: Description, style: Style, seed: int = 0, variant: int = 0, extender: Extender | None = None
) -> Prompt:
    """The prompt of a cover: for `album` the template, for `conceptual` the template extended.

    The two styles are those of "Music Is All You Need for Art", section 4.2. The same arguments give the same words.

    Parameters
    ----------
    description
        What was heard in the song.
    style
        `album` or `conceptual`.
    seed, variant
        0 or more; another seed, or another variant of the same song, gets other words (template prompts are all alike).
    extender
        What extends the template; by default the one that needs no model.
    """
    text = template(description)
    if style == "album":
        return Prompt(text, negative(style))
    extender = extender or Offline()
    longer = extender.extend(text, description, np.random.default_rng((seed, variant)))
    return Prompt(longer, negative(style), extender.card.name, models_of(extender))


def negative(style: Style) -> str:
    """What no cover of a style should show."""
    return ", ".join((*NEVER, *NEGATIVE[style]))
