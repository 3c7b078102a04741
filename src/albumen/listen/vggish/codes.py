"""From embeddings to AudioSet's 8-bit codes and back (`vggish_postprocess.py` of the TensorFlow models)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEAST, MOST = -2.0, 2.0
STEPS = 255.0 / (MOST - LEAST)

Floats = NDArray[np.float32]
Codes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Whitening:
    """The published principal components: `matrix` [128, 128] and `means` [128], in the precision they came in."""

    matrix: NDArray[Any]
    means: NDArray[Any]

    def apply(self, embeddings: Floats) -> Floats:
        """Embeddings without their ReLU, float32 [examples, 128], as whitened components of the same shape."""
        return np.asarray(np.dot(self.matrix, (embeddings - self.means).T).T, np.float32)

    def codes(self, embeddings: Floats) -> Codes:
        """Embeddings without their ReLU, float32 [examples, 128], as AudioSet stores them: uint8 [examples, 128]."""
        return quantise(self.apply(embeddings))


def quantise(whitened: Floats) -> Codes:
    """Components clipped to -2..2, in steps of 4 / 255; what lies between two falls to the lower, as published."""
    return ((np.clip(whitened, LEAST, MOST) - LEAST) * STEPS).astype(np.uint8)


def dequantise(codes: Codes) -> Floats:
    """The lower end of each code's step, float32 of the same shape: within 4 / 255 of what was clipped."""
    return codes.astype(np.float32) * np.float32(1 / STEPS) + np.float32(LEAST)
