"""What the heads see of a song: 100 tags and 5 cues, all counted from an ordinary song."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.listen.cues import Cues
from albumen.listen.priors import TAGS, Standing

FEATURES = len(TAGS) + 5

LOWEST, UPMOST = -3.0, 4.0
"""The tags' standing is cut off here, far outside of nearly all music."""


def stack(standing: Standing, cues: Cues) -> NDArray[np.float32]:
    """The heads' input, float32 [105]: the tags' `standing` in the order of `priors.TAGS`, then the cues.

    Zero is an ordinary song: every tag at its base rate, and every cue in the middle.
    """
    return np.concatenate([np.clip(standing, LOWEST, UPMOST), cues]).astype(np.float32)
