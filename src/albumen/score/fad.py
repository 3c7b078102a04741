"""The Fréchet audio distance of songs to a reference, and all that must be said with it (Kilgour et al. 2019).

reference = gather("fma-pop", paths, embedding, fault)
outliers = Outliers(reference)
evaluated = gather("mine", others, embedding, fault, listening=outliers)
report = measure(evaluated, reference, outliers, infinity=True)
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from albumen.errors import BadDataset
from albumen.score.embeddings import Frames
from albumen.score.fad_collection import Collection
from albumen.score.fad_distance import frechet_distance
from albumen.score.fad_infinity import Extrapolation, Unit, extrapolate
from albumen.score.fad_kernel import kernel_distance
from albumen.score.fad_statistics import statistics_of
from albumen.score.fad_store import KEPT


@dataclass(frozen=True, slots=True)
class SongFad:
    """One song against the reference; a short one lies farther for that alone."""

    path: Path
    frames: int
    fad: float


class Outliers:
    """Measures each song on its own against the reference while it is heard (per-song FAD: Gui et al. 2024, 3.4).

    Songs of one frame have no spread and are left out.
    """

    def __init__(self, reference: Collection) -> None:
        self._reference = reference
        self._songs: list[SongFad] = []

    def __call__(self, path: Path, frames: Frames) -> None:
        """Takes in a song's frames [n, d]."""
        if len(frames) > 1:
            fad = frechet_distance(self._reference.statistics, statistics_of(frames))
            self._songs.append(SongFad(path, len(frames), fad))

    def ranked(self) -> tuple[SongFad, ...]:
        """The songs, the farthest first."""
        return tuple(sorted(self._songs, key=lambda song: -song.fad))


@dataclass(frozen=True, slots=True, eq=False)
class FadReport:
    """Distances between two collections, with what they rest on."""

    evaluated: Collection
    reference: Collection
    fad: float
    kernel: float | None
    """The kernel audio distance (see `fad_kernel`); None where the reference is all one sound."""
    infinite: tuple[Extrapolation, ...]
    songs: tuple[SongFad, ...]
    """Each song on its own, the farthest first, if that was asked for."""
    notes: tuple[str, ...]
    """What makes the figures less than sure."""
    seed: int

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        embedding = {"name": self.evaluated.embedding, "version": self.evaluated.version}
        return {
            "embedding": embedding | {"dimension": len(self.evaluated.statistics.mean)},
            "data": self.evaluated.to_dict(),
            "reference": self.reference.to_dict(),
            "fad": self.fad,
            "kernel_distance": self.kernel,
            "fad_infinity": {each.unit: each.to_dict() for each in self.infinite},
            "songs": [{"path": str(song.path), "frames": song.frames, "fad": song.fad} for song in self.songs],
            "notes": list(self.notes),
            "seed": self.seed,
        }

    def to_text(self, most: int = 10) -> str:
        """For people, with the `most` songs that lie farthest."""
        dimension = len(self.evaluated.statistics.mean)
        lines = [
            f"data       {self.evaluated.to_text()}",
            f"reference  {self.reference.to_text()}",
            f"embedding  {self.evaluated.embedding} ({self.evaluated.version}), {dimension} dimensions",
            f"FAD        {self.fad:.4f}",
        ]
        for each in self.infinite:
            sizes = f"{each.points[0][0]:,} to {each.points[-1][0]:,} {each.unit}"
            lines.append(f"FAD-inf    {each.fad:.4f}  by {each.unit} (R² {each.r_squared:.3f} over {sizes})")
        if self.kernel is not None:
            lines.append(f"kernel     {self.kernel:.5f}  (KAD, unbiased)")
        lines += [f"note       {note}" for note in self.notes]
        if self.songs:
            lines += ["", "Songs that lie farthest from the reference:"]
            lines += [f"  {song.fad:10.3f}  {song.frames:5,} frames  {song.path}" for song in self.songs[:most]]
        return "\n".join(lines) + "\n"


def measure(
    evaluated: Collection,
    reference: Collection,
    outliers: Outliers | None = None,
    infinity: bool = False,
    seed: int = 0,
) -> FadReport:
    """The distances between two collections that one embedding has heard.

    With `infinity` FAD is extrapolated to endless frames, as published, and to endless songs; where there are too few
    of either, a note says so.

    Raises
    ------
    BadDataset
        They were heard by two embeddings or two versions of one.
    """
    _comparable(evaluated, reference)
    rng = np.random.default_rng(seed)
    infinite, notes = _extrapolated(evaluated, reference, rng) if infinity else ((), [])
    return FadReport(
        evaluated,
        reference,
        frechet_distance(reference.statistics, evaluated.statistics),
        _kernel(evaluated, reference, rng),
        infinite,
        outliers.ranked() if outliers else (),
        (*notes, *_cautions(evaluated, "data"), *_cautions(reference, "reference")),
        seed,
    )


def _kernel(evaluated: Collection, reference: Collection, rng: np.random.Generator) -> float | None:
    few, others = (each.sample.thinned(KEPT, rng).frames for each in (reference, evaluated))
    try:
        return kernel_distance(few, others)
    except BadDataset:  # FAD needs no width and stands without it
        return None


def _comparable(evaluated: Collection, reference: Collection) -> None:
    if (evaluated.embedding, evaluated.version) != (reference.embedding, reference.version):
        raise BadDataset(
            f"{reference.name} was heard by {reference.embedding} ({reference.version}), and {evaluated.name} by "
            f"{evaluated.embedding} ({evaluated.version}); hear both with one embedding."
        )


def _extrapolated(
    evaluated: Collection, reference: Collection, rng: np.random.Generator
) -> tuple[tuple[Extrapolation, ...], list[str]]:
    found: list[Extrapolation] = []
    units: tuple[Unit, ...] = ("frames", "songs")
    try:
        for unit in units:
            found.append(extrapolate(reference.statistics, evaluated.sample, rng, unit))
    except BadDataset as few:
        return tuple(found), [str(few)]
    return tuple(found), []


def _cautions(collection: Collection, role: str) -> list[str]:
    """FAD is too high by about c / n: with few frames, by more than most differences that are looked for."""
    count, dimension = collection.statistics.count, len(collection.statistics.mean)
    if count >= 10 * dimension:
        return []
    return [
        f"The {role} has {count:,} frames for {dimension} dimensions, so FAD is too high; compare only equal counts."
    ]
