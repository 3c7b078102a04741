"""How a written part is performed: swing, accents, and players who are not machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from albumen.music import Note
from albumen.play.band.grooves import Groove, drum_of, grooves
from albumen.play.band.style import BandStyle

_STRAY = 0.007
"""Standard deviation of a good player's timing in seconds (Repp 2005 gives 5 to 10 ms at these tempi)."""
_FEWEST = 0.02
"""Strokes a bar under which a step's figures are chance."""


def humanised(
    notes: Sequence[Note], style: BandStyle, tempo: float, rng: np.random.Generator, drums: bool = False
) -> tuple[Note, ...]:
    """The notes as they are performed, in the order of their starts; drummers stray as measured ones do."""
    measured = grooves().get(style.grooves) if drums and style.loose > 0 else None
    stray = _STRAY * style.loose * tempo / 60
    performed = []
    for note in sorted(notes, key=lambda n: (n.start, n.pitch)):
        late, spread, accent = float(rng.normal(0, stray)), 0.025 * style.loose, 1.0
        if measured is not None:
            late, spread, accent = _as_measured(note, measured, style.loose, rng)
        start = max(0.0, swung(note.start, style.swing, style.swing_grid) + late)
        loud = float(np.clip(note.velocity * accent + rng.normal(0, spread), 0.08, 1.0))
        performed.append(replace(note, start=start, velocity=loud))
    return tuple(sorted(performed, key=lambda n: (n.start, n.pitch)))


def _as_measured(note: Note, measured: Groove, loose: float, rng: np.random.Generator) -> tuple[float, float, float]:
    """How late a stroke comes in beats, how far its loudness strays, and its accent; drawn by the drum's figures.

    The swing of the measured drummers is in the kit's common time, which is taken off: the style's own swing is for the
    whole band. Half the measured spread is the difference between drummers, not one drummer's.
    """
    drum, step = drum_of(note.pitch), round(note.start * 4) % 16
    if drum not in measured.density or measured.density[drum][step] < _FEWEST:
        return float(rng.normal(0, 0.012 * loose)), 0.03, 1.0
    stray = 0.5 * float(measured.stray[drum][step])
    late = float(measured.offset[drum][step] + np.clip(rng.normal(), -2, 2) * stray)
    accent = 1 + 0.5 * (float(measured.accent[drum][step]) - 1)
    return loose * late, 0.4 * float(measured.spread[drum][step]), float(np.clip(accent, 0.75, 1.25))


def swung(start: float, swing: float, grid: int) -> float:
    """A beat position with its offbeats late: at `swing` 1 the second of two comes after two thirds of their time."""
    pair = 1.0 if grid == 8 else 0.5
    whole, inside = divmod(start, pair)
    middle = 0.5 + swing / 6
    inside /= pair
    bent = inside / 0.5 * middle if inside < 0.5 else middle + (inside - 0.5) / 0.5 * (1 - middle)
    return whole * pair + bent * pair
