"""A still life on a window sill: a cat, a plant, a mug, books, a lamp; outlines standing on (0, 0), one unit tall."""

from __future__ import annotations

import numpy as np

from albumen.draw.press.shapes import Points, curve, disc, rectangle, ribbon


def cat() -> list[Points]:
    """A cat from behind, looking out, its tail over the edge of the sill."""
    body = curve([(-0.30, 0.0), (-0.35, -0.16), (-0.30, -0.38), (-0.19, -0.56), (-0.13, -0.64), (0.13, -0.64),
                  (0.19, -0.56), (0.30, -0.38), (0.35, -0.16), (0.30, 0.0)], 8)  # fmt: skip
    head = disc(0, 0, 1, 48) * (0.20, 0.165) + (0, -0.755)
    ears = [curve([(s * 0.185, -0.76), (s * 0.19, -0.90), (s * 0.165, -0.995)], 5) for s in (-1, 1)]
    ears = [
        np.concatenate([ear, [(np.sign(ear[0, 0]) * 0.06, -0.90), (np.sign(ear[0, 0]) * 0.05, -0.80)]]) for ear in ears
    ]
    tail = curve([(0.22, -0.06), (0.40, -0.05), (0.50, 0.06), (0.47, 0.24), (0.55, 0.34)], 10)
    return [body, head, *ears, ribbon(tail, np.linspace(0.085, 0.05, len(tail)))]


def plant(rng: np.random.Generator) -> list[Points]:
    """A pot with long hanging leaves."""
    pot = np.array([(-0.19, -0.30), (0.19, -0.30), (0.145, 0.0), (-0.145, 0.0)])
    rim = rectangle(-0.21, -0.345, 0.21, -0.285)
    leaves = [_leaf(float(rng.uniform(-1, 1)), float(rng.uniform(0.42, 0.70))) for _ in range(11)]
    return [pot, rim, *leaves]


def _leaf(way: float, length: float) -> Points:
    along = np.linspace(0, 1, 18)
    line = np.stack(
        [way * length * 0.75 * along**1.15, -0.33 - length * (along - 0.55 * abs(way) * along**2.2)], axis=1
    )
    return ribbon(line, 0.085 * np.sin(np.pi * along**0.8) ** 0.9 + 0.006)


def mug() -> list[Points]:
    """A mug."""
    cup = curve([(-0.40, -1.0), (-0.39, -0.3), (-0.33, -0.02), (0.33, -0.02), (0.39, -0.3), (0.40, -1.0)], 5)
    handle = curve([(0.36, -0.80), (0.62, -0.78), (0.66, -0.45), (0.34, -0.28)], 8)
    return [cup, ribbon(handle, 0.10)]


def steam(rng: np.random.Generator) -> list[Points]:
    """Two threads of steam over a mug."""
    up = np.linspace(0, 1, 36)
    lines = []
    for x in (-0.12, 0.12):
        sway = 0.16 * np.sin(6.5 * up + float(rng.uniform(0, 6))) * up
        lines.append(ribbon(np.stack([x + sway, -1.12 - 1.7 * up], axis=1), 0.02 + 0.11 * np.sin(np.pi * up)))
    return lines


def books(rng: np.random.Generator) -> list[tuple[Points, float]]:
    """Books and records leaning on each other, each with its shade of -1..1."""
    x, found = -0.9, []
    while x < 0.7:
        wide, tall = float(rng.uniform(0.09, 0.26)), float(rng.uniform(0.68, 1.0))
        found.append((rectangle(x, -tall, x + wide - 0.012, 0.0), float(rng.uniform(-1, 1))))
        x += wide
    lean = np.array([(x + 0.05, 0.0), (x + 0.18, 0.0), (x + 0.17, -0.86), (x + 0.04, -0.84)])
    return [*found, (lean, 0.4)]


def lamp_stand() -> list[Points]:
    """The foot and stem of a table lamp."""
    foot = curve([(-0.20, 0.0), (-0.19, -0.05), (-0.05, -0.09), (0.05, -0.09), (0.19, -0.05), (0.20, 0.0)], 5)
    return [foot, rectangle(-0.018, -0.60, 0.018, -0.05)]


def lamp_shade() -> Points:
    """The shade of the lamp."""
    return np.array([(-0.17, -1.0), (0.17, -1.0), (0.34, -0.54), (-0.34, -0.54)])
