"""What is written on a cover as numbers: artists' names and titles by their letters, and how the lettering stands."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from albumen.card import Readiness
from albumen.look.cover_genre.reading import Line, Reader
from albumen.picture import Pixels

BUCKETS = 1 << 14
"""Numbers that runs of letters fall into; two runs in one are not told apart."""
SHORTEST, LONGEST = 3, 5
"""Letters of a run: short enough to outlive a letter that was misread."""
_EDGE = "^", "$"
_OTHER = re.compile(r"[^a-z0-9]+")


class Words:
    """Which runs of letters stand on a cover: float32 [16384], of length 1 or 0 (no lettering that can be read)."""

    def __init__(self) -> None:
        self._reader = Reader()

    def ready(self) -> Readiness:
        """Whether the reader's weights are here."""
        return self._reader.ready()

    def vector(self, picture: Pixels) -> NDArray[np.float32]:
        """The runs of letters in a picture; MissingWeights without the reader's weights."""
        return hashed(self._reader.lines(picture))


def hashed(lines: Sequence[Line]) -> NDArray[np.float32]:
    """The runs of letters in lines, each counted once: float32 [BUCKETS], of length 1, or 0 if there is none.

    The buckets are those of CRC-32 (the hashing trick: Weinberger et al. 2009, without signs).
    """
    held = np.zeros(BUCKETS, np.float32)
    held[[zlib.crc32(run.encode()) % BUCKETS for line in lines for run in runs(line.text)]] = 1
    return np.asarray(held / max(float(np.linalg.norm(held)), 1.0), np.float32)


def runs(text: str) -> Iterator[str]:
    """The runs of three to five letters of a line, its ends marked; accents, case, spaces and signs do not count.

    Spaces are left out because readers lose them: JOHNNYCASH is Johnny Cash.
    """
    plain = _OTHER.sub("", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower())
    if not plain:
        return
    marked = plain.join(_EDGE)
    for length in range(SHORTEST, LONGEST + 1):
        yield from (marked[at : at + length] for at in range(len(marked) - length + 1))
