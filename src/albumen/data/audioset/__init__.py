"""AudioSet's embeddings and labels: feature files, CSV files, ontology; the 25 genres and 7 moods.

Source: Gemmeke et al. 2017, "Audio Set: an ontology and human-labeled dataset for audio events"; the choice of labels
is that of "Music Is All You Need for Art", section 3.
"""

from albumen.data.audioset.batches import Batch, Batches
from albumen.data.audioset.clip import Clip, dequantise, parse, serialise
from albumen.data.audioset.labels import CLASSES, EXACT, LABELS, mask, targets, widened
from albumen.data.audioset.ontology import ontology_bits
from albumen.data.audioset.splits import SPLITS, Split, need_shards, read_clips, shards
from albumen.data.audioset.statistics import Distribution, survey, survey_all
from albumen.data.audioset.store import ClipStore, open_store

__all__ = [
    "CLASSES",
    "EXACT",
    "LABELS",
    "SPLITS",
    "Batch",
    "Batches",
    "Clip",
    "ClipStore",
    "Distribution",
    "Split",
    "dequantise",
    "mask",
    "need_shards",
    "ontology_bits",
    "open_store",
    "parse",
    "read_clips",
    "serialise",
    "shards",
    "survey",
    "survey_all",
    "targets",
    "widened",
]
