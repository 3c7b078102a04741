"""Which of the paintings of a brief is kept: what is not fit to be shown is painted again, then refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from albumen.draw.diffusion import rank, safety
from albumen.draw.diffusion.painter import Painter, Shot
from albumen.errors import AlbumenError
from albumen.picture import Pixels
from albumen.progress import silent

MOST_REDRAWS = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """A painting, its seed, and how it came to be the one."""

    pixels: Pixels
    seed: int
    facts: Mapping[str, str]


def keep(
    shots: Sequence[Shot],
    paintings: Sequence[Pixels],
    painter: Painter,
    guard: safety.Guard | None,
    rng: np.random.Generator,
) -> Kept:
    """The best painting that is fit to be shown.

    Where none is, one is painted again with another seed from `rng`, up to three times.

    Raises
    ------
    AlbumenError
        None was fit to be shown.
    """
    if guard is None:
        return _best(shots, paintings, {})
    scores = guard.unsafe(np.stack(paintings))
    fit = [i for i, score in enumerate(scores) if score <= safety.MOST]
    if fit:
        flagged = f", {len(shots) - len(fit)} of {len(shots)} put aside" if len(fit) < len(shots) else ""
        facts = {"safety": f"passed, nudity at most {scores[fit].max():.2f}{flagged}"}
        return _best([shots[i] for i in fit], [paintings[i] for i in fit], facts)
    return _again(shots[0], painter, guard, rng)


def seed_from(rng: np.random.Generator) -> int:
    """The next painting's seed."""
    return int(rng.integers(2**63))


def _again(shot: Shot, painter: Painter, guard: safety.Guard, rng: np.random.Generator) -> Kept:
    for redrawn in range(1, MOST_REDRAWS + 1):
        other = replace(shot, seed=seed_from(rng))
        [pixels] = painter.paint([other], silent)
        score = float(guard.unsafe(pixels[None])[0])
        if score <= safety.MOST:
            times = "once" if redrawn == 1 else f"{redrawn} times"
            return Kept(pixels, other.seed, {"safety": f"passed when painted again {times}, nudity {score:.2f}"})
    raise AlbumenError(
        f"The safety check refused the picture and {MOST_REDRAWS} others painted instead of it; "
        "try another seed or another prompt."
    )


def _best(shots: Sequence[Shot], paintings: Sequence[Pixels], facts: Mapping[str, str]) -> Kept:
    if len(paintings) == 1:
        return Kept(paintings[0], shots[0].seed, facts)
    ranking = rank.order(np.stack(paintings), shots[0].prompt)
    best = ranking.order[0]
    return Kept(
        paintings[best], shots[best].seed, {**facts, "candidates": f"{len(paintings)}, the best by {ranking.by}"}
    )
