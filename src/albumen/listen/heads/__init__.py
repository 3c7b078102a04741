"""The two trained heads: AudioSet's genres and moods from musicnn's tags, learnt from YAMNet.

>>> told = Heads().hear(standing(probabilities), cues(...))
>>> told.genres, told.moods  # float64 [25], [6]
"""

from albumen.listen.heads.features import FEATURES, LOWEST, UPMOST, stack
from albumen.listen.heads.network import Heads, Scores, Told
from albumen.listen.heads.weights import HEADS, HeadCard, HeadName, head_card

__all__ = [
    "FEATURES", "HEADS", "LOWEST", "UPMOST", "HeadCard", "HeadName", "Heads", "Scores", "Told", "head_card", "stack",
]  # fmt: skip
