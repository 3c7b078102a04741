"""Long sounds a block at a time, so that what works on them needs memory for a block and not for a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from albumen.song import Samples

BLOCK = 1 << 19
"""Samples of a block, 12 s."""

Stage = Callable[[Samples], Samples]
"""Takes a sound's blocks in their order, float32 [channels, frames], and gives as many frames back each time."""


def blocks(frames: int) -> Iterator[slice]:
    """The blocks of a sound, each a `BLOCK` long and the last one up to two: none is too short to work on."""
    count = max(1, frames // BLOCK)
    for at in range(count):
        yield slice(at * BLOCK, frames if at == count - 1 else (at + 1) * BLOCK)


def through(sound: Samples, stages: Sequence[Stage], place: Samples | None = None) -> Samples:
    """The sound through stages that remember what went before; float32 [channels, frames].

    It is written over; where it leaves with more channels than it had, it is written to `place`, of which it may be a
    part, or to a place of its own.
    """
    into = sound
    for block in blocks(sound.shape[1]):
        passed = sound[:, block]
        for stage in stages:
            passed = stage(passed)
        if len(passed) != len(into):
            into = np.empty((len(passed), sound.shape[1]), np.float32) if place is None else place
        into[:, block] = passed
    return into


def overlapped(sound: Samples, work: Stage, margin: int) -> Samples:
    """The sound, written over by `work`, which sees `margin` frames to either side of what it is asked for."""
    before = sound[:, :0]
    for block in blocks(sound.shape[1]):
        seen = np.concatenate([before, sound[:, block.start : block.stop + margin]], axis=1)
        begins, before = before.shape[1], sound[:, max(0, block.stop - margin) : block.stop].copy()
        sound[:, block] = work(seen)[:, begins : begins + block.stop - block.start]
    return sound
