"""The key of a piece, by correlation with the profiles of Krumhansl and Kessler."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from albumen.audio.spectrum import Floats
from albumen.description import Key
from albumen.vocabulary import PITCHES

MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
"""How well each semitone above the tonic fits the key: Krumhansl and Kessler (1982), the probe-tone ratings."""

_FLAT = 0.2


def key_of(chroma: Floats) -> Key | None:
    """The key whose profile correlates best with the mean of the chroma, float32 [frames, 12].

    The correlation is its confidence. None if no pitch class stands out, as in silence and noise: the means' standard
    deviation is under a fifth of their mean.
    """
    heard = chroma[chroma.any(axis=1)]
    if not len(heard):
        return None
    mean = heard.mean(axis=0, dtype=np.float64)
    if mean.std() < _FLAT * mean.mean():
        return None
    modes: tuple[Literal["major", "minor"], ...] = ("major", "minor")
    scores = np.stack([_correlations(mean, profile) for profile in (MAJOR, MINOR)])
    mode, tonic = np.unravel_index(scores.argmax(), scores.shape)
    return Key(PITCHES[tonic], modes[mode], float(scores[mode, tonic]))


def _correlations(mean: NDArray[np.float64], profile: tuple[float, ...]) -> NDArray[np.float64]:
    """Pearson's correlation with the profile on each of the twelve tonics."""
    return np.array([np.corrcoef(np.roll(profile, tonic), mean)[0, 1] for tonic in range(12)])
