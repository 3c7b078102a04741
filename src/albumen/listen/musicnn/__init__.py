"""musicnn: the published music taggers of Pons and Serra, on ONNX Runtime.

>>> tagging = Tagger("msd").tag(log_mel)  # float32 [frames, 96]
>>> tagging.taggram.top(5), tagging.embedding()
"""

from albumen.listen.musicnn.patches import patch_times, patches
from albumen.listen.musicnn.tagger import TAGS, Tagger
from albumen.listen.musicnn.taggram import Tagging, Taggram, joined
from albumen.listen.musicnn.weights import TAGGERS, TaggerName, WeightsCard, weights_card

__all__ = [
    "TAGGERS",
    "TAGS",
    "Tagger",
    "TaggerName",
    "Tagging",
    "Taggram",
    "WeightsCard",
    "joined",
    "patch_times",
    "patches",
    "weights_card",
]
