"""Ground: contours from the song's material, weathered with seeded noise."""

from __future__ import annotations

import cv2
import numpy as np

from albumen.draw.press.scenery.wash import Values
from albumen.material import Bytes, Material, level

POINTS = 1200
"""Points of every contour, whatever the size of the picture."""


def contour(values: Bytes, points: int = POINTS, smooth: float = 0.01) -> Values:
    """A course of 8-bit values as `points` float32 in 0..1, low where it is quiet for this song, 1 where it is loudest.

    `smooth` is the width of the Gaussian as a share of the length. Music that hardly changes stays nearly flat.
    """
    course = np.asarray(cv2.resize(level(values)[None], (points, 1), interpolation=cv2.INTER_AREA), np.float32)
    if len(values) < points:
        course = np.asarray(cv2.resize(level(values)[None], (points, 1), interpolation=cv2.INTER_LINEAR), np.float32)
    if smooth > 0:
        course = np.asarray(
            cv2.GaussianBlur(course, (0, 0), smooth * points, borderType=cv2.BORDER_REPLICATE), np.float32
        )
    return relief(course[0])


def relief(course: Values) -> Values:
    """Stretch a course in 0..1 so that its quiet tenth lies at 0 and its top at 1, but never more than eightfold."""
    low, high = float(np.percentile(course, 10)), float(course.max())
    return np.asarray(np.clip((course - low) / max(high - low, 0.125), 0, 1), np.float32)


def bands(material: Material, count: int = 8) -> list[Bytes]:
    """The spectrogram as `count` courses of equal mel width, low to high, each uint8 [columns]."""
    return [np.rint(part.mean(axis=1)).astype(np.uint8) for part in np.array_split(material.mel, count, axis=1)]


def weather(
    rng: np.random.Generator, points: int = POINTS, coarse: int = 6, octaves: int = 6, fall: float = 0.5
) -> Values:
    """One-dimensional noise, float32 [points] in about -1..1: `octaves` from `coarse` waves up, each `fall` as tall."""
    total = np.zeros(points, np.float32)
    at = np.linspace(0, 1, points)
    for octave in range(octaves):
        knots = coarse * 2**octave + 1
        total += fall**octave * _smooth(rng.uniform(-1, 1, knots), at)
    return np.asarray(total * (1 - fall), np.float32)


def crags(
    rng: np.random.Generator, points: int = POINTS, coarse: int = 5, octaves: int = 7, fall: float = 0.52
) -> Values:
    """Noise with sharp summits and rounded valleys, float32 [points] in 0..1, for rock."""
    total = np.zeros(points, np.float32)
    at = np.linspace(0, 1, points)
    for octave in range(octaves):
        knots = coarse * 2**octave + 1
        total += fall**octave * (1 - np.abs(np.interp(at, np.linspace(0, 1, knots), rng.uniform(-1, 1, knots)))) ** 1.4
    return np.asarray((total - total.min()) / max(float(np.ptp(total)), 1e-6), np.float32)


def _smooth(knots: Values, at: Values) -> Values:
    """Values at 0..1 between evenly spaced knots, with zero slope at each."""
    place = at * (len(knots) - 1)
    index = np.minimum(place.astype(np.intp), len(knots) - 2)
    share = place - index
    eased = share * share * (3 - 2 * share)
    return np.asarray(knots[index] * (1 - eased) + knots[index + 1] * eased, np.float32)


def summits(edge: Values, apart: float) -> list[int]:
    """Indices of the local highest points (least values) of an edge, at least `apart` of its length from another."""
    reach = max(1, int(apart * len(edge)))
    lowest = cv2.erode(edge[None], np.ones((1, 2 * reach + 1), np.uint8))[0]
    found: list[int] = []
    for i in np.flatnonzero(edge <= lowest):
        if not found or i - found[-1] > reach:
            found.append(int(i))
    return found


def valley(edge: Values, top: int, away: int, reach: int) -> int:
    """Index of the lowest point of an edge that one comes to walking `away` (-1 or 1) from a summit, within `reach`."""
    lowest = top
    for i in range(top, int(np.clip(top + away * reach, 0, len(edge) - 1)), away):
        if edge[i] >= edge[lowest]:
            lowest = i
        elif edge[lowest] - edge[i] > 0.012:
            break
    return lowest
