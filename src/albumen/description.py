"""What was heard in a song or seen in a picture: the hinge of the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from albumen.material import Material
from albumen.scan import Scan


@dataclass(frozen=True, slots=True)
class Affect:
    """Where it lies on the circumplex: `valence` (sad to happy) and `arousal` (calm to excited), each -1..1."""

    valence: float
    arousal: float


@dataclass(frozen=True, slots=True)
class Key:
    """A musical key, such as `Key("F#", "minor", 0.82)`; `confidence` is the profile correlation in -1..1."""

    tonic: str
    mode: Literal["major", "minor"]
    confidence: float

    def __str__(self) -> str:
        return f"{self.tonic} {self.mode}"


@dataclass(frozen=True, slots=True)
class Description:
    """A song or a picture in words and measures; a field that was not measured is None or empty."""

    genres: Mapping[str, float] = field(default_factory=dict)
    """Probability of each of AudioSet's 25 genres."""
    moods: Mapping[str, float] = field(default_factory=dict)
    """Probability of each of AudioSet's 7 moods."""
    tags: Mapping[str, float] = field(default_factory=dict)
    """Probability of each free tag."""
    affect: Affect = Affect(0.0, 0.0)
    tempo: float | None = None
    """Beats per minute."""
    key: Key | None = None
    loudness: float | None = None
    """Integrated loudness in LUFS (ITU-R BS.1770)."""
    brightness: float | None = None
    """Mean spectral centroid in hertz."""
    onset_rate: float | None = None
    """Note onsets a second."""
    palette: tuple[str, ...] = ()
    """Colours as `#rrggbb`, most telling first."""
    embedding: NDArray[np.float32] | None = None
    """A vector that describes the whole, float32 [dimensions]."""
    material: Material | None = None
    """A song's own material; None for a picture."""
    scan: Scan | None = None
    """A picture read from left to right; None for a song."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """How each field was found, by field name."""

    def top(self, of: Literal["genres", "moods", "tags"], count: int = 5) -> list[str]:
        """The `count` likeliest names, likeliest first; equal ones in the order of the vocabulary."""
        scores: Mapping[str, float] = getattr(self, of)
        return sorted(scores, key=lambda name: -scores[name])[:count]

    def to_dict(self) -> dict[str, Any]:
        """Every field as JSON can hold it."""
        return {
            "genres": dict(self.genres),
            "moods": dict(self.moods),
            "tags": dict(self.tags),
            "affect": asdict(self.affect),
            "tempo": self.tempo,
            "key": asdict(self.key) if self.key else None,
            "loudness": self.loudness,
            "brightness": self.brightness,
            "onset_rate": self.onset_rate,
            "palette": list(self.palette),
            "embedding": None if self.embedding is None else [float(x) for x in self.embedding],
            "material": self.material.to_dict() if self.material else None,
            "scan": self.scan.to_dict() if self.scan else None,
            "sources": dict(self.sources),
        }

    @classmethod
    def from_dict(cls, held: Mapping[str, Any]) -> Description:
        """The description that `to_dict` wrote; KeyError, TypeError or ValueError if it is damaged."""
        return cls(
            genres=dict(held["genres"]),
            moods=dict(held["moods"]),
            tags=dict(held["tags"]),
            affect=Affect(**held["affect"]),
            tempo=held["tempo"],
            key=Key(**held["key"]) if held["key"] else None,
            loudness=held["loudness"],
            brightness=held["brightness"],
            onset_rate=held["onset_rate"],
            palette=tuple(held["palette"]),
            embedding=None if held["embedding"] is None else np.asarray(held["embedding"], np.float32),
            material=Material.from_dict(held["material"]) if held["material"] else None,
            scan=Scan.from_dict(held["scan"]) if held.get("scan") else None,
            sources=dict(held["sources"]),
        )
