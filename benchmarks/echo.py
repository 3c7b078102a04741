"""How much of a song comes back from its cover, against pairs that do not belong together.

    python -m benchmarks.echo SONG|FOLDER... [--count 30] [--carry]

Each song is made an album cover by press, the cover is looked at and played by band, and the music is listened to, as
`albumen echo` does. Every song is then held against the music of every song: what came back is the mean over the pairs
that belong together, and its p-value is the share of 10,000 shuffles of the pairs that do at least as well.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen.description import Description
from albumen.errors import AlbumenError
from albumen.walk import find_songs
from albumen.walk.echo import Echo, echo
from albumen.walk.echoing import Returned, Trip, round_trip
from benchmarks.table import Row, markdown

SHUFFLES = 10_000
Floats = NDArray[np.float64]
FIGURES: Mapping[str, tuple[Callable[[Echo], float | None], int]] = {
    "same likeliest genre": (lambda e: e.genre_first, 1),
    "of three genres": (lambda e: e.genre_third, 1),
    "genres, cosine": (lambda e: e.genre_cosine, 1),
    "same likeliest mood": (lambda e: e.mood_first, 1),
    "moods, cosine": (lambda e: e.mood_cosine, 1),
    "affect, distance": (lambda e: e.affect, -1),
    "valence, distance": (lambda e: abs(e.valence), -1),
    "arousal, distance": (lambda e: abs(e.arousal), -1),
    "tempo, error": (lambda e: e.tempo, -1),
    "key, MIREX score": (lambda e: e.key, 1),
}
"""What is measured, and whether more (1) or less (-1) of it is better."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One figure over many songs."""

    paired: float
    """Mean over the songs and their own echoes."""
    shuffled: float
    """Mean over all pairs."""
    p: float
    """Share of shuffles that do at least as well, themselves counted in."""


def agreement(figures: Floats, better: int, rng: np.random.Generator) -> Agreement:
    """`figures` [songs, echoes] of every song against every echo; NaN where there is nothing to compare."""
    count = len(figures)
    rows = np.arange(count)
    orders = rng.permuted(np.tile(rows, (SHUFFLES, 1)), axis=1)
    by_lot = _mean(figures[rows, orders], axis=1)
    paired = float(_mean(figures[rows, rows][None], axis=1)[0])
    p = (1 + int((better * by_lot >= better * paired - 1e-12).sum())) / (1 + SHUFFLES)
    return Agreement(paired, float(_mean(figures.reshape(1, -1), axis=1)[0]), p)


def rows(trips: Sequence[Returned], rng: np.random.Generator) -> list[Row]:
    """A row for each figure: paired against shuffled, with the p-value as note."""
    pairs = [[echo(one.song, other.music) for other in trips] for one in trips]
    made = []
    for name, (figure, better) in FIGURES.items():
        held = np.array([[_number(figure(pair)) for pair in line] for line in pairs])
        found = agreement(held, better, rng)
        ratio = found.paired / found.shuffled if found.shuffled else float("nan")
        made.append(Row(name, f"{found.paired:.3f}", f"{found.shuffled:.3f}", ratio, "", f"p = {found.p:.4f}"))
    return made


def correlations(trips: Sequence[Returned]) -> dict[str, tuple[float, float, float]]:
    """Of valence and of arousal: r of song and cover, of cover and music, of song and music."""
    told = {}
    for name in ("valence", "arousal"):
        song, seen, music = (
            np.array([getattr(what(trip).affect, name) for trip in trips])
            for what in (_song, lambda trip: trip.seen, lambda trip: trip.music)
        )
        told[name] = tuple(float(np.corrcoef(*pair)[0, 1]) for pair in ((song, seen), (seen, music), (song, music)))
    return {name: (r[0], r[1], r[2]) for name, r in told.items()}


def _song(trip: Returned) -> Description:
    return trip.song


def _mean(values: Floats, axis: int) -> Floats:
    known = ~np.isnan(values)
    return np.asarray(np.where(known, values, 0).sum(axis) / np.maximum(known.sum(axis), 1))


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def round_trips(places: Iterable[Path], count: int, trip: Trip) -> Iterator[Returned]:
    """The first `count` songs of files and folders there and back; what cannot be is printed and left out."""
    found = 0
    for item in find_songs(places, lambda path, error: print(f"left out: {error}")):
        try:
            yield round_trip(item.path, trip)
        except AlbumenError as error:
            print(f"left out: {error}")
            continue
        found += 1
        if found == count:
            return


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("songs", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--carry", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--style", choices=("album", "conceptual"), default="album")
    asked = parser.parse_args()
    trip = Trip("press", "band", asked.style, carry=asked.carry, seed=asked.seed)
    trips = list(round_trips(asked.songs, asked.count, trip))
    print(f"{len(trips)} songs, {asked.style} covers by press, {trip.seconds:g} s by band, seed {trip.seed}\n")
    print(markdown(rows(trips, np.random.default_rng(0))))
    for name, (seen, played, back) in correlations(trips).items():
        print(f"{name}: r of song and cover {seen:.2f}, of cover and music {played:.2f}, of song and music {back:.2f}")


if __name__ == "__main__":
    main()
