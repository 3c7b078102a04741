"""How well a picture would do as a cover, by measures that need no network."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.picture import Pixels

_SIDE, _THUMBNAIL = 256, 64
_BANDS = (slice(4, 18), slice(46, 60))
"""Rows of the thumbnail where titles are set: near the top and near the bottom."""
_LAPLACIANS = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)

Grey = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of a picture; typical values are medians of 300 real covers."""

    contrast: float
    """Standard deviation of lightness (0..1) that is left at 64 pixels, the size of a list's thumbnail; 0.21."""
    sharpness: float
    """The steepest hundredth of slopes, per pixel at 256, as a share of the picture's range of tones; 0.52."""
    tones: float
    """Entropy of 64 classes of grey, in bits; 5.1, and under 4 for posterised, binary and near-empty pictures."""
    noise: float
    """Standard deviation of noise where the picture is calmest, in levels of 255 (Immerkaer 1996); 0.4."""
    colour: float
    """Colourfulness (Hasler and Süsstrunk 2003, eq. 1); 50."""
    unrest: float
    """Mean slope of lightness in the calmer of the two bands where titles are set; 0.10."""

    @property
    def score(self) -> float:
        """One figure 0..1, higher is better: each measure bent so that enough of it is enough, then multiplied.

        Contrast, sharpness, tones and the absence of noise decide; colour and calm only tip the balance, because
        black and white and busy covers are good ones too.
        """
        return float(
            _enough(self.contrast, 0.08)
            * _enough(self.sharpness, 0.3) ** 2
            * _enough(self.tones, 2.5) ** 2
            * (1 - _enough(self.noise, 3.0))
            * _enough(self.colour, 15.0) ** 0.15
            * (1 - _enough(self.unrest, 0.1)) ** 0.15
        )


def measured(pixels: Pixels) -> Measures:
    """The measures of a picture uint8 [height, width, 3], sRGB; all but colour ask nothing of its size."""
    small = np.asarray(cv2.resize(pixels, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.uint8)
    lightness = cv2.cvtColor(small.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)[..., 0] / 100
    thumbnail = np.asarray(cv2.resize(lightness, (_THUMBNAIL, _THUMBNAIL), interpolation=cv2.INTER_AREA), np.float32)
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    slopes = _slopes(thumbnail)
    return Measures(
        contrast=float(thumbnail.std()),
        sharpness=_sharpness(grey),
        tones=_entropy(grey),
        noise=_noise(grey),
        colour=_colourfulness(small),
        unrest=min(float(slopes[band].mean()) for band in _BANDS),
    )


def _enough(value: float, half: float) -> float:
    """0 for nothing, a half at `half`, towards 1."""
    return value / (value + half)


def _slopes(tone: Grey) -> Grey:
    return np.asarray(np.hypot(cv2.Sobel(tone, cv2.CV_32F, 1, 0), cv2.Sobel(tone, cv2.CV_32F, 0, 1)) / 4, np.float32)


def _sharpness(grey: NDArray[np.uint8]) -> float:
    # The median takes single noisy pixels out, which would pass for sharpness.
    tone = np.asarray(cv2.medianBlur(grey, 3), np.float32) / np.float32(255)
    dark, light = np.percentile(tone, (1, 99))
    return float(np.percentile(_slopes(tone), 99) / (light - dark + 0.05))


def _entropy(grey: NDArray[np.uint8]) -> float:
    share = np.bincount(grey.ravel() // 4, minlength=64) / grey.size
    share = share[share > 0]
    return float(-(share * np.log2(share)).sum())


def _noise(grey: NDArray[np.uint8]) -> float:
    rough = np.abs(cv2.filter2D(grey.astype(np.float32), cv2.CV_32F, _LAPLACIANS)) * np.sqrt(np.pi / 2) / 6
    blocks = rough.reshape(16, 16, 16, 16).mean(axis=(1, 3))
    return float(np.percentile(blocks, 25))


def _colourfulness(pixels: Pixels) -> float:
    red, green, blue = pixels.reshape(-1, 3).T.astype(np.float32)
    across, along = red - green, (red + green) / 2 - blue
    return float(np.hypot(across.std(), along.std()) + 0.3 * np.hypot(across.mean(), along.mean()))
