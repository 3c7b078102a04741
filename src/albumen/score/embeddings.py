"""What turns sound into the vectors that Fréchet and kernel distances compare."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from albumen import audio
from albumen.audio.log_mel import MUSICNN, VGGISH, log_mel
from albumen.errors import BadDataset, BadOption, MissingWeights
from albumen.listen.musicnn import Tagger, weights_card
from albumen.listen.musicnn.patches import FRAMES, SECONDS_PER_FRAME
from albumen.listen.vggish import Embedder
from albumen.listen.vggish.examples import SECONDS
from albumen.listen.vggish.layers import DIMENSIONS
from albumen.listen.vggish.weights import ready, weights_path
from albumen.models.part import sha256_of
from albumen.song import Song

Frames = NDArray[np.float32]
"""Embeddings of one song, float32 [frames, dimension]."""


DAMAGE = (
    OSError, ValueError, KeyError, EOFError, BadZipFile, TypeError, AttributeError, RuntimeError, MemoryError,
    zlib.error, struct.error,
)  # fmt: skip
"""What numpy and zipfile raise of an .npz that is damaged, or is none."""


class Embedding(Protocol):
    """A frozen network that says what a song sounds like, stretch by stretch."""

    @property
    def name(self) -> str:
        """What reports call it."""
        ...

    @property
    def version(self) -> str:
        """What tells its weights from others: distances under two versions cannot be compared."""
        ...

    @property
    def rate(self) -> int:
        """Hertz of the sound that it hears; 0 where that is not known."""
        ...

    @property
    def seconds(self) -> float:
        """The stretch of sound from one frame to the next; 0 where that is not known."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a frame has."""
        ...

    def embed(self, song: Song) -> Frames:
        """The song's frames, float32 [frames, dimension]; BadAudio where it cannot be heard."""
        ...


class MusicnnEmbedding:
    """musicnn's MSD tagger before its last layer (Pons & Serra 2019): 200 numbers each 3 s; comes with albumen.

    A song of more than six minutes is heard in excerpts, as `albumen describe` hears it.
    """

    name, rate, dimension = "musicnn", MUSICNN.rate, 200
    seconds = FRAMES * SECONDS_PER_FRAME

    def __init__(self) -> None:
        self.version = f"msd {weights_card('msd').sha256[:12]}"
        self._tagger = Tagger("msd")

    def embed(self, song: Song) -> Frames:
        """Float32 [patches, 200]; a song under 3 s is repeated until it fills one patch."""
        heard = []
        for passage in audio.passages(song):
            mono = audio.resample(passage.audio.mono(), passage.audio.rate, MUSICNN.rate)
            heard.append(self._tagger.tag(log_mel(mono, MUSICNN), passage.start).features)
        return np.concatenate(heard)


class VggishEmbedding:
    """VGGish before its last ReLU, as fadtk and frechet-audio-distance take it: 128 numbers each 0.96 s.

    Raises
    ------
    MissingWeights
        The published weights are not on this machine; the text says how to bring them.
    """

    name, rate, dimension, seconds = "vggish", VGGISH.rate, DIMENSIONS, SECONDS

    def __init__(self) -> None:
        path, there = weights_path(), ready()
        if path is None:
            raise MissingWeights(f"FAD cannot be measured with VGGish: {there.reason}; {there.remedy}")
        self.version = f"without ReLU {sha256_of(path)[:12]}"
        self._embedder = Embedder(path)

    def embed(self, song: Song) -> Frames:
        """Float32 [examples, 128]; BadAudio under 0.975 s."""
        return self._embedder.embed(song, activated=False)


class StoredEmbedding:
    """Embeddings that another program made: an .npz with one array [frames, dimension] for each song, by file name.

    Raises
    ------
    BadDataset
        The file is none, or holds arrays of several widths.
    """

    rate, seconds = 0, 0.0

    def __init__(self, path: Path) -> None:
        self._songs, self._path = _arrays(path), path
        widths = {array.shape[1] if array.ndim == 2 else -1 for array in self._songs.values()}
        if len(widths) != 1 or min(widths) < 1:
            raise BadDataset(f"{path} must hold one array [frames, dimension] for each song, all of one dimension.")
        self.name, self.version, self.dimension = path.stem, sha256_of(path)[:12], widths.pop()

    def embed(self, song: Song) -> Frames:
        """What is stored under the song's file name, with or without its ending; BadDataset if nothing is."""
        for name in (song.path.name, song.path.stem):
            if name in self._songs:
                return self._songs[name]
        raise BadDataset(f"{self._path} holds no embeddings of {song.path.name}; make them, or take the song out.")


def _arrays(path: Path) -> Mapping[str, Frames]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:  # numpy leaves damaged ones open
            return {name: np.asarray(held[name], np.float32) for name in held.files}
    except DAMAGE as fault:
        raise BadDataset(f"{path} is no .npz of embeddings ({fault}); write it with numpy.savez.") from fault


EMBEDDINGS: Mapping[str, Callable[[], Embedding]] = {"musicnn": MusicnnEmbedding, "vggish": VggishEmbedding}


def embedding_called(name: str) -> Embedding:
    """The embedding of that name, or the one stored in the .npz of that path.

    Raises
    ------
    BadOption
        There is none.
    MissingWeights, BadDataset
        It cannot be had; see the classes.
    """
    if name in EMBEDDINGS:
        return EMBEDDINGS[name]()
    if name.endswith(".npz"):
        return StoredEmbedding(Path(name))
    raise BadOption(f"There is no embedding {name!r}; there are: {', '.join(EMBEDDINGS)}, or an .npz of stored ones.")
