"""The picture as its music's artwork: square, and light enough to travel in tags and in a sidecar."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from albumen.look.opening import open_picture
from albumen.picture import Picture, Pixels
from albumen.sleeve.embed import prepared
from albumen.sleeve.print import encode

SIDE = 1000
"""Pixels a side at most."""
MOST_BYTES = 300_000


def artwork(picture: Picture, file: Path | None = None) -> bytes:
    """A JPEG or PNG of the picture's middle square, at most 1000 pixels a side and 300 kB.

    A `file` that is already such a picture is taken as it is, byte for byte; but not if it has EXIF data: where and
    when a photograph was taken is not for everyone who hears its music.
    """
    height, width = picture.pixels.shape[:2]
    if file is not None and height == width <= SIDE and file.stat().st_size <= MOST_BYTES:
        data = file.read_bytes()
        if prepared(data, SIDE, MOST_BYTES).data == data and not open_picture(data).getexif():
            return data
    return encode(_small(_middle(picture.pixels)), "jpeg", most_bytes=MOST_BYTES).data


def _middle(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return pixels[top : top + side, left : left + side]


def _small(pixels: Pixels) -> Pixels:
    if len(pixels) <= SIDE:
        return np.ascontiguousarray(pixels)
    return np.asarray(cv2.resize(pixels, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)
