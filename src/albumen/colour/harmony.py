"""Accents: three hues that belong together, at lightnesses that suit them."""

from __future__ import annotations

import numpy as np

from albumen.colour.clarity import coloured, deep_hue, natural_light
from albumen.colour.oklch import LCH, rgb
from albumen.picture import RGB

_TURNS = ((0, 42, -38), (0, 150, -45), (0, 115, -110), (0, 180, 35), (0, -150, 40))
"""Degrees from the base hue to each accent: near, split, triad, opposite, split the other way."""
_WEIGHTS = (0.2, 0.25, 0.15, 0.2, 0.2)


def harmony(base: float, dice: np.random.Generator) -> tuple[float, float, float]:
    """Three hues in degrees from a base hue."""
    turns = _TURNS[int(dice.choice(len(_TURNS), p=_WEIGHTS))]
    first, second, third = ((base + turn + float(dice.uniform(-9, 9))) % 360 for turn in turns)
    return (first, second, third)


def accents(hues: tuple[float, ...], vivid: float, paper: LCH, dark: bool) -> tuple[RGB, ...]:
    """Four accents: the three hues, each as light as it likes to be among the others, and a deep shade of the first.

    The lightest step of the ladder goes to the hue that is most itself when light (yellow, cyan), the darkest to the
    one that bears it (blue, purple), so that no yellow is dark and no two accents are one grey.
    """
    ladder = (0.86, 0.73, 0.60) if dark else (0.80, 0.63, 0.47)
    order = np.argsort([-natural_light(hue) for hue in hues], kind="stable")
    lights = dict(zip(order.tolist(), ladder, strict=True))
    share = 0.42 + 0.58 * vivid
    steps = [(lights[i] * 0.65 + natural_light(hue) * 0.35, hue) for i, hue in enumerate(hues)]
    steps.append((0.42 if dark else 0.33, hues[0]))
    coloured_steps = [coloured(light, share, hue) for light, hue in steps]
    return tuple(rgb(*_apart(step, paper)) for step in _off_ground(coloured_steps, paper))


def _off_ground(steps: list[LCH], paper: LCH) -> list[LCH]:
    """On a bold ground, colours of its own hue are neither seen nor clean: one turns cream, the others deep."""
    if paper[1] < 0.08 or paper[0] < 0.5:
        return steps
    same = [i for i, (_, _, hue) in enumerate(steps) if abs((hue - paper[2] + 180) % 360 - 180) < 28]
    cream = next((i for i in same if i < 3 and paper[0] < 0.80), None)
    deep = {i: coloured(0.41 - 0.05 * k, 0.8, deep_hue(steps[i][2])) for k, i in enumerate(same)}
    deep |= {} if cream is None else {cream: (0.965, 0.03, steps[cream][2])}
    return [deep.get(i, step) for i, step in enumerate(steps)]


def _apart(accent: LCH, paper: LCH) -> LCH:
    light, chroma, hue = accent
    gap = light - paper[0]
    if abs(gap) >= 0.11:
        return accent
    way = 1 if gap > 0 or paper[0] < 0.45 else -1
    return coloured(paper[0] + way * 0.13, min(chroma / 0.15, 1.0), hue)
