"""Texture of a picture: how coarse, how busy, how orderly."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.look.raster import Plane, Raster

SIDE = 128
Floats = NDArray[np.float64]


def texture(raster: Raster) -> dict[str, float]:
    """How the picture's detail is made.

    - `slope`: the exponent a of the amplitude spectrum 1 / f^a between 3 and 50 cycles a picture; near 1 in nature,
      larger in blurs, smaller in noise (Field 1987, "Relations between the statistics of natural images").
    - `grain`: share of the contrast that a blur over one pixel takes away.
    - `softness`: share that is left after a blur over eight pixels.
    - `entropy`: Shannon's, of L in 64 steps, 0..1.
    - `colours`: effective number of colours, the exponential of the entropy of 8 x 8 x 8 bins, as log2 over 9.
    - `clutter`: local spread of lightness and colour, after the feature congestion of Rosenholtz, Li and Nakano 2007.
    """
    light = raster.light
    spread = max(float(light.std()), 1e-6)
    fine, coarse = cv2.GaussianBlur(light, (0, 0), 1), cv2.GaussianBlur(light, (0, 0), 8)
    plain = spread < 1e-4
    return {
        "slope": 1.3 if plain else slope(light),
        "grain": 0.0 if plain else float((light - fine).std()) / spread,
        "softness": 1.0 if plain else min(float(np.std(coarse)) / spread, 1.0),
        "entropy": _entropy((light * 63.99).clip(0, 63).astype(int).ravel(), 64) / np.log(64),
        "colours": _entropy(_bins(raster.bytes), 512) / np.log(512),
        "clutter": _clutter(raster),
    }


def slope(light: Plane) -> float:
    """The exponent a of 1 / f^a, by least squares on log amplitude over log frequency; mean removed, Hann window."""
    square = cv2.resize(light, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float64)
    window = np.hanning(SIDE)
    power = np.abs(np.fft.rfft2((square - square.mean()) * window[:, None] * window)) ** 2
    ring, count, log_frequency = _rings()
    amplitude = 0.5 * np.log(np.bincount(ring.ravel(), power.ravel(), len(count))[3:50] / count[3:50] + 1e-12)
    return float(-np.polyfit(log_frequency, amplitude, 1)[0])


@cache
def _rings() -> tuple[NDArray[np.int64], Floats, Floats]:
    """The whole frequency of each cell of the spectrum, how many cells each has, and the logarithms of 3..49."""
    down = np.fft.fftfreq(SIDE, 1 / SIDE)[:, None]
    ring = np.rint(np.hypot(down, np.arange(SIDE // 2 + 1))).astype(np.int64)
    return ring, np.bincount(ring.ravel()).astype(np.float64), np.log(np.arange(3, 50))


def _bins(pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
    red, green, blue = np.moveaxis(pixels.astype(np.int64) >> 5, -1, 0)
    return np.asarray(red * 64 + green * 8 + blue).ravel()


def _entropy(values: NDArray[np.int64], bins: int) -> float:
    share = np.bincount(values, minlength=bins) / len(values)
    kept = share[share > 0]
    return float(-(kept * np.log(kept)).sum())


def _clutter(raster: Raster) -> float:
    total = sum(_local_variance(plane) for plane in (raster.light, raster.red_green, raster.blue_yellow))
    return float(np.mean(np.sqrt(np.maximum(np.asarray(total), 0))))


def _local_variance(plane: Plane) -> Plane:
    mean, square = cv2.blur(plane, (9, 9)), cv2.blur(plane * plane, (9, 9))
    return np.asarray(square - mean * mean, np.float32)
