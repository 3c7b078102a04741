"""Valence and arousal of a song."""

from __future__ import annotations

import math

from albumen.description import Affect
from albumen.listen.heads import Odds


def affect(told: Odds) -> Affect:
    """Valence and arousal in -1..1, from what the mood head says of both [2]."""
    valence, arousal = map(math.tanh, told.tolist())
    return Affect(valence, arousal)
