"""What the heads are given of a song: musicnn's embeddings, the tags' probabilities, and the sound's cues."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from albumen.listen.cues import Cues
from albumen.listen.musicnn import TAGGERS, TaggerName, Tagging

UNITS, TAGS, CUES = 400, 100, 5
FEATURES = UNITS + TAGS + CUES

Floats = NDArray[np.floating]


def stack(units: Floats, shares: Floats, cues: Cues | Floats) -> NDArray[np.float32]:
    """The heads' input, float32 [..., 505].

    Parameters
    ----------
    units
        Penultimate layers of musicnn's MSD and MTT taggers, means over the patches [..., 400].
    shares
        Probabilities of MSD's 50 tags and MTT's, means over the patches [..., 100].
    cues
        As `listen.cues` gives them [..., 5].
    """
    return np.concatenate([units, shares, cues], axis=-1).astype(np.float32)


def features_of(taggings: Mapping[TaggerName, Tagging], cues: Cues) -> NDArray[np.float32]:
    """The heads' input [505] of a song that both taggers heard."""
    both = [taggings[name] for name in TAGGERS]
    shares = [tagging.taggram.probabilities.mean(axis=0, dtype=np.float64) for tagging in both]
    return stack(np.concatenate([tagging.embedding() for tagging in both]), np.concatenate(shares), cues)
