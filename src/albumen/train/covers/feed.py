"""Covers decoded and changed beside the training, a batch ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from albumen.train.task import Share

MadeT = TypeVar("MadeT")
THREADS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Fed(Generic[MadeT]):
    """One process's share of a batch: the rows, what was made of each, and the size of the whole batch."""

    rows: NDArray[np.int64]
    made: list[MadeT]
    whole: int


def steps(rows: NDArray[np.int64], size: int) -> int:
    """Batches in an epoch; the last one may be smaller."""
    return -(-len(rows) // size)


def fed(
    rows: NDArray[np.int64], size: int, seeds: tuple[int, int], first: int, share: Share, make: Callable[[int], MadeT]
) -> Iterator[Fed[MadeT]]:
    """The batches of `size` rows of one epoch from step `first` on, in the order that `seeds` (seed, epoch) give."""
    order = np.random.default_rng(seeds).permutation(rows)
    wholes = [order[step * size : (step + 1) * size] for step in range(first, steps(rows, size))]
    with ThreadPoolExecutor(THREADS) as pool:
        coming = [pool.submit(make, row) for row in _mine(wholes[:1], share)]
        for at, whole in enumerate(wholes):
            ready, coming = coming, [pool.submit(make, row) for row in _mine(wholes[at + 1 : at + 2], share)]
            mine = whole[share.rank :: share.of]
            if len(mine):
                yield Fed(mine, [each.result() for each in ready], len(whole))


def _mine(wholes: list[NDArray[np.int64]], share: Share) -> list[int]:
    """The rows of a batch that are this process's; none if there is no batch."""
    return [int(row) for whole in wholes for row in whole[share.rank :: share.of]]
