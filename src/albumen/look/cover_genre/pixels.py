"""Covers as networks take them."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.picture import Pixels

Floats = NDArray[np.float32]

MEAN = np.array([0.485, 0.456, 0.406], np.float32)
SPREAD = np.array([0.229, 0.224, 0.225], np.float32)
"""Of ImageNet's pictures in R, G, B of 0..1: what published networks were trained with."""


def squared(picture: Pixels, side: int) -> Pixels:
    """The whole picture uint8 [height, width, 3] as uint8 [side, side, 3]; covers are square, others are pressed."""
    smaller = picture.shape[0] * picture.shape[1] > side * side
    way = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (side, side), interpolation=way), np.uint8)


def normalised(pictures: Sequence[NDArray[np.uint8] | Floats]) -> Floats:
    """Pictures [side, side, 3] of 0..255 as one array float32 [n, 3, side, side], standardised by channel."""
    stacked = np.stack([np.asarray(picture, np.float32) for picture in pictures]) / 255
    return np.ascontiguousarray(((stacked - MEAN) / SPREAD).transpose(0, 3, 1, 2), np.float32)
