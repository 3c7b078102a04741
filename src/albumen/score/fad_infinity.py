"""FAD as if there were endless songs: FAD at growing sample sizes, fitted in 1/n (FAD-infinity)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from albumen.errors import BadDataset
from albumen.score.embeddings import Frames
from albumen.score.fad_distance import frechet_distance
from albumen.score.fad_sample import Sample
from albumen.score.fad_statistics import Statistics, statistics_of

Unit = Literal["frames", "songs"]
STEPS = 25
LEAST = 500
"""The smallest sample, in frames (fadtk: 25 sizes from 500 on)."""
LEAST_SONGS = 10

Draw = Callable[[int], Frames]


@dataclass(frozen=True, slots=True)
class Extrapolation:
    """A straight line through FAD over 1/n: `fad` where it meets endless n, and how well it fits."""

    unit: Unit
    """What n counts."""
    fad: float
    slope: float
    r_squared: float
    points: tuple[tuple[int, float], ...]
    """Each sample size, and the FAD that was found with it."""

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        points = [{"n": n, "fad": fad} for n, fad in self.points]
        return {
            "unit": self.unit, "fad": self.fad, "slope": self.slope, "r_squared": self.r_squared, "points": points
        }  # fmt: skip


def extrapolate(
    background: Statistics, sample: Sample, rng: np.random.Generator, unit: Unit = "frames", steps: int = STEPS
) -> Extrapolation:
    """FAD-infinity of a sample against a background (Gui et al. 2024, section 3.2, after Chong & Forsyth 2020).

    FAD of n frames is too high by about c / n, so FAD is taken of `steps` samples between a smallest size and all
    there is, and the line through it over 1/n is followed to 0. Samples are drawn *without* replacement, as Chong &
    Forsyth do: drawn with replacement (fadtk), samples of any size approach the same few frames, whose own error then
    stays in the limit. `unit` says what is drawn: frames, as published, or whole songs, whose frames are no independent
    evidence of one another. Only the evaluated side is extrapolated; the background should be large.

    Raises
    ------
    BadDataset
        There are too few frames (two for each dimension) or songs (20) to draw samples of several sizes.
    """
    least, draw, whole = _by_song(sample, rng) if unit == "songs" else _by_frame(sample, rng)
    sizes = sorted({round(float(n)) for n in np.linspace(least, whole, steps)})
    points = [(n, frechet_distance(background, statistics_of(draw(n)))) for n in sizes]
    inverse, found = 1 / np.array(sizes, np.float64), np.array([fad for _, fad in points])
    slope, limit = np.polyfit(inverse, found, 1)
    spread = float(np.square(found - found.mean()).sum())
    missed = float(np.square(found - slope * inverse - limit).sum())
    return Extrapolation(unit, float(limit), float(slope), 1 - missed / spread if spread else 1.0, tuple(points))


def _by_frame(sample: Sample, rng: np.random.Generator) -> tuple[int, Draw, int]:
    least, count = _least(sample), len(sample.frames)
    return least, lambda n: sample.frames[rng.choice(count, n, replace=False)], count


def _by_song(sample: Sample, rng: np.random.Generator) -> tuple[int, Draw, int]:
    """As many songs at least as have, on average, the frames that a sample of frames has at least."""
    songs = np.unique(sample.songs)
    least = max(LEAST_SONGS, math.ceil(_least(sample) * len(songs) / len(sample.frames)))
    if len(songs) < 2 * LEAST_SONGS:
        raise BadDataset(f"FAD-infinity by songs needs {2 * LEAST_SONGS} songs or more, not {len(songs)}.")

    def draw(n: int) -> Frames:
        return sample.frames[np.isin(sample.songs, rng.choice(songs, n, replace=False))]

    return least, draw, len(songs)


def _least(sample: Sample) -> int:
    """The smallest sample: no smaller than need be, since a straight line in 1/n holds only for n well above d."""
    count, dimension = len(sample.frames), int(sample.frames.shape[1])
    if count < 2 * (dimension + 1):
        raise BadDataset(
            f"FAD-infinity needs {2 * (dimension + 1):,} frames or more of {dimension} dimensions, not {count:,}; "
            "give more songs."
        )
    return min(max(LEAST, 2 * dimension), count // 2)
