"""Where the eye rests."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.look.raster import Plane, Raster

SIDE = 64
Map = NDArray[np.float64]


def saliency(raster: Raster) -> Map:
    """How much each place stands out, float64 [64, 64], its sum 1; even where nothing stands out.

    The spectral residual of Hou and Zhang 2007, "Saliency detection: a spectral residual approach", eq. 3 to 5, of
    lightness and both colour opponents at 64 x 64 (their scale), times the distance from the mean colour (Achanta et
    al. 2009, eq. 1), since a residual alone marks the edges of large shapes and not the shapes.
    """
    planes = [_small(plane) for plane in (raster.light, raster.red_green, raster.blue_yellow)]
    residual = sum(_residual(plane) * float(plane.std()) for plane in planes)
    distance = np.sqrt(sum((plane - plane.mean()) ** 2 for plane in planes))
    felt = (_scaled(np.asarray(residual)) + 0.15) * (_scaled(np.asarray(distance)) + 0.15)
    smooth = np.asarray(cv2.GaussianBlur(felt, (0, 0), 2.0), np.float64)
    return np.asarray(smooth / smooth.sum())


def _small(plane: Plane) -> Map:
    return cv2.resize(plane, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float64)


def _residual(plane: Map) -> Map:
    if float(plane.std()) < 1e-4:
        return np.zeros_like(plane)
    spectrum = np.fft.fft2(plane - plane.mean())
    strength = np.abs(spectrum) + 1e-9
    logarithm = np.log(strength)
    around = cv2.blur(cv2.copyMakeBorder(logarithm, 1, 1, 1, 1, cv2.BORDER_WRAP), (3, 3))[1:-1, 1:-1]
    change = logarithm - around  # spectra are periodic: any other border would tell left from right
    back = np.fft.ifft2(np.exp(np.minimum(change, 3)) * (spectrum / strength))
    return np.asarray(cv2.GaussianBlur(np.abs(back) ** 2, (0, 0), 2.5), np.float64)


def _scaled(values: Map) -> Map:
    """From 0, with the 99th percentile at 1."""
    top = float(np.quantile(values, 0.99))
    scaled: Map = np.clip(values / top, 0, 1) if top > 1e-12 else np.zeros_like(values)
    return scaled


def focus(seen: Map) -> dict[str, float]:
    """Where and how gathered the salient mass is, in fractions of the picture.

    - `focus height`: its centre of mass above the bottom; `focus aside`: how far that is from the middle, 0..0.5.
    - `focus spread`: root mean square distance from there; `focus share`: mass in the strongest tenth of places.
    - `blobs`: number of separate places with more than twice the mean, as log2 of 1 more.
    """
    places = (np.arange(SIDE) + 0.5) / SIDE
    across, up = seen.sum(axis=0), seen.sum(axis=1)[::-1]
    x, y = float(across @ places), float(up @ places)
    spread = float(np.sqrt(across @ (places - x) ** 2 + up @ (places - y) ** 2))
    found, _ = cv2.connectedComponents((seen > 2 * seen.mean()).astype(np.uint8))
    return {
        "focus height": y,
        "focus aside": abs(x - 0.5),
        "focus spread": spread,
        "focus share": float(np.sort(seen.ravel())[-SIDE * SIDE // 10 :].sum()),
        "blobs": float(np.log2(found)),
    }
