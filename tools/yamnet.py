"""YAMNet, Google's tagger trained on AudioSet, as the teacher of the genre and mood heads.

The file `yamnet.tflite` (Apache-2.0) takes 15,600 samples at 16 kHz and gives 521 scores; its class map names them.
It runs on `ai-edge-litert` (pip install ai-edge-litert), which is needed for nothing else here.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.song import Samples
from tools.evidence_words import LABELS

RATE = 16_000
FRAME = 15_600
"""Samples that YAMNet hears at a time, 0.975 s."""
MUSIC = "/m/04rlf"
LEAST = 1e-5
"""Scores below this say nothing."""


class Teacher:
    """YAMNet in a TFLite file; `labels` are the MIDs of its 521 scores."""

    def __init__(self, model: Path, class_map: Path) -> None:
        self.labels = read_labels(class_map)
        self._network: Any = import_module("ai_edge_litert.interpreter").Interpreter(str(model), num_threads=1)
        self._network.allocate_tensors()
        self._in = self._network.get_input_details()[0]["index"]
        self._out = self._network.get_output_details()[0]["index"]

    def hear(self, samples: Samples) -> NDArray[np.float32]:
        """The mean score of each label in mono sound at 16 kHz, float32 [521]; at least one frame is needed."""
        starts = range(0, len(samples) - FRAME + 1, FRAME)
        frames = np.stack([self._frame(samples[at : at + FRAME]) for at in starts])
        return np.asarray(frames.mean(axis=0), np.float32)

    def _frame(self, samples: Samples) -> NDArray[np.float32]:
        self._network.set_tensor(self._in, np.ascontiguousarray(samples, np.float32))
        self._network.invoke()
        scores: NDArray[np.float32] = self._network.get_tensor(self._out)[0].copy()
        return scores


def read_labels(class_map: Path) -> tuple[str, ...]:
    """The MIDs in YAMNet's class map, in the order of its scores."""
    with class_map.open(newline="", encoding="utf-8") as file:
        return tuple(row["mid"] for row in csv.DictReader(file))


def class_logits(scores: NDArray[Any], labels: Sequence[str], classes: Sequence[str]) -> NDArray[np.float64]:
    """What YAMNet says of our genres and moods, float64 [n, classes]: the greatest of a class and its children.

    Parameters
    ----------
    scores
        Mean scores of clips [n, 521].
    labels
        Their MIDs.
    classes
        Which of `vocabulary.GENRES` and `MOODS`; KeyError names one that YAMNet has no score for.
    """
    at = {mid: column for column, mid in enumerate(labels)}
    columns = [[at[LABELS[name][0]], *(at[mid] for mid in LABELS[name][1:] if mid in at)] for name in classes]
    best = np.column_stack([scores[:, own].max(axis=1) for own in columns]).astype(np.float64)
    kept = np.clip(best, LEAST, 1 - LEAST)
    logits: NDArray[np.float64] = np.log(kept / (1 - kept))
    return logits
