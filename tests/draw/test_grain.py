"""Grain: as deep as told, the same each time, no colour of its own."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from albumen.draw.press.grain import grain


def grained(sigma: float = 4.5, seed: int = 0, side: int = 1500, level: int = 128) -> NDArray[np.int64]:
    pixels = np.full((side, side, 3), level, np.uint8)
    grain(pixels, sigma, seed)
    return pixels.astype(np.int64)


@pytest.mark.parametrize("sigma", [1.5, 4.5])
def test_it_is_as_deep_as_told(sigma: float) -> None:
    assert (grained(sigma) - 128).std() == pytest.approx(sigma, rel=0.06)


def test_it_keeps_the_mean() -> None:
    assert grained().mean() == pytest.approx(128, abs=0.1)


def test_it_has_no_colour() -> None:
    pixels = grained()
    assert np.all(pixels[..., 0] == pixels[..., 2])


def test_a_seed_is_a_grain() -> None:
    assert np.array_equal(grained(seed=1), grained(seed=1))


def test_it_stays_within_the_scale() -> None:
    assert grained(level=255).max() == 255
    assert grained(level=0).min() == 0
    assert grained(level=0).mean() < 4


def test_neighbours_are_related_a_little_so_that_jpeg_does_not_drown() -> None:
    noise = grained()[..., 0] - 128.0
    related = (noise[:, 1:] * noise[:, :-1]).mean() / noise.var()
    assert 0.2 < related < 0.7


def test_gradients_do_not_band() -> None:
    """A slope of one level in a hundred pixels is no longer made of runs of one value."""
    pixels = np.repeat((np.arange(1000) // 100 + 100).astype(np.uint8)[:, None, None], 1000, axis=1).repeat(3, axis=2)
    grain(pixels, 4.5)
    assert all(len(np.unique(row)) > 15 for row in pixels[::100, :, 0])
