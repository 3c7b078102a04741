"""Valence and arousal of a song, from its moods and the sound itself."""

from __future__ import annotations

import math

import numpy as np

from albumen.description import Affect
from albumen.listen.cues import Cues
from albumen.listen.head import Votes
from albumen.vocabulary import MOOD_PLACES, MOODS

MOOD_TRUST = 0.09
CUE_TRUST = 0.15

VALENCE_CUES = np.array([0.0, 0.0, 0.5, 0.5, 1.5])
"""Mode speaks first of valence, tempo and density after it (Eerola, Friberg & Bresin 2013, "Emotional expression in
music", find mode first, then tempo, register and dynamics). The order is that of `cues.NAMES`."""
AROUSAL_CUES = np.array([1.0, 1.0, 1.0, 1.0, 0.0])
"""Loudness, brightness, density and tempo all speak of arousal, mode does not (Gabrielsson & Lindström 2010)."""

MIDDLE = (-0.2, -1.0)
SPREAD = (1.2, 2.0)
"""Where varied music lies on the two raw scales and how far it differs, so that -1..1 is used."""


def affect(mood_votes: Votes, cues: Cues) -> Affect:
    """Valence and arousal in -1..1: the places of the moods weighed by their votes [7], and the cues' own say."""
    places = np.array([MOOD_PLACES[mood] for mood in MOODS])
    valence, arousal = (MOOD_TRUST * mood_votes @ places).tolist()
    return Affect(
        math.tanh((valence + CUE_TRUST * float(cues @ VALENCE_CUES) - MIDDLE[0]) / SPREAD[0]),
        math.tanh((arousal + CUE_TRUST * float(cues @ AROUSAL_CUES) - MIDDLE[1]) / SPREAD[1]),
    )
