"""The two trained heads: AudioSet's genres and moods, and affect, from what musicnn and the measures hear.

>>> told = Heads().hear(stack(units, shares, cues))
>>> told.genres, told.moods, told.affect  # float64 [25], [7], [2]
"""

from albumen.listen.heads.features import FEATURES, features_of, stack
from albumen.listen.heads.network import Heads, Odds, Told
from albumen.listen.heads.weights import CLASSES, HEADS, HeadCard, HeadName, head_card, thin_classes

__all__ = [
    "CLASSES", "FEATURES", "HEADS", "HeadCard", "HeadName", "Heads", "Odds", "Told", "features_of", "head_card",
    "stack", "thin_classes",
]  # fmt: skip
