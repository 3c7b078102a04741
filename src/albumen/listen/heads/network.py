"""Runs the heads on ONNX Runtime."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.listen.heads.weights import FOLDER, HEADS, HeadName, read_head
from albumen.models.runtime import session
from albumen.vocabulary import MOODS

Odds = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What the heads say of a song."""

    genres: Odds
    """Calibrated log odds [25], in the order of `GENRES`."""
    moods: Odds
    """Calibrated log odds [7], in the order of `MOODS`."""
    affect: Odds
    """Valence and arousal [2], which tanh brings to -1..1."""


class Heads:
    """Both heads; their weights load on first use."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._sessions: dict[HeadName, Any] = {}
        self._lock = Lock()

    def hear(self, features: NDArray[np.float32]) -> Told:
        """What the heads say of a song's features [505]; MissingWeights if the weights are not there."""
        sessions = self._loaded()
        genres, felt = (
            np.asarray(sessions[head].run(None, {"features": features[None]})[0][0], np.float64) for head in HEADS
        )
        return Told(genres, felt[: len(MOODS)], felt[len(MOODS) :])

    def close(self) -> None:
        """Give the memory back; the next use reads the weights again."""
        with self._lock:
            self._sessions = {}

    def _loaded(self) -> dict[HeadName, Any]:
        with self._lock:
            if not self._sessions:
                self._sessions = {head: session(read_head(head, self._folder)) for head in HEADS}
            return self._sessions
