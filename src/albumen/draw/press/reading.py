"""Readings of a song's material in the shape a plate wants."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.material import Bytes, Material, level

Reading = NDArray[np.float32]
"""Values 0..1, float32."""


def stretches(quantised: Bytes, count: int) -> Reading:
    """`count` equal stretches of time of a material's array [columns, ...], each the mean of its columns, 0..1."""
    values = level(quantised)
    flat = values.reshape(len(values), -1)
    method = cv2.INTER_AREA if len(flat) >= count else cv2.INTER_LINEAR
    fitted = cv2.resize(flat, (flat.shape[1], count), interpolation=method)
    return np.clip(fitted.reshape((count, *values.shape[1:])), 0, 1).astype(np.float32)


def grid(quantised: Bytes, rows: int, columns: int) -> Reading:
    """A material's array [time, bands] averaged to `rows` stretches of time and `columns` bands, 0..1."""
    timed = stretches(quantised, rows)
    method = cv2.INTER_AREA if timed.shape[1] >= columns else cv2.INTER_LINEAR
    return np.clip(cv2.resize(timed, (columns, rows), interpolation=method), 0, 1).astype(np.float32)


def spread(values: Reading, low: float = 2.0, high: float = 98.0) -> Reading:
    """The values stretched so that percentile `low` is 0 and `high` is 1; a constant stays all 0.5, silence 0."""
    bottom, top = np.percentile(values, (low, high))
    if top - bottom < 0.02:
        return np.full_like(values, 0.5 if top > 0.02 else 0.0)
    return np.asarray(np.clip((values - bottom) / (top - bottom), 0, 1), np.float32)


def smooth(values: Reading, width: float) -> Reading:
    """The values blurred along their first axis by a Gaussian of `width` steps."""
    if width <= 0:
        return values
    flat = np.ascontiguousarray(values.reshape(len(values), -1))
    reach = 2 * int(np.ceil(3 * width)) + 1
    soft = cv2.GaussianBlur(flat, (1, reach), sigmaX=1, sigmaY=width, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(soft, np.float32).reshape(values.shape)


def loudness(material: Material, count: int) -> Reading:
    """Loudness over `count` stretches, 0 silence, 1 the loudest; not stretched, so that quiet stays quiet."""
    return stretches(material.loudness, count)


def section_places(material: Material) -> NDArray[np.float64]:
    """Where sections start, as rising fractions 0..1 of the song, the first 0."""
    places = np.asarray(material.sections, np.float64) / max(material.seconds, 1e-6)
    return np.unique(np.concatenate([[0.0], places[(places > 0.01) & (places < 0.99)]]))


def pitch_order(material: Material) -> NDArray[np.intp]:
    """The twelve pitch classes, strongest of the whole song first."""
    return np.argsort(-level(material.chroma).mean(axis=0), kind="stable")
