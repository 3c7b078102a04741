"""Embeds sound and songs with VGGish."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from types import TracebackType

import numpy as np

from albumen.errors import BadAudio
from albumen.listen.vggish.codes import Codes, Floats, Whitening
from albumen.listen.vggish.examples import SECONDS, examples_of, stream
from albumen.listen.vggish.runner import Runner, in_batches, runner
from albumen.listen.vggish.weights import read_weights, whitening
from albumen.progress import Progress, silent
from albumen.song import Samples, Song


class Embedder:
    """VGGish and its postprocessor; the weights are read and checked at the first use, once.

    >>> with Embedder() as vggish:
    ...     vggish.embed(song)  # float32 [examples, 128], one each 0.96 s
    ...     vggish.codes(song)  # uint8 [examples, 128], as AudioSet stores them

    Parameters
    ----------
    weights
        The converted weights; by default, those that `albumen models pull vggish` left on this machine.
    device
        `cpu` (ONNX Runtime, no torch), or one of torch's, such as `cuda`.
    threads
        On the processor; by default, as many as there are processors.
    """

    def __init__(self, weights: Path | None = None, device: str = "cpu", threads: int | None = None) -> None:
        self._path, self._device, self._threads = weights, device, threads
        self._loaded: tuple[Runner, Whitening] | None = None
        self._lock = Lock()

    def embed(self, song: Song, progress: Progress = silent, activated: bool = True) -> Floats:
        """The song's embeddings, float32 [examples, 128]; a rest under 0.96 s at the end has none.

        The song is read and embedded a minute at a time, so that any length takes little memory. `activated` puts them
        through the ReLU that the first TensorFlow code and the PyTorch port end with; without it they are as in the
        TensorFlow code of today, and as its postprocessor takes them.

        Raises
        ------
        BadAudio
            The song cannot be decoded, or is shorter than 0.975 s.
        MissingWeights, MissingExtra
            The weights, or what runs them, are not there; the text says what mends it.
        """
        return np.concatenate([_activated(part, activated) for part in self._stream(song, progress)])

    def codes(self, song: Song, progress: Progress = silent) -> Codes:
        """The song's embeddings whitened and in 8 bits, uint8 [examples, 128]; raises as `embed` does."""
        whiten = self._ready()[1]
        return np.concatenate([whiten.codes(part) for part in self._stream(song, progress)])

    def embed_sound(self, samples: Samples, rate: int = 16_000, activated: bool = True) -> Floats:
        """The embeddings of mono sound float32 [samples] at `rate` hertz; none, [0, 128], under 0.975 s."""
        return _activated(self._run(examples_of(samples, rate)), activated)

    def codes_of_sound(self, samples: Samples, rate: int = 16_000) -> Codes:
        """The same in 8 bits, uint8 [examples, 128]."""
        return self._ready()[1].codes(self._run(examples_of(samples, rate)))

    def close(self) -> None:
        """Give the memory back; the next use reads the weights again."""
        with self._lock:
            self._loaded = None

    def __enter__(self) -> Embedder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _stream(self, song: Song, progress: Progress) -> Iterator[Floats]:
        done = 0
        progress(0.0, "embedding")
        for examples in stream(song):
            yield self._run(examples)
            done += len(examples)
            progress(min(done * SECONDS / song.duration, 1.0), "embedding")
        progress(1.0, "embedding")

    def _run(self, examples: Floats) -> Floats:
        if not np.isfinite(examples).all():
            raise BadAudio("The sound holds samples that are not numbers; decode it again from its source.")
        return in_batches(self._ready()[0], examples)

    def _ready(self) -> tuple[Runner, Whitening]:
        with self._lock:
            if self._loaded is None:
                tensors = read_weights(self._path)
                self._loaded = runner(tensors, self._device, self._threads), whitening(tensors)
            return self._loaded


def _activated(embeddings: Floats, activated: bool) -> Floats:
    return np.maximum(embeddings, np.float32(0)) if activated else embeddings
