"""The split of covers: 80, 10 and 10 in a hundred of every genre, and no sleeve in two parts ("Img2Music", section 3.1,
names the shares).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Part = Literal["train", "validation", "test"]
PARTS: tuple[Part, ...] = ("train", "validation", "test")
SHARES = (0.8, 0.1, 0.1)


def split(genres: Sequence[str], sleeves: NDArray[np.int64], seed: int) -> NDArray[np.int64]:
    """The part of each cover [n], as its place in `PARTS`.

    A sleeve that stands in several genres goes with the first of them. Sleeves are drawn by chance for the test, then
    for validation, until each genre has its share; the rest is for training. A genre of fewer than three sleeves may
    be missing in a part.
    """
    home = {sleeve: genre for genre, sleeve in zip(reversed(genres), reversed(sleeves.tolist()), strict=True)}
    sizes = np.bincount(sleeves) if len(sleeves) else np.empty(0, np.int64)
    parts = np.zeros(len(sizes), np.int64)
    rng = np.random.default_rng(seed)
    for genre in sorted(set(home.values())):
        own = rng.permutation(sorted(sleeve for sleeve in home if home[sleeve] == genre))
        parts[own] = _dealt(sizes[own])
    return parts[sleeves]


def _dealt(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The part of each sleeve of a genre, in the order that was drawn."""
    before = (np.cumsum(sizes) - sizes) / sizes.sum()  # a sleeve belongs where its first cover falls
    test, validation = SHARES[2], SHARES[2] + SHARES[1]
    return np.where(before < test, 2, np.where(before < validation, 1, 0))
