"""What a person may ask of the VAEs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from albumen.errors import BadOption
from albumen.play.vae.shelf import DOMAINS, Domain

ALPHA, MOST_ALPHA = 0.3, 10.0
"""The paper names no alpha; beyond 1 the picture outweighs the clip."""
OPTIONS: Mapping[str, str] = {
    "alpha": f"how far the picture moves the known clip, from 0 (not at all); {ALPHA:g} if it is not given",
    "model": "the VAE of one genre (`jazz`), or a folder that `albumen train` wrote; else the picture's genres decide",
    "domain": "`waveform` as published, or `mel`: log-mel spectrograms and Griffin-Lim",
}
"""The settings that `Brief.options` may hold, each with one line of help."""
SECONDS = (1.0, 600.0)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for; None where nothing was."""

    alpha: float = ALPHA
    model: str | None = None
    domain: Domain | None = None


def wishes(options: Mapping[str, str]) -> Wishes:
    """The options read and looked at; BadOption if a value is not a possible one."""
    domain = options.get("domain")
    named = next((name for name in DOMAINS if name == domain), None)
    if domain is not None and named is None:
        raise BadOption(f"The domain {domain!r} is not possible; it is one of: {', '.join(DOMAINS)}.")
    return Wishes(_alpha(options["alpha"]) if "alpha" in options else ALPHA, options.get("model"), named)


def check_seconds(seconds: float) -> None:
    """BadOption for a length that is not played."""
    low, high = SECONDS
    if not low <= seconds <= high:
        raise BadOption(f"The VAEs play from {low:g} to {high:g} seconds, not {seconds:g}.")


def _alpha(value: str) -> float:
    try:
        alpha = float(value)
    except ValueError:
        alpha = math.nan
    if not 0 <= alpha <= MOST_ALPHA:
        raise BadOption(f"alpha is {value!r}, and must be a number from 0 to {MOST_ALPHA:g}.")
    return alpha
