"""Which chords a scene has: its theme's progression, turnarounds into new themes, a cadence at the end."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from albumen.play.band.form import Scene
from albumen.play.band.style import BandStyle
from albumen.play.band.theory import Chord, chord, progression

Chords = tuple[Chord, ...]
"""One a beat."""


def assigned(style: BandStyle, major: bool, rng: np.random.Generator) -> dict[str, str]:
    """A progression for each theme: verses from the first half of the style's, choruses from the rest."""
    choices = style.major if major else style.minor
    half = max(1, len(choices) // 2)
    verses = [choices[i] for i in rng.permutation(half)]
    choruses = [choices[half + i] for i in rng.permutation(len(choices) - half)] or verses
    bridge = choices[rng.integers(len(choices))]
    return {
        "A": verses[0], "D": verses[-1], "B": choruses[0], "E": choruses[-1], "C": bridge, "F": choruses[-1],
        "build": choruses[0], "break": verses[0],
    }  # fmt: skip


def harmonised(scene: Scene, follows: Scene | None, themes: Mapping[str, str], style: BandStyle, key: Chord) -> Chords:
    """The chords of a scene, one a beat; `key` is the tonic chord of the piece."""
    tonic = (key.root + scene.lift) % 12
    numerals = themes.get(scene.theme, themes["A"])
    beats, bars = style.beats_per_bar, scene.section.bars
    cycle = progression(numerals, tonic)
    each = style.bars_per_chord * beats
    whole = round(len(cycle) * each)
    # An intro is the last bars of the round, so that it leads into the first.
    late = scene.section.name == "intro" or (follows is None and scene.section.name == "A")
    skipped = -bars * beats % whole if late else 0
    chords = [cycle[int((beat + skipped) % whole // each) % len(cycle)] for beat in range(bars * beats)]
    cadence = style.cadence[0 if key.third == 4 else 1]
    if not cadence:
        return tuple(chords)
    if follows is None:
        return _closed(chords, progression(cadence, tonic), beats)
    dominant = chord(cadence.split()[-1], (key.root + follows.lift) % 12)
    return _turned(chords, dominant, tonic, follows.lift != scene.lift, beats)


def _closed(chords: list[Chord], cadence: list[Chord], beats: int) -> Chords:
    """The last two bars (or the two halves of a short end) given to the cadence."""
    span = beats if len(chords) >= 3 * beats else max(1, beats // 2)
    closing = [each for each in cadence for _ in range(span)]
    kept = max(0, len(chords) - len(closing))
    return tuple(chords[:kept] + closing[-len(chords) :])


def _turned(chords: list[Chord], dominant: Chord, tonic: int, moved: bool, beats: int) -> Chords:
    """Where the scene would end on its tonic or the key changes, the last half bar leads on."""
    if chords[-1].root != tonic and not moved:
        return tuple(chords)
    turn = max(1, beats // 2)
    return tuple(chords[:-turn] + [dominant] * turn)
