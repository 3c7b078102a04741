"""Outlines: polygons as float arrays [n, 2] of x and y in fractions of the side, from the top left."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]


def rectangle(left: float, top: float, right: float, bottom: float) -> Points:
    """A box by its edges."""
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)


def disc(x: float, y: float, radius: float, corners: int = 360) -> Points:
    """A circle."""
    return arc(x, y, radius, 0, 360, corners)[:-1]


def arc(x: float, y: float, radius: float, start: float, end: float, corners: int = 0) -> Points:
    """An open arc from `start` to `end` degrees, clockwise from twelve o'clock."""
    corners = corners or max(int(abs(end - start)), 4)
    angles = np.radians(np.linspace(start, end, corners + 1))
    return np.stack([x + radius * np.sin(angles), y - radius * np.cos(angles)], axis=1)


def band(x: float, y: float, inner: float, outer: float, start: float, end: float) -> Points:
    """A piece of a ring between two radii and two angles in degrees, clockwise from twelve o'clock."""
    return np.concatenate([arc(x, y, outer, start, end), arc(x, y, inner, end, start)])


def under(x: ArrayLike, y: ArrayLike, bottom: float = 1.02) -> Points:
    """The land under a line of heights: the line, closed along `bottom`."""
    line = np.stack([np.asarray(x, np.float64), np.asarray(y, np.float64)], axis=1)
    return np.concatenate([line, [(line[-1, 0], bottom), (line[0, 0], bottom)]])


def ribbon(points: Points, widths: ArrayLike) -> Points:
    """The outline of a line of varying width; `widths` in fractions of the side, one or one a point."""
    ahead = _ahead(points)
    length = np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-9)
    normal = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1) / length[:, None]
    half = normal * (np.broadcast_to(np.asarray(widths, np.float64), (len(points),)) / 2)[:, None]
    return np.concatenate([points + half, (points - half)[::-1]])


def curve(points: ArrayLike, steps: int = 12) -> Points:
    """A smooth line through every point (a uniform Catmull-Rom spline), `steps` pieces between each two."""
    p = np.asarray(points, np.float64)
    p = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    spans = np.stack([p[:-3], p[1:-2], p[2:-1], p[3:]])[:, :, None]
    pieces = _span(spans, (np.arange(steps) / steps)[:, None])
    return np.concatenate([pieces.reshape(-1, 2), p[-2:-1]])


def turned(points: Points, degrees: float, x: float = 0.5, y: float = 0.5) -> Points:
    """The points turned clockwise about a centre."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    centre = np.array([x, y])
    return np.asarray((points - centre) @ np.array([[c, s], [-s, c]]) + centre, np.float64)


def _ahead(points: Points) -> Points:
    """`np.gradient(points, axis=0)`, which takes longer to check its arguments than a short line takes to draw."""
    ahead = np.empty_like(points)
    ahead[1:-1] = (points[2:] - points[:-2]) / 2.0
    ahead[0], ahead[-1] = points[1] - points[0], points[-1] - points[-2]
    return ahead


def _span(p: Points, t: Points) -> Points:
    """Places `t` [steps, 1] of the curves between the inner two of four points each, `p` [4, spans, 1, 2]."""
    cubic = 0.5 * (
        2 * p[1] + (p[2] - p[0]) * t + (2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]) * t**2
        + (3 * p[1] - p[0] - 3 * p[2] + p[3]) * t**3
    )  # fmt: skip
    return np.asarray(cubic, np.float64)
