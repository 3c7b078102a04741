"""From a description to the words that a painter gets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.description import Description
from albumen.prompt.extender import EXTENDERS, Extender
from albumen.prompt.phrases import NEGATIVE, NEVER
from albumen.prompt.template import template
from albumen.vocabulary import Style


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is wanted in a picture, and what is not."""

    text: str
    negative: str


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
        What extends the template; by default the first that is ready.
    """
    text = template(description)
    if style == "conceptual":
        extender = extender or EXTENDERS.choose()[0]
        text = extender.extend(text, description, np.random.default_rng((seed, variant)))
    return Prompt(text, ", ".join((*NEVER, *NEGATIVE[style])))
