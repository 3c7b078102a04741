"""The quick way from 8-bit pictures to OKLab."""

from __future__ import annotations

import numpy as np

from albumen.colour.oklch import oklab, oklab_of


def test_it_is_the_exact_way_in_float32() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (40, 50, 3)).astype(np.uint8)
    quick = oklab_of(pixels)
    assert quick.shape == (40, 50, 3)
    assert quick.dtype == np.float32
    assert np.abs(quick - oklab(pixels / 255)).max() < 1e-5


def test_black_is_nought_and_white_one() -> None:
    ends = oklab_of(np.array([[0, 0, 0], [255, 255, 255]], np.uint8))
    assert np.abs(ends - [[0, 0, 0], [1, 0, 0]]).max() < 1e-4
