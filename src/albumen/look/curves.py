"""A picture read from left to right, as music is."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.look.edges import EDGE
from albumen.look.features import Sight
from albumen.look.raster import Plane
from albumen.look.saliency import SIDE, Map
from albumen.look.tones import warmth
from albumen.scan import Scan

COLUMNS = SIDE
SMOOTH = 1.5
"""Columns over which the contour is evened out: standard deviation."""
FULL_CHROMA = 0.33


def scan(sight: Sight) -> Scan:
    """The picture as curves over 64 columns: the contour of what stands out, light, density, warmth, chroma.

    The contour is, column by column, the centre of the salient mass (squared, so that one thing that stands out is not
    lost in what does not), columns where more stands out saying more of their neighbours'.
    """
    raster = sight.raster
    columns = warmth(raster.chroma, raster.hue, axis=0)
    return Scan(
        contour=_quantised(_contour(sight.salient)),
        light=_quantised(_columns(raster.light.mean(axis=0))),
        density=_quantised(_columns((sight.edges.strength > EDGE).mean(axis=0, dtype=np.float32))),
        warmth=_quantised(0.5 + 0.5 * _columns(columns)),
        chroma=_quantised(_columns(raster.chroma.mean(axis=0)) / FULL_CHROMA),
    )


def _contour(salient: Map) -> Map:
    weight = salient**2
    heights = 1 - (np.arange(SIDE) + 0.5) / SIDE
    total = _smoothed(weight.sum(axis=0))
    return _smoothed((weight * heights[:, None]).sum(axis=0)) / np.maximum(total, 1e-30)


def _smoothed(curve: Map) -> Map:
    smooth = cv2.GaussianBlur(curve[None].astype(np.float64), (0, 0), SMOOTH, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(smooth[0], np.float64)


def _columns(curve: Plane) -> Plane:
    """The curve over `COLUMNS`: means where there are more columns, between the neighbours where there are fewer."""
    how = cv2.INTER_AREA if curve.size >= COLUMNS else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(curve[None].astype(np.float32), (COLUMNS, 1), interpolation=how)[0], np.float32)


def _quantised(curve: Map | Plane) -> NDArray[np.uint8]:
    return np.asarray(np.rint(np.clip(curve, 0, 1) * 255), np.uint8)
