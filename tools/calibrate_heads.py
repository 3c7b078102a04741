"""Fits the slopes and offsets of `albumen.listen.head.CALIBRATION`.

    python -m tools.calibrate_heads TABLES recipes/ground-mood.toml

Platt scaling (Platt 1999, "Probabilistic outputs for support vector machines") of each mood's pooled log odds, over
tracks as they are, told by networks that did not see their package. What is to be told is whether a track is among the
third of all tracks in which the teacher hears the mood most. The calibration errors printed are of slopes and offsets
that were fitted on the other half of the packages.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen.listen import head
from albumen.listen.evidence import Evidence, evidence
from albumen.listen.priors import LEAST, MOST, TAGS
from albumen.train.mlp.settings import FeatureRecipe
from albumen.train.task import read_recipe
from albumen.vocabulary import MOODS
from tools.corpus_tables import parts
from tools.ship_heads import held_out, mean_by_track

SHARE = 1 / 3
BINS = 10
STEPS = 50

Array = NDArray[np.float64]


def pooled(features: NDArray[np.float32], felt: Array, known: Evidence) -> Array:
    """The moods' log odds before calibration [n, 7], from the heads' features [n, 105] and scores [n, 6]."""
    odds = []
    for row, scores in zip(features.astype(np.float64), felt, strict=True):
        votes = head.mood_votes(np.clip(row[: len(TAGS)], LEAST, MOST), known)
        odds.append(head.mood_odds(votes, row[len(TAGS) :], scores, known))
    return np.array(odds)


def platt(odds: Array, true: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset that make `sigmoid(slope * odds + offset)` likeliest, by Newton's method."""
    design = np.column_stack([odds, np.ones(len(odds))])
    weights = np.zeros(2)
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-design @ weights))
        curvature = (design.T * (told * (1 - told))) @ design + 1e-6 * np.eye(2)
        weights -= np.linalg.solve(curvature, design.T @ (told - true))
    return float(weights[0]), float(weights[1])


def calibration_error(told: Array, true: NDArray[np.bool_]) -> float:
    """Expected calibration error: mean distance of told and true shares over ten bins, by how many fall in each."""
    bins = np.minimum((told * BINS).astype(int), BINS - 1)
    gaps = [abs(float((told - true)[bins == each].sum())) for each in range(BINS)]
    return sum(gaps) / len(told)


def main() -> None:
    """Prints slope, offset and calibration errors of each mood."""
    asked = _arguments()
    with np.load(asked.tables / "mood.npz") as held:
        table = dict(held)
    recipe = read_recipe(asked.recipe)
    if not isinstance(recipe, FeatureRecipe):
        raise SystemExit(f"{asked.recipe} is no recipe for a table of features.")
    odds = mean_by_track(pooled(table["X"], held_out(table, recipe, zeroed=True), evidence()), table)
    teacher = mean_by_track(table["Y"], table)
    half = mean_by_track(parts(table["groups"], 2)[:, None].astype(float), table)[:, 0] > 0
    for at, mood in enumerate(table["classes"].tolist()):
        own = odds[:, MOODS.index(mood)]
        true = teacher[:, at] > np.quantile(teacher[:, at], 1 - SHARE)
        slope, offset = platt(own, true)
        told = np.where(half, _told(own, *platt(own[~half], true[~half])), _told(own, *platt(own[half], true[half])))
        before, after = calibration_error(_told(own, 1, 0), true), calibration_error(told, true)
        print(f'    "{mood}": ({slope:.2f}, {offset:.2f}),  # error {before:.3f} before, {after:.3f} after')


def _told(odds: Array, slope: float, offset: float) -> Array:
    told: Array = 1 / (1 + np.exp(-(slope * odds + offset)))
    return told


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("recipe", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
