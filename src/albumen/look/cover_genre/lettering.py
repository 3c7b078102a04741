"""Where there is lettering in a picture: the detector of PP-OCRv4 (PaddleOCR, Apache-2.0)."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.picture import Pixels

Box = NDArray[np.float32]
"""Corners of a slanted rectangle [4, 2], (x, y) of 0..1, from its upper left one on with the clock."""
SIDE = 480
"""Pixels that a picture's shorter side is looked at with; covers of 300 pixels are read as well as larger ones."""
_LONGEST = 3 * SIDE
_LETTERS, _SURE, _GROWN = 0.3, 0.5, 1.6
"""As PaddleOCR sets them: what counts as lettering, how sure a line must be, by how much it is grown."""


def lettered(session: Any, picture: Pixels) -> list[Box]:
    """The lines of lettering in a picture uint8 [height, width, 3], largest first.

    The network tells for every place how likely it lies in the core of a line; each core's rectangle is grown by
    area * 1.6 / outline (Liao et al. 2020, "Real-time scene text detection with differentiable binarization",
    section 3.4).
    """
    wide, high = _size(picture)
    seen = cv2.resize(picture, (wide, high))[..., ::-1].astype(np.float32) / 127.5 - 1
    (told,) = session.run(None, {session.get_inputs()[0].name: np.ascontiguousarray(seen.transpose(2, 0, 1)[None])})
    likely = np.asarray(told[0, 0], np.float32)
    core = cv2.dilate((likely > _LETTERS).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(core, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = [grown for contour in contours if (grown := _grown(contour, likely)) is not None]
    found.sort(key=lambda each: -each[0])
    return [np.clip(box / (wide, high), 0, 1).astype(np.float32) for _, box in found]


def _size(picture: Pixels) -> tuple[int, int]:
    """Width and height to look with, in the network's steps of 32 pixels."""
    height, width = picture.shape[:2]
    scale = min(SIDE / min(height, width), _LONGEST / max(height, width))
    return max(round(width * scale / 32), 1) * 32, max(round(height * scale / 32), 1) * 32


def _grown(contour: NDArray[Any], likely: NDArray[np.float32]) -> tuple[float, NDArray[Any]] | None:
    """Area and corners of the line round a contour; None if it is too small, or too unlikely."""
    middle, (width, height), angle = cv2.minAreaRect(contour)
    if min(width, height) < 3 or _inside(cv2.boxPoints((middle, (width, height), angle)), likely) < _SURE:
        return None
    more = width * height * _GROWN / (width + height)  # to both sides together, the outline being twice the sum
    if min(width, height) + more < 5:
        return None
    corners = cv2.boxPoints((middle, (width + more, height + more), angle))
    return (width + more) * (height + more), _in_order(np.asarray(corners))


def _inside(corners: NDArray[Any], likely: NDArray[np.float32]) -> float:
    mask = np.zeros(likely.shape, np.uint8)
    cv2.fillPoly(mask, [corners.astype(np.int32)], 1)
    return float(likely[mask > 0].mean()) if mask.any() else 0.0


def _in_order(corners: NDArray[Any]) -> NDArray[Any]:
    """The corners from the upper left one on with the clock: of the two on the left, the upper comes first."""
    left, right = np.split(corners[np.argsort(corners[:, 0], kind="stable")], 2)
    (upper_left, lower_left), (upper_right, lower_right) = (side[np.argsort(side[:, 1])] for side in (left, right))
    return np.stack([upper_left, upper_right, lower_right, lower_left])
