"""Which pictures show the same sleeve, however it was scanned, scaled, compressed or cut."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from albumen.picture import Pixels

Fingerprints = NDArray[np.uint64]

MARGINS = (0.0, 0.02, 0.04, 0.06)
"""Parts of the side that are cut off all round before hashing, so that a scan cut more closely is found."""
SAME = 10
"""Bits of 64 in which two pictures of one sleeve may differ.

Of 3,452 covers that were said to be free of duplicates, 220 pairs differ in 10 bits or fewer: with few exceptions other
scans and pressings of one sleeve. At 12 bits 180 pairs are added at once, and chance begins.
"""
_SIDE, _LOW, _ROWS = 32, 8, 512


def fingerprint(pixels: Pixels) -> Fingerprints:
    """Hashes of a picture uint8 [height, width, 3], uint64 [4]: one for each of `MARGINS`.

    Each is the sign of the 64 lowest coefficients of the cosine transform of a 32 x 32 grey picture against their
    median (pHash: Zauner 2010, "Implementation and benchmarking of perceptual image hash functions", section 3.2.1).
    """
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return np.array([_hash(_inside(grey, margin)) for margin in MARGINS], np.uint64)


def same_sleeves(fingerprints: Fingerprints, most: int = SAME) -> NDArray[np.int64]:
    """The sleeve that each picture shows [n], numbered from 0 in the order of the first pictures.

    Parameters
    ----------
    fingerprints
        Of the pictures, uint64 [n, 4].
    most
        Bits in which a whole picture may differ from another one, or from what another one's middle shows; pictures
        that a chain of such pairs joins are one sleeve. All pairs are compared: 20,000 pictures take some ten seconds.
    """
    total = len(fingerprints)
    if not total:
        return np.empty(0, np.int64)
    pairs = [_near(fingerprints, first, most) for first in range(0, total, _ROWS)]
    rows, columns = (np.concatenate(each) for each in zip(*pairs, strict=True))
    joined = coo_array((np.ones(len(rows)), (rows, columns)), shape=(total, total))
    return np.asarray(connected_components(joined, directed=False)[1], np.int64)


def _near(fingerprints: Fingerprints, first: int, most: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Pairs (row, column) of a block of whole pictures and all pictures' hashes that are near."""
    whole = fingerprints[first : first + _ROWS, 0]
    near = np.zeros((len(whole), len(fingerprints)), bool)
    for hashes in fingerprints.T:
        near |= np.bitwise_count(whole[:, None] ^ hashes) <= most
    rows, columns = np.nonzero(near)
    return rows + first, columns


def _inside(grey: NDArray[Any], margin: float) -> NDArray[Any]:
    down, across = (int(length * margin) for length in grey.shape)
    return grey[down : grey.shape[0] - down, across : grey.shape[1] - across]


def _hash(grey: NDArray[Any]) -> np.uint64:
    small = cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float64)
    low = cv2.dct(small)[:_LOW, :_LOW].ravel()
    bits = low > np.median(low[1:])  # the first is the mean lightness, which exposure alone decides
    return np.uint64(int.from_bytes(np.packbits(bits).tobytes(), "big"))
