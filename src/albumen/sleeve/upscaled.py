"""Whether a picture was blown up from a smaller one: no detail above some fineness, or pixels in blocks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_TILE = 256
_TILES = 12
_COARSE = slice(2, 9)
"""Rings of the spectrum, up to 0.03 cycles a pixel, where even a picture blown up eight times has its own detail."""
_LAW = -24.0
"""Decibels a decade by which detail falls with fineness in photographs and drawings."""
_DROP = 17.0
"""Decibels short of that law that arouse suspicion: photographs, even soft ones, stay under 15, pictures blown up
threefold mostly lie over 18 (measured on photographs, drawings and plates at JPEG quality 92)."""
_BLOCKS = range(2, 13)

Grey = NDArray[np.float32]


def blown_up(facts: Mapping[str, str]) -> str:
    """How a picture was blown up, from what its maker says of it; empty if it was not, or a network added detail."""
    how = facts.get("enlarged", "")
    return how if how.startswith("Lanczos") else ""


def seems_upscaled(image: Image.Image) -> bool:
    """True when the finest tiles of a picture hold far less fine detail than their coarse detail promises.

    Natural and drawn pictures alike follow a power law in spatial frequency (D. J. Field, 1987); interpolation cuts
    it off at the old picture's finest frequency. A picture without any detail, such as a plain gradient, is not
    suspected. Needs 512 pixels a side to judge.
    """
    if min(image.size) < 2 * _TILE:
        return False
    grey = np.asarray(image.convert("L"), np.float32)
    tiles = _liveliest(grey)
    return bool(tiles) and (_blocky(grey) or _cut_off(np.mean([_spectrum(tile) for tile in tiles], axis=0)))


def _liveliest(grey: Grey) -> list[Grey]:
    """The tiles with most contrast, none of them plain."""
    rows, columns = grey.shape[0] // _TILE, grey.shape[1] // _TILE
    cut = grey[: rows * _TILE, : columns * _TILE].reshape(rows, _TILE, columns, _TILE).swapaxes(1, 2)
    tiles = cut.reshape(-1, _TILE, _TILE)
    spread = tiles.std(axis=(1, 2))
    return [tiles[i] for i in np.argsort(-spread)[:_TILES] if spread[i] > 3]


def _spectrum(tile: Grey) -> NDArray[np.float64]:
    """Mean power in rings of spatial frequency, float64 [128], 0 to 0.5 cycles a pixel."""
    window = np.hanning(_TILE)
    power = np.abs(np.fft.rfft2((tile - tile.mean()) * np.outer(window, window))) ** 2
    radius = np.hypot(np.fft.fftfreq(_TILE)[:, None], np.fft.rfftfreq(_TILE)[None]) * _TILE
    ring = np.minimum(np.round(radius).astype(int), _TILE // 2)
    sums = np.bincount(ring.ravel(), power.ravel()) / np.bincount(ring.ravel())
    return np.asarray(sums[: _TILE // 2])


def _cut_off(power: NDArray[np.float64]) -> bool:
    level = 10 * np.log10(power + 1e-9)
    frequency = np.arange(len(power)) / _TILE
    law = _LAW * np.log10(np.maximum(frequency, 1e-9))
    fine = (frequency > 0.3) & (frequency < 0.48)
    short = np.mean((level - law)[_COARSE]) - np.median((level - law)[fine])
    return bool(short > _DROP)


def _blocky(grey: Grey) -> bool:
    """Whether nearly all steps between neighbours fall on every n-th line, both ways."""
    middle = grey[grey.shape[0] // 4 : -grey.shape[0] // 4 or None, grey.shape[1] // 4 : -grey.shape[1] // 4 or None]
    return any(_on_grid(middle, axis=0, n=n) and _on_grid(middle, axis=1, n=n) for n in _BLOCKS)


def _on_grid(grey: Grey, axis: int, n: int) -> bool:
    steps = (np.diff(grey, axis=axis) ** 2).sum(axis=1 - axis)
    whole = steps[: len(steps) // n * n].reshape(-1, n).sum(0)
    busy = np.count_nonzero(steps > steps.mean() / 10) > 8
    return bool(busy and whole.max() > 0.95 * whole.sum() > 0)
