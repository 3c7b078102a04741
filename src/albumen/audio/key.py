"""The key of a piece, by correlation with key profiles (Krumhansl and Schmuckler's method)."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from albumen.audio.spectrum import Floats
from albumen.description import Key
from albumen.vocabulary import PITCHES

Profile = tuple[float, ...]

MAJOR: tuple[Profile, ...] = (
    (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
    (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081),
    (1.00, 0.00, 0.42, 0.00, 0.53, 0.37, 0.00, 0.77, 0.00, 0.38, 0.21, 0.30),
)
MINOR: tuple[Profile, ...] = (
    (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
    (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052),
    (1.00, 0.00, 0.36, 0.39, 0.00, 0.38, 0.00, 0.74, 0.27, 0.00, 0.42, 0.23),
)
"""How much each semitone above the tonic belongs to the key.

To listeners, by the probe-tone ratings of Krumhansl and Kessler (1982); in classical scores, by the counts of Albrecht
and Shanahan (The Use of Large Corpora to Train a New Type of Key-Finding Algorithm, Music Perception 31, 2013); in
recordings of dance music, by the profile "bgate" of Faraldo, Jordà and Herrera (A Multi-Profile Method for Key
Estimation in EDM, AES 2017). Each errs where the others do not: ratings take minor blues and rap for major.
"""

_FLAT, _UNLIKE = 0.2, 0.5


def key_of(chroma: Floats) -> Key | None:
    """The key whose profiles, standardised and summed, correlate best with the chroma's mean, float32 [frames, 12].

    The correlation is its confidence. None if it is under a half, as of drums and whole tones; or if no pitch class
    stands out, as in silence and noise: the means' standard deviation is under a fifth of their mean.
    """
    heard = chroma[chroma.any(axis=1)]
    if not len(heard):
        return None
    mean = heard.mean(axis=0, dtype=np.float64)
    if mean.std() < _FLAT * mean.mean():
        return None
    modes: tuple[Literal["major", "minor"], ...] = ("major", "minor")
    scores = np.stack([_correlations(mean, _together(profiles)) for profiles in (MAJOR, MINOR)])
    mode, tonic = np.unravel_index(scores.argmax(), scores.shape)
    best = float(scores[mode, tonic])
    return Key(PITCHES[tonic], modes[mode], best) if best > _UNLIKE else None


def _together(profiles: tuple[Profile, ...]) -> NDArray[np.float64]:
    """The sum of the profiles, each with mean 0 and deviation 1."""
    rows = np.array(profiles)
    standard = (rows - rows.mean(axis=1, keepdims=True)) / rows.std(axis=1, keepdims=True)
    return np.asarray(standard.sum(axis=0))


def _correlations(mean: NDArray[np.float64], profile: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pearson's correlation with the profile on each of the twelve tonics."""
    return np.array([np.corrcoef(np.roll(profile, tonic), mean)[0, 1] for tonic in range(12)])
