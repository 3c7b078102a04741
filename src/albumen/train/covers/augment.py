"""Covers changed by chance: flips, crops, rotations and noise ("Img2Music", section 3.1), and colours if wanted."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.picture import Pixels
from albumen.train.covers.settings import Augment


def augmented(picture: Pixels, side: int, how: Augment, rng: np.random.Generator) -> NDArray[np.float32]:
    """A cover uint8 [height, width, 3] changed by chance: float32 [side, side, 3], values of 0..255.

    Flip, crop and rotation are one warp, so that the picture is resampled once.
    """
    place = placed(picture.shape[0], picture.shape[1], side, how, rng)
    shrink = min(picture.shape[:2]) / side
    if shrink > 2:  # a warp reads four pixels a point, which is too few when it makes much smaller
        picture = np.asarray(cv2.blur(picture, (int(shrink), int(shrink))), np.uint8)
    warped = cv2.warpAffine(
        picture, place, (side, side), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REFLECT_101
    )
    coloured = _coloured(warped.astype(np.float32), how, rng) if how.colour or how.grey else warped
    noise = rng.normal(0, how.noise * 255, warped.shape) if how.noise else 0.0
    return np.asarray(np.clip(coloured + noise, 0, 255), np.float32)


def _coloured(picture: NDArray[np.float32], how: Augment, rng: np.random.Generator) -> NDArray[np.float32]:
    """Brightness, contrast and saturation changed, or all colour taken away."""
    brightness, contrast, saturation = rng.uniform(1 - how.colour, 1 + how.colour, 3).astype(np.float32)
    if rng.random() < how.grey:
        saturation = np.float32(0)
    light = picture @ np.array([[0.299], [0.587], [0.114]], np.float32)
    changed = brightness * (light + saturation * (picture - light))
    middle = changed.mean()
    return np.asarray(middle + contrast * (changed - middle), np.float32)


def placed(height: int, width: int, side: int, how: Augment, rng: np.random.Generator) -> NDArray[np.float64]:
    """The map from points (x, y) of the new picture to points of the old one, float64 [2, 3]."""
    kept = math.sqrt(rng.uniform(*how.crop))
    angle = math.radians(rng.uniform(-how.rotation, how.rotation))
    mirror = -1.0 if rng.random() < how.flip else 1.0
    middle = (rng.uniform(-1, 1, 2) * (1 - kept) / 2 + 0.5) * (width, height)
    across, down = kept * width / side, kept * height / side
    turned = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    turned = np.diag([across, down]) @ turned @ np.diag([mirror, 1.0])
    half = np.full(2, side / 2)
    shift = middle - 0.5 - turned @ (half - 0.5)
    return np.column_stack([turned, shift])
