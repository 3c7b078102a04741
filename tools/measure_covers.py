"""Measures album covers in folders of genres: what is ordinary, and a small table that tells the genres.

    python -m tools.measure_covers COVERS src/albumen/look

COVERS holds a folder of pictures for each of Country, Electronic, HipHop, Pop and Rock. Written are means and spreads
of the features and of affect (`scale.json`) and a logistic regression of the genres (`cover_genres.json`): some hundred
numbers, no picture and nothing that one could be made from. Printed is how well the genres are told, by five-fold cross
validation in which near duplicates (difference hashes of 64 bits at most 6 apart) are never on both sides, and what a
histogram of hue, saturation and value tells on the same folds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from albumen import look
from albumen.look.features import FARTHEST, see
from albumen.look.raster import raster
from albumen.picture import Picture

FOLDERS = {"Country": "Country", "Electronic": "Electronic", "HipHop": "Hip hop", "Pop": "Pop", "Rock": "Rock"}
FOLDS, SEED, PENALTY = 5, 0, 0.01
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cover:
    """What is kept of a cover: its genre, its features, a difference hash and a colour histogram."""

    genre: int
    measured: dict[str, float]
    hash: NDArray[np.bool_]
    histogram: Floats


def read(folder: Path) -> Iterator[Cover]:
    """Every cover in the folders of genres, in the order of their names."""
    for genre, name in enumerate(FOLDERS):
        for path in sorted((folder / name).iterdir()):
            picture = look.open(path)
            yield Cover(genre, see(raster(picture)).measured, _hash(picture), _histogram(picture))


def _hash(picture: Picture) -> NDArray[np.bool_]:
    grey = cv2.resize(cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY), (9, 8), interpolation=cv2.INTER_AREA)
    return np.asarray(grey[:, 1:] > grey[:, :-1]).ravel()


def _histogram(picture: Picture) -> Floats:
    hsv = cv2.cvtColor(cv2.resize(picture.pixels, (100, 100)), cv2.COLOR_RGB2HSV)
    counts = cv2.calcHist([hsv], [0, 1, 2], None, [8, 4, 4], [0, 180, 0, 256, 0, 256])
    return np.sqrt(np.asarray(counts, np.float64).ravel() / 10_000)


def groups(hashes: NDArray[np.bool_], apart: int = 6) -> NDArray[np.int64]:
    """A number for each picture, the same for those whose hashes are at most `apart` bits apart, directly or not."""
    group = np.arange(len(hashes))
    for i, own in enumerate(hashes):
        near = np.flatnonzero((hashes != own).sum(axis=1) <= apart)
        group[np.isin(group, group[near])] = group[i]
    return group


def folds(group: NDArray[np.int64]) -> NDArray[np.int64]:
    """A fold for each picture, groups kept together."""
    known, place = np.unique(group, return_inverse=True)
    return np.asarray(np.random.default_rng(SEED).permutation(len(known))[place] % FOLDS)


def accuracy(features: Floats, genre: NDArray[np.int64], fold: NDArray[np.int64], penalty: float) -> float:
    """Share of covers whose genre is told right by a model that did not see their fold."""
    told = np.zeros_like(genre)
    for held in range(FOLDS):
        told[fold == held] = _fit(features[fold != held], genre[fold != held], penalty).predict(features[fold == held])
    return float((told == genre).mean())


def _fit(features: Floats, genre: NDArray[np.int64], penalty: float) -> Any:
    return LogisticRegression(C=penalty, max_iter=500).fit(features, genre)


def main() -> None:
    """Reads the covers, prints the figures, writes the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("covers", type=Path)
    parser.add_argument("room", type=Path, help="where the tables go")
    asked = parser.parse_args()
    covers = list(read(asked.covers))
    names = list(covers[0].measured)
    values = np.array([[cover.measured[name] for name in names] for cover in covers])
    mean, spread = _rounded(values.mean(axis=0)), _rounded(values.std(axis=0))
    spread[spread == 0] = 1.0  # what is the same in all covers
    scores = np.clip((values - mean) / spread, -FARTHEST, FARTHEST)
    _write_scale(asked.room / "scale.json", names, mean, spread, values, len(covers))
    genre, group = np.array([cover.genre for cover in covers]), groups(np.array([cover.hash for cover in covers]))
    fold = folds(group)
    histograms = np.array([cover.histogram for cover in covers])
    told, peer = accuracy(scores, genre, fold, PENALTY), accuracy(histograms, genre, fold, 0.3)
    print(f"{len(covers)} covers, {len(np.unique(group))} groups: {told:.3f}; histogram {peer:.3f}")
    _write_model(asked.room / "cover_genres.json", _fit(scores, genre, PENALTY), told, len(covers))


def _rounded(row: Floats) -> Floats:
    return np.array([float(f"{value:.5g}") for value in row])


def _write_scale(path: Path, names: list[str], mean: Floats, spread: Floats, values: Floats, count: int) -> None:
    from albumen.look.affect import AROUSAL, VALENCE, counted

    scores = dict(zip(names, ((values - mean) / spread).T, strict=True))
    sums = {
        "valence": sum(weight * counted(name, scores[name]) for name, weight in VALENCE.items()),
        "arousal": sum(weight * counted(name, scores[name]) for name, weight in AROUSAL.items()),
    }
    held = {
        "from": f"means and spreads over {count} album covers of five genres",
        "affect": {name: round(float(np.std(column)), 4) for name, column in sums.items()},
        "features": {name: [float(m), float(s)] for name, m, s in zip(names, mean, spread, strict=True)},
    }
    path.write_text(json.dumps(held).replace("], ", "],\n  ").replace(', "', ',\n "') + "\n", "utf-8")


def _write_model(path: Path, model: Any, told: float, count: int) -> None:
    held = {
        "from": f"logistic regression on {count} album covers, C {PENALTY}; cross-validated accuracy {told:.3f}",
        "genres": list(FOLDERS.values()),
        "bias": np.round(model.intercept_, 4).tolist(),
        "weights": np.round(model.coef_, 4).tolist(),
    }
    path.write_text(json.dumps(held).replace("], [", "],\n  [").replace(', "', ',\n "') + "\n", "utf-8")


if __name__ == "__main__":
    main()
