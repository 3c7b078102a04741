"""Runs the heads on ONNX Runtime."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.listen.cues import Cues
from albumen.listen.heads.features import stack
from albumen.listen.heads.weights import FOLDER, HEADS, HeadName, read_head
from albumen.listen.priors import Standing
from albumen.models.runtime import session

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What the heads say of a song: how far each class lies above an ordinary song, in spreads of songs."""

    genres: Scores
    """[25], in the order of `GENRES`."""
    moods: Scores
    """[6], in the order of `MOODS` without Funny, which the teacher does not know."""


class Heads:
    """Both heads; their weights load on first use."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._sessions: dict[HeadName, Any] = {}
        self._lock = Lock()

    def hear(self, standing: Standing, cues: Cues) -> Told:
        """What the heads say of a song's tags [100] and cues [5]; MissingWeights if the weights are not there."""
        features = stack(standing, cues)[None]
        sessions = self._loaded()
        scores = [sessions[head].run(None, {"features": features})[0][0] for head in HEADS]
        return Told(*(np.asarray(each, np.float64) for each in scores))

    def close(self) -> None:
        """Give the memory back; the next use reads the weights again."""
        with self._lock:
            self._sessions = {}

    def _loaded(self) -> dict[HeadName, Any]:
        with self._lock:
            if not self._sessions:
                self._sessions = {head: session(read_head(head, self._folder)) for head in HEADS}
            return self._sessions
