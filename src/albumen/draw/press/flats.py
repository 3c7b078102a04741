"""What flat plates share: colours that stand apart, a free corner, whom they suit, and which way they turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import cv2
import numpy as np

from albumen.colour.oklch import oklab
from albumen.colour.palette import song_dice
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import Sheet
from albumen.picture import RGB

ChoiceT = TypeVar("ChoiceT")
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in fractions of the side."""

_CLEAR = 4
"""Two hundredths of the side that stay clear around a box, where it can be had."""
_APART = 0.15
"""Distance in OKLab at which two flat colours hold beside each other at 64 pixels."""


def apart(colours: Iterable[RGB], *grounds: RGB) -> tuple[RGB, ...]:
    """Those of `colours` that stand apart from every one of `grounds`, in their order; if none does, the farthest."""
    offered = tuple(colours)
    far = [min(_distance(colour, ground) for ground in grounds) for colour in offered]
    kept = tuple(colour for colour, distance in zip(offered, far, strict=True) if distance >= _APART)
    return kept or (offered[int(np.argmax(far))],)


def clearest(canvas: Canvas, ground: RGB, boxes: Iterable[Box]) -> Box:
    """The first of `boxes` where the canvas is all `ground`, else the one with least drawn in it."""
    small = cv2.resize(canvas.pixels, (200, 200), interpolation=cv2.INTER_AREA).astype(np.int16)
    drawn = np.abs(small - np.array(ground, np.int16)).max(axis=2) > 5
    return min(boxes, key=lambda box: _busy(drawn, box))


def leaning(description: Description, towards: Mapping[str, float], valence: float = 0, arousal: float = 0) -> float:
    """An affinity: 0.7, more for the likely genres and moods named in `towards`, more or less by affect; 0.3 to 2."""
    heard = {**description.genres, **description.moods}
    named = sum(weight * heard.get(name, 0.0) for name, weight in towards.items())
    affect = valence * description.affect.valence + arousal * description.affect.arousal
    return float(np.clip(0.7 + named + affect, 0.3, 2.0))


def turn_of(sheet: Sheet, choices: Sequence[ChoiceT]) -> ChoiceT:
    """One of a plate's compositions: each song and seed has its own first; variants take the others by turns."""
    song = int(song_dice(sheet.description).integers(2**32))
    first = int(np.random.default_rng((song, sheet.seed)).integers(len(choices)))
    return choices[(first + sheet.variant) % len(choices)]


def _busy(drawn: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], box: Box) -> float:
    left, top, right, bottom = (round(edge * len(drawn)) for edge in box)
    return float(drawn[top - _CLEAR : bottom + _CLEAR, left - _CLEAR : right + _CLEAR].mean())


def _distance(first: RGB, second: RGB) -> float:
    return float(np.linalg.norm(oklab(np.array(first) / 255) - oklab(np.array(second) / 255)))
