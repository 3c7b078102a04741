"""Which of AudioSet's 527 labels are the 25 genres and 7 moods, and clips' labels as one 32-bit number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from albumen.vocabulary import GENRES, MOODS

Task = Literal["genre", "mood"]
CLASSES: Mapping[Task, tuple[str, ...]] = {"genre": GENRES, "mood": MOODS}
WORDS = GENRES + MOODS
"""Every class; the k-th is bit k of a clip's mask."""

Key = int | str
"""A label as TFRecords name it (index 0..526) or as CSV files do (MID)."""

LABELS: Mapping[str, tuple[str, int]] = {
    "Pop": ("/m/064t9", 216),
    "Hip hop": ("/m/0glt670", 217),
    "Rock": ("/m/06by7", 219),
    "R&B": ("/m/06j6l", 226),
    "Reggae": ("/m/06cqb", 228),
    "Soul": ("/m/0gywn", 227),
    "Country": ("/m/01lyv", 229),
    "Funk": ("/m/02x8m", 232),
    "Folk": ("/m/02w4v", 233),
    "Middle Eastern": ("/m/06j64v", 234),
    "Jazz": ("/m/03_d0", 235),
    "Disco": ("/m/026z9", 236),
    "Classical": ("/m/0ggq0m", 237),
    "Electronic": ("/m/02lkt", 239),
    "Latin": ("/m/0g293", 248),
    "Blues": ("/m/0155w", 251),
    "Children's": ("/m/05fw6t", 252),
    "New-age": ("/m/02v2lh", 253),
    "Vocal": ("/m/0y4f8", 254),
    "Music of Africa": ("/m/0164x2", 256),
    "Christian": ("/m/02mscn", 258),
    "Music of Asia": ("/m/028sqc", 260),
    "Ska": ("/m/06rqw", 263),
    "Traditional": ("/m/02p0sh1", 264),
    "Independent": ("/m/05rwpb", 265),
    "Happy": ("/t/dd00031", 276),
    "Funny": ("/t/dd00032", 277),
    "Sad": ("/t/dd00033", 278),
    "Tender": ("/t/dd00034", 279),
    "Exciting": ("/t/dd00035", 280),
    "Angry": ("/t/dd00036", 281),
    "Scary": ("/t/dd00037", 282),
}
"""MID and index of each class, from AudioSet's class_labels_indices.csv."""

Bits = Mapping[Key, int]
"""The bits that each label sets; labels that are none of ours are absent."""

EXACT: Bits = {key: 1 << bit for bit, word in enumerate(WORDS) for key in LABELS[word]}
"""The label itself and nothing else, as the paper filters (section 3.1)."""


def widened(descendants: Mapping[str, Iterable[str]], indices: Mapping[str, int]) -> Bits:
    """Like `EXACT`, and a label below a class in the ontology sets its bit too (heavy metal is rock).

    Parameters
    ----------
    descendants
        MIDs below each class's MID, as `ontology.descendants` gives them.
    indices
        Index of each MID, as `segments.read_indices` gives them.
    """
    bits = dict(EXACT)
    for bit, word in enumerate(WORDS):
        for mid in descendants[LABELS[word][0]]:
            for key in (mid, indices[mid]) if mid in indices else (mid,):
                bits[key] = bits.get(key, 0) | 1 << bit
    return bits


def mask(labels: Iterable[Key], bits: Bits = EXACT) -> int:
    """The classes of one clip as bits; 0 if it has none of the 32."""
    found = 0
    for label in labels:
        found |= bits.get(label, 0)
    return found


def targets(masks: NDArray[np.uint32], task: Task) -> NDArray[np.bool_]:
    """Multi-label targets bool [clips, 25] or [clips, 7] from masks uint32 [clips]."""
    bits = np.array([1 << WORDS.index(word) for word in CLASSES[task]], np.uint32)
    return np.asarray((masks[:, None] & bits) != 0)


def task_bits(task: Task) -> int:
    """The bits of all classes of a task."""
    return sum(1 << WORDS.index(word) for word in CLASSES[task])
