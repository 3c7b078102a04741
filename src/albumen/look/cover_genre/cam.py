"""What a classifier looked at: Grad-CAM, or covering the picture bit by bit; and the picture of it."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from albumen.look.cover_genre.network import CoverNet
from albumen.picture import Pixels

Map = NDArray[np.float32]
CELLS = 8
"""Places to a side that are covered in turn."""
_WASH = 0.55


def grad_cam(network: CoverNet, pictures: NDArray[np.float32], at: int) -> Map:
    """Where the evidence for class `at` lies in one picture [1, 3, side, side]: float32 [rows, columns], 0..1.

    The last stage's channels, each weighed by the mean gradient of the class's logit over its places, summed; what
    speaks against the class is cut off (Selvaraju et al. 2017, "Grad-CAM", eq. 1 and 2). All 0 if nothing does for it.
    """
    device = next(network.parameters()).device
    with torch.enable_grad():
        maps = network.maps(torch.as_tensor(pictures).to(device)).detach().requires_grad_()
        (gradient,) = torch.autograd.grad(network.told(maps)[0, at], maps)
    evidence = (gradient.mean((-2, -1), keepdim=True) * maps).sum(1)[0].clamp(min=0)
    return _whole(evidence.detach().cpu().numpy())


def occlusion(picture: Pixels, told: Callable[[list[Pixels]], NDArray[np.floating]], at: int) -> Map:
    """Where the evidence for class `at` lies, for any classifier: float32 [8, 8], 0..1.

    How much less likely the class becomes when a place is painted over with the picture's mean colour (Zeiler and
    Fergus 2014, section 4.2). `told` gives probabilities [n, classes] of pictures.
    """
    rows, columns = (np.linspace(0, length, CELLS + 1).astype(int) for length in picture.shape[:2])
    mean = picture.reshape(-1, 3).mean(0).astype(np.uint8)
    covered = [picture]
    for down in range(CELLS):
        for across in range(CELLS):
            copy = picture.copy()
            copy[rows[down] : rows[down + 1], columns[across] : columns[across + 1]] = mean
            covered.append(copy)
    likely = told(covered)[:, at]
    return _whole(np.maximum(likely[0] - likely[1:], 0).reshape(CELLS, CELLS))


def washed(picture: Pixels, seen: Map) -> Pixels:
    """The picture with what was looked at in warm colours, and the rest dark."""
    height, width = picture.shape[:2]
    smooth = np.clip(cv2.resize(seen, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)
    heat = cv2.applyColorMap((smooth * 255).astype(np.uint8), cv2.COLORMAP_MAGMA)[..., ::-1]
    return np.ascontiguousarray((1 - _WASH) * picture + _WASH * heat, np.uint8)


def beside(picture: Pixels, seen: Map) -> Pixels:
    """The picture, and right of it the same `washed`: uint8 [height, 2 * width, 3]."""
    return np.hstack([picture, washed(picture, seen)])


def _whole(evidence: NDArray[np.floating]) -> Map:
    return np.asarray(evidence / max(float(evidence.max()), 1e-12), np.float32)
