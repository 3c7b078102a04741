"""Each tag against what its tagger says of music in general: how surprising, and how much more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen.vocabulary import MSD_TAGS, MTT_TAGS

TAGS: tuple[str, ...] = MSD_TAGS + MTT_TAGS
"""Both taggers' tags, MSD first; `rock` and nine more are there twice, once from each."""

SONGS_DIFFER = 2.3
"""How much wider a tag's logits spread over songs of all kinds than `spread`, which takes units as uncorrelated."""

LEAST, MOST = -1.0, 3.0
"""Surprise is cut off here: that a tag is missing says little, and no tag may outvote all others."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TagPriors:
    """Of each of the 100 tags, float64 [100]: mean logit, spread, and share of its own evidence (0..1)."""

    mean: Array
    spread: Array
    share: Array


@cache
def tag_priors() -> TagPriors:
    """The priors that `tools/read_tag_priors.py` read out of musicnn's weights."""
    held = json.loads(Path(__file__).with_name("tag_priors.json").read_text("utf-8"))
    rows = [held["msd"][tag] for tag in MSD_TAGS] + [held["mtt"][tag] for tag in MTT_TAGS]
    return TagPriors(*np.array(rows, np.float64).T)


def standing(logits: NDArray[np.floating]) -> Array:
    """How far each tag lies above or below its base rate, in spreads of songs, from mean logits [n, 100]."""
    priors = tag_priors()
    return np.asarray((logits - priors.mean) / (SONGS_DIFFER * priors.spread), np.float64)


def surprise(logits: NDArray[np.floating]) -> Array:
    """The tags' `standing` [n, 100], cut off at `LEAST` and `MOST`."""
    return np.clip(standing(logits), LEAST, MOST)


def excess(shares: NDArray[np.floating]) -> Array:
    """How far each tag's mean probability [n, 100] lies above its base rate, -1..1.

    Unlike `surprise` it is large only for tags that are surely heard.
    """
    return np.asarray(shares - 1 / (1 + np.exp(-tag_priors().mean)), np.float64)
