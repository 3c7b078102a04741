"""The song's own material: what a plate draws with."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Material:
    """A song as small pictures of itself, the same number of `columns` of time from its start to its end.

    Everything is quantised to 8 bits, so that a sidecar can hold it exactly and the same cover can be made again
    without the song. `level(array)` gives it back as 0..1.
    """

    mel: Bytes
    """Log-mel spectrogram [columns, 96], low to high; 0 is 80 dB under the song's loudest cell, 255 that cell."""
    chroma: Bytes
    """Strength of the twelve pitch classes [columns, 12] from C; 255 is each column's strongest, 0 in silence."""
    loudness: Bytes
    """Root-mean-square level [columns], linear in dB from -60 dB under the loudest column (0) to it (255)."""
    onset: Bytes
    """Onset strength [columns], 255 is the song's strongest."""
    brightness: Bytes
    """Spectral centroid [columns], log scale from 100 Hz (0) to 8 kHz (255)."""
    beats: NDArray[np.float32]
    """Beat times in seconds, in the stretches that were listened to."""
    sections: NDArray[np.float32]
    """Section starts in seconds, the first 0; verse, chorus and so on without their names."""
    seconds: float
    """Length of the song in seconds: column i is at `(i + 0.5) / columns * seconds`."""

    @property
    def columns(self) -> int:
        """How many columns of time there are."""
        return len(self.loudness)

    def to_dict(self) -> dict[str, Any]:
        """The material as JSON can hold it: arrays as base64 of deflated bytes."""
        return {f.name: pack(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_dict(cls, held: dict[str, Any]) -> Material:
        """The material that `to_dict` packed; KeyError or ValueError if something is missing or damaged."""
        return cls(**{f.name: unpack(held[f.name]) for f in fields(cls)})


def level(quantised: Bytes) -> NDArray[np.float32]:
    """8-bit values as float32 in 0..1."""
    return (quantised.astype(np.float32) / 255).astype(np.float32)


def pack(value: Any) -> Any:
    """An array as JSON can hold it; anything else as it is."""
    if not isinstance(value, np.ndarray):
        return value
    data = base64.b64encode(zlib.compress(np.ascontiguousarray(value).tobytes(), 9)).decode("ascii")
    return {"dtype": value.dtype.str, "shape": list(value.shape), "data": data}


def unpack(value: Any) -> Any:
    """What `pack` packed; ValueError if it is damaged."""
    if not isinstance(value, dict):
        return value
    if value["dtype"] not in ("|u1", "<f4"):
        raise ValueError(f"unexpected array type {value['dtype']!r}")
    data = zlib.decompress(base64.b64decode(value["data"]))
    return np.frombuffer(data, dtype=value["dtype"]).reshape(value["shape"])
