"""Runs musicnn (Pons & Serra 2019, arXiv:1909.06654) on ONNX Runtime."""

from __future__ import annotations

import os
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.audio.log_mel import MUSICNN, log_mel
from albumen.errors import BadAudio
from albumen.listen.musicnn.patches import FRAMES, patch_times, patches
from albumen.listen.musicnn.taggram import Tagging, Taggram
from albumen.listen.musicnn.weights import FOLDER, TaggerName, read_weights
from albumen.models.runtime import session
from albumen.song import Samples
from albumen.vocabulary import MSD_TAGS, MTT_TAGS

TAGS: dict[TaggerName, tuple[str, ...]] = {"msd": MSD_TAGS, "mtt": MTT_TAGS}
"""The 50 tags of each tagger, in the order of its outputs."""


class Tagger:
    """One of the published taggers: `msd` (genres, decades, moods) or `mtt` (instruments, voices, tempo, loudness).

    Its weights are read and checked at the first use, once. Patches are run one at a time, each on one thread, and as
    many at a time as there are threads: a batch is slower, because what one patch needs between two layers (a few MB)
    stays in the processor's cache and what a batch needs does not. So a patch gives the same numbers however many
    others there are, on however many threads.

    Parameters
    ----------
    name
        `msd` or `mtt`.
    threads
        How many patches at a time; by default, the processors that this process may use.
    folder
        Where `card.json` and the weights are.
    """

    def __init__(self, name: TaggerName, threads: int | None = None, folder: Path = FOLDER) -> None:
        self.name = name
        self.threads = threads or processors()
        self._folder = folder
        self._session: Any = None
        self._lock = Lock()

    def tag(
        self, spectrogram: NDArray[np.float32], start: float = 0.0, hop: int = FRAMES, hands: Executor | None = None
    ) -> Tagging:
        """What is heard in a passage that begins `start` seconds into its song.

        Parameters
        ----------
        spectrogram
            The front end's output, float32 [frames, 96]: log10(1 + 10000 x mel energy) at 16 kHz, 62.5 frames a second.
        start
            Added to the taggram's times.
        hop
            Frames between the beginnings of two patches; see `patches`.
        hands
            Who works through the patches; by default, threads of the tagger's own.

        Raises
        ------
        BadAudio
            The spectrogram holds numbers that are not finite.
        ValueError
            The spectrogram has no frames or is not 96 bands wide.
        MissingWeights
            The weights are not there or damaged.
        """
        if not np.isfinite(spectrogram).all():
            raise BadAudio("The sound holds samples that are not numbers; decode it again from its source.")
        cut = patches(spectrogram, hop)
        probabilities, features = self.run(cut, hands)
        return Tagging(Taggram(patch_times(len(cut), hop, start), TAGS[self.name], probabilities), features)

    def hear(self, samples: Samples, start: float = 0.0) -> Tagging:
        """What is heard in mono sound at 16 kHz, float32 [samples]; else as `tag`."""
        return self.tag(log_mel(samples, MUSICNN), start)

    def run(
        self, batch: NDArray[np.float32], hands: Executor | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The network itself: float32 [patches, 187, 96] to probabilities [patches, 50] and features [patches, 200]."""
        session = self._loaded()

        def one(patch: NDArray[np.float32]) -> list[NDArray[np.float32]]:
            outputs: list[NDArray[np.float32]] = session.run(None, {"log_mel": patch[None]})
            return outputs

        if hands:
            heard = list(hands.map(one, batch))
        elif self.threads == 1 or len(batch) == 1:
            heard = [one(patch) for patch in batch]
        else:
            with ThreadPoolExecutor(self.threads) as pool:
                heard = list(pool.map(one, batch))
        probabilities, features = (np.concatenate(parts) for parts in zip(*heard, strict=True))
        return probabilities, features

    def warm(self) -> None:
        """Reads the weights now instead of at the first use. Raises MissingWeights as `tag` does."""
        self._loaded()

    def close(self) -> None:
        """Give the memory back; the next use reads the weights again."""
        with self._lock:
            self._session = None

    def __enter__(self) -> Tagger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _loaded(self) -> Any:
        with self._lock:
            if self._session is None:
                self._session = session(read_weights(self.name, self._folder))
            return self._session


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
