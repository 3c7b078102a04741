"""The colours of a picture: clusters in OKLab, most telling first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.colour.oklch import oklab_of, srgb
from albumen.picture import Pixels

Lab = NDArray[np.float64]

COLOURS = 6
SAME = 0.05
"""OKLab distance under which two colours are told as one; 0.02 is a just noticeable difference."""
ROUNDS = 12


def palette(pixels: Pixels, most: int = COLOURS) -> tuple[str, ...]:
    """At most `most` colours as `#rrggbb`, most telling first; a plain picture has one.

    The picture's colours, counted in 16 x 16 x 16 boxes, are clustered by k-means from k-means++ starts (Arthur and
    Vassilvitskii 2007) with a fixed seed, colour differences being distances in OKLab. A telling colour covers much,
    and is chromatic: root of its share, times one plus ten times chroma. Colours hard to tell apart are joined.
    """
    colours, weights = _boxes(pixels)
    centres, shares = _joined(*_clustered(colours, weights, min(most + 2, len(colours))))
    telling = np.sqrt(shares) * (1 + 10 * np.hypot(centres[:, 1], centres[:, 2]))
    telling[shares < 0.004] *= 0.1
    order = np.argsort(-telling, kind="stable")[:most]
    rgb = np.rint(np.clip(srgb(centres[order]), 0, 1) * 255).astype(int)
    return tuple(f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in rgb.tolist())


def _boxes(pixels: Pixels) -> tuple[Lab, Lab]:
    """The mean OKLab colour of each box that has pixels [boxes, 3], and its share [boxes]."""
    flat = pixels.reshape(-1, 3)
    high = flat.astype(np.int64) >> 4
    box = high[:, 0] * 256 + high[:, 1] * 16 + high[:, 2]
    lab = oklab_of(flat)
    count = np.bincount(box, minlength=4096)
    kept = np.flatnonzero(count)
    sums = [np.bincount(box, lab[:, channel], 4096)[kept] for channel in range(3)]
    return np.stack(sums, axis=1) / count[kept, None], count[kept] / len(flat)


def _clustered(colours: Lab, weights: Lab, count: int) -> tuple[Lab, Lab]:
    centres = _starts(colours, weights, count)
    weighed = np.concatenate([colours, np.ones((len(colours), 1))], axis=1) * weights[:, None]
    for _ in range(ROUNDS):
        sums = _members(colours, centres) @ weighed
        shares = sums[:, 3]
        moved = np.where(shares[:, None] > 0, sums[:, :3] / np.maximum(shares, 1e-12)[:, None], centres)
        settled = np.abs(moved - centres).max() < 1e-4
        centres = moved
        if settled:
            break
    kept = shares > 0
    return centres[kept], np.asarray(shares[kept], np.float64)


def _members(colours: Lab, centres: Lab) -> Lab:
    """1 where a colour is nearest to a centre, else 0, [centres, colours]."""
    nearness = centres @ colours.T - (centres**2).sum(axis=1)[:, None] / 2
    which = nearness.argmax(axis=0)
    return np.asarray(which == np.arange(len(centres))[:, None], np.float64)


def _starts(colours: Lab, weights: Lab, count: int) -> Lab:
    rng = np.random.default_rng(0)
    chosen = [int(weights.argmax())]
    nearest = _distances(colours, colours[chosen])[:, 0]
    while len(chosen) < count and (nearest * weights).sum() > 1e-9:
        likely = nearest * weights
        chosen.append(int(rng.choice(len(colours), p=likely / likely.sum())))
        nearest = np.minimum(nearest, _distances(colours, colours[chosen[-1:]])[:, 0])
    return colours[chosen]


def _distances(colours: Lab, centres: Lab) -> Lab:
    """Squared distances [colours, centres]; as a product of matrices, which is several times as fast as differences."""
    squares = (colours**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1)
    return np.asarray(np.maximum(squares - 2 * (colours @ centres.T), 0))


def _joined(centres: Lab, shares: Lab) -> tuple[Lab, Lab]:
    """Clusters nearer than `SAME` as one, nearest first."""
    while len(centres) > 1:
        apart = _distances(centres, centres) + np.eye(len(centres)) * 9
        first, second = divmod(int(apart.argmin()), len(centres))
        if apart[first, second] > SAME**2:
            break
        both = shares[first] + shares[second]
        centres[first] = (centres[first] * shares[first] + centres[second] * shares[second]) / both
        shares[first] = both
        centres, shares = np.delete(centres, second, axis=0), np.delete(shares, second)
    return centres, shares
