"""A carriage at night: its windows with round corners, who travels in it, the town going by."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import rgb_of
from albumen.draw.press.scenery.staffage import placed
from albumen.draw.press.scenery.still_life import cat, mug
from albumen.draw.press.scenery.wash import grid, small
from albumen.draw.press.shapes import Points, arc, curve, disc, rectangle, ribbon
from albumen.picture import Pixels

TOP, SILL = 0.085, 0.755
_ROUND = 0.055


@dataclass(frozen=True, slots=True)
class Carriage:
    """Where the post between two windows stands, and on which side of it someone sits."""

    post: float
    way: int


def carriage_of(setting: Scene) -> Carriage:
    """One of the carriages: the post at the left or the right, or one wide window."""
    post = float(setting.rng.choice([0.26, 0.74, 1.2, -0.2]))
    return Carriage(post, 1 if post < 0.5 else -1)


def gone_by(outside: Pixels, pace: float) -> Pixels:
    """The town from a moving train: drawn out along the way, most so low down, where it is near."""
    reach = 2 * int(10 + 34 * pace) + 1
    streaked = cv2.blur(cv2.blur(outside, (reach, 1)), (reach, 1))
    _, y = grid(len(outside), len(outside))
    share = np.clip((y - 0.36) / 0.22, 0, 1)[..., None]
    # A lamp that is drawn out is drawn thin: some of its light is given back.
    return small(outside * (1 - share) + np.clip(streaked * 1.25, 0, 255) * share)


def walls(setting: Scene, carriage: Carriage) -> None:
    """The wall with its windows cut out, their rims, and the ledge under them."""
    canvas, dark = setting.canvas, rgb_of(_dimmed(setting, 1.0))
    windows = [
        rounded(carriage.post - 1.02, TOP, carriage.post - 0.022, SILL),
        rounded(carriage.post + 0.022, TOP, carriage.post + 1.02, SILL),
    ]
    if not 0 < carriage.post < 1:
        windows = [rounded(0.065, TOP, 0.935, SILL)]
    canvas.polygons([rectangle(-0.05, -0.05, 1.05, 1.05), *windows], dark)
    for window in windows:
        rim = np.concatenate([window, window[:1]])
        canvas.stroke(rim, 0.010, rgb_of(_dimmed(setting, 1.5)))
        canvas.stroke(rim, 0.0016, rgb_of(setting.hour.land[-2]))
    canvas.polygon(rectangle(-0.05, SILL + 0.022, 1.05, SILL + 0.026), rgb_of(setting.hour.land[-2]))


def travellers(setting: Scene, carriage: Carriage) -> None:
    """Someone who listens and looks out, or two, or a cat; and a cup on the ledge."""
    ink = rgb_of(_dimmed(setting, 0.55))
    middle = 0.5 if not 0 < carriage.post < 1 else (carriage.post + (1 if carriage.way > 0 else 0)) / 2
    x = middle + carriage.way * 0.12
    who = int(setting.rng.choice(3, p=[0.45, 0.25, 0.3]))
    seated = [(_listener(), x, 0.34)] if who < 2 else [(cat(), x, 0.19)]
    if who == 1:
        seated.append((_listener(), x - carriage.way * 0.20, 0.27))
    for outlines, at, tall in seated:
        for outline in placed(outlines, at, SILL + 0.026, tall, carriage.way < 0):
            setting.canvas.polygon(outline, ink)
    for outline in placed(mug(), x - carriage.way * 0.38, SILL + 0.021, 0.05, carriage.way < 0):
        setting.canvas.polygon(outline, ink)


def rounded(left: float, top: float, right: float, bottom: float) -> Points:
    """A box with round corners."""
    corners = ((right, top, 0), (right, bottom, 90), (left, bottom, 180), (left, top, 270))
    pieces = [
        arc(x + (_ROUND if x == left else -_ROUND), y + (_ROUND if y == top else -_ROUND), _ROUND, turn, turn + 90, 24)
        for x, y, turn in corners
    ]
    return np.concatenate(pieces)


def _listener() -> list[Points]:
    """Head and shoulders of someone with headphones, from behind; stands on (0, 0), one unit tall."""
    body = curve([(-0.60, 0.02), (-0.58, -0.16), (-0.46, -0.31), (-0.20, -0.40), (0.0, -0.42), (0.20, -0.40),
                  (0.46, -0.31), (0.58, -0.16), (0.60, 0.02)], 8)  # fmt: skip
    neck = curve([(-0.20, -0.37), (-0.13, -0.45), (-0.12, -0.60), (0.10, -0.60), (0.11, -0.45), (0.20, -0.37)], 6)
    head = disc(0, 0, 1, 48) * (0.178, 0.205) + (-0.02, -0.70)
    cups = [disc(0, 0, 1, 24) * (0.048, 0.085) + (-0.02 + side * 0.195, -0.675) for side in (-1, 1)]
    band = ribbon(arc(-0.02, -0.70, 0.222, -78, 78, 40), 0.028)
    return [body, neck, head, band, *cups]


def _dimmed(setting: Scene, share: float) -> tuple[float, float, float]:
    light, chroma, hue = setting.hour.land[-1]
    return (light * share, chroma * 0.9, hue)
