"""Each tag's probability against what its tagger says of music in general: how surprising, and how much more."""

from __future__ import annotations

import json
from collections.abc import Mapping
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

Standing = NDArray[np.float64]
Surprise = NDArray[np.float64]
Excess = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TagPriors:
    """Of each of the 100 tags, float64 [100]: mean logit, spread, and share of its own evidence (0..1)."""

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    share: NDArray[np.float64]


@cache
def tag_priors() -> TagPriors:
    """The priors that `tools/read_tag_priors.py` read out of musicnn's weights."""
    held = json.loads(Path(__file__).with_name("tag_priors.json").read_text("utf-8"))
    rows = [held["msd"][tag] for tag in MSD_TAGS] + [held["mtt"][tag] for tag in MTT_TAGS]
    return TagPriors(*np.array(rows, np.float64).T)


def standing(probabilities: Mapping[str, NDArray[np.float32]]) -> Standing:
    """How far each tag lies above or below its base rate, in spreads of songs, float64 [100].

    Parameters
    ----------
    probabilities
        The taggrams of `msd` and `mtt`, float32 [patches, 50] each; a song's logit is the mean over its patches.
    """
    priors = tag_priors()
    logits = np.concatenate([_logit(probabilities[name]).mean(axis=0) for name in ("msd", "mtt")])
    standing: Standing = (logits - priors.mean) / (SONGS_DIFFER * priors.spread)
    return standing


def surprise(probabilities: Mapping[str, NDArray[np.float32]]) -> Surprise:
    """The tags' `standing`, float64 [100], cut off at `LEAST` and `MOST`; `probabilities` are as there."""
    surprise: Surprise = np.clip(standing(probabilities), LEAST, MOST)
    return surprise


def excess(probabilities: Mapping[str, NDArray[np.float32]]) -> Excess:
    """How far each tag's probability, the mean over the patches, lies above its base rate, float64 [100], -1..1.

    Unlike `surprise` it is large only for tags that are surely heard. `probabilities` are as there.
    """
    heard = np.concatenate([probabilities[name].mean(axis=0, dtype=np.float64) for name in ("msd", "mtt")])
    above: Excess = heard - 1 / (1 + np.exp(-tag_priors().mean))
    return above


def _logit(probabilities: NDArray[np.float32]) -> NDArray[np.float64]:
    kept = np.clip(probabilities.astype(np.float64), 1e-7, 1 - 1e-7)
    logits: NDArray[np.float64] = np.log(kept / (1 - kept))
    return logits
