"""Air: the colours between a scene's horizon and its foreground, and what shines in it."""

from __future__ import annotations

import numpy as np

from albumen.colour.clarity import coloured, deep_hue
from albumen.colour.oklch import LCH, rgb
from albumen.description import Affect
from albumen.picture import RGB


def air(hues: tuple[float, ...], vivid: float, dark: bool) -> tuple[LCH, LCH]:
    """Horizon and foreground in OKLCH; the way between them never runs through yellow-green."""
    far_hue = hues[0]
    near_hue = deep_hue(far_hue + _turn(far_hue))
    if dark:
        return coloured(0.60, 0.62 + 0.3 * vivid, deep_hue(far_hue), 0.155), coloured(0.155, 0.5, near_hue, 0.055)
    return coloured(0.85, 0.55 + 0.35 * vivid, far_hue, 0.10), coloured(0.28, 0.55, near_hue, 0.085)


def shine(affect: Affect, dice: np.random.Generator) -> RGB:
    """The colour of light: warm white for warm music, moonlight for cold."""
    warm = affect.valence + 0.4 * affect.arousal + float(dice.uniform(-0.5, 0.5)) > -0.25
    return rgb(0.955, 0.055, float(dice.uniform(62, 95))) if warm else rgb(0.955, 0.022, float(dice.uniform(215, 275)))


def _turn(hue: float) -> float:
    """Warm skies fall to plum, green ones to teal and blue, blue ones to violet, violet ones to ink blue."""
    hue = hue % 360
    if hue < 96:  # where `deep_hue` parts the rusts from the greens
        return float(np.interp(hue, (0, 40, 96), (-50, -75, -110)))
    return float(np.interp(hue, (96, 150, 200, 260, 261, 330, 360), (90, 75, 60, 30, 25, -45, -50)))
