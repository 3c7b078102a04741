"""Excerpts between and beyond two others, whose lesson is known as well (mixup, Zhang et al. 2018, reaching further).

The taggers' logits are linear in their units, so what the text teacher says of a mixture is exact but for the shares.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tools.teachers import Excerpts
from tools.yamnet import LEAST

REACH = 0.25
"""How far beyond an excerpt a mixture may lie, as a share of the way from the other."""
FARTHEST_CUE = 2.0
FAINT = 1e-6


def between(excerpts: Excerpts, count: int, rng: np.random.Generator) -> tuple[Excerpts, NDArray[np.str_]]:
    """Mixtures of two excerpts each, and the packages of the second ones [count]; `package` has those of the first.

    Shares and YAMNet's scores are mixed as log odds. None of the mixtures is `plain`.
    """
    first, second = rng.integers(len(excerpts.track), size=(2, count))
    weight = rng.uniform(-REACH, 1 + REACH, (count, 1))

    def mixed(values: NDArray[np.float32]) -> NDArray[np.float64]:
        whole: NDArray[np.float64] = weight * values[first] + (1 - weight) * values[second]
        return whole

    def mixed_odds(shares: NDArray[np.float32], least: float) -> NDArray[np.float32]:
        kept = np.clip(shares.astype(np.float64), least, 1 - least)
        return np.asarray(1 / (1 + np.exp(-mixed(np.log(kept / (1 - kept))))), np.float32)

    cues = np.clip(mixed(excerpts.cues), -FARTHEST_CUE, FARTHEST_CUE)
    made = Excerpts(
        mixed(excerpts.units).astype(np.float32), mixed_odds(excerpts.shares, FAINT),
        mixed(excerpts.logits).astype(np.float32), cues.astype(np.float32), mixed_odds(excerpts.scores, LEAST),
        np.zeros(count, bool), excerpts.package[first], excerpts.track[first],
    )  # fmt: skip
    return made, excerpts.package[second]
