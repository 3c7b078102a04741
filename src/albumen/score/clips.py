"""The genre and mood classifiers of S1 on AudioSet (the paper's section 5.2 and Fig. 8)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from albumen.data.audioset import CLASSES, EXACT, Batches, Split, need_shards, ontology_bits, open_store
from albumen.data.audioset.batches import Example
from albumen.data.audioset.labels import Task
from albumen.errors import MissingExtra, MissingWeights
from albumen.score.report import Report, Source, report

if TYPE_CHECKING:
    from albumen.listen.vggish.classifier import Classifier

SEED = 0
"""Of the bootstrap."""


def score_clips(
    task: Task, weights: Path, folder: Path, split: Split = "eval", example: Example | None = None,
    resamples: int = 1000,
) -> Report:  # fmt: skip
    """The report of a trained classifier on a split, with the thresholds of its card.

    Parameters
    ----------
    task
        What it tells: genres or moods.
    weights
        The folder that training wrote.
    folder
        AudioSet's feature files; the clips are stored in `folder/store`.
    split
        One that it was not trained on.
    example
        Each second, or the mean over each clip; as it was trained if None. Intervals draw whole clips.
    resamples
        Of the bootstrap.

    Raises
    ------
    MissingWeights
        There is no such classifier, or it tells something else.
    MissingExtra
        torch is not installed.
    BadDataset
        The split is not there, is damaged, or holds none of the classes.
    """
    classifier = _load(task, weights)
    trained_on = classifier.card["recipe"].get("data", {})
    kind: Example = example or trained_on.get("example", "second")
    bits = ontology_bits(folder) if trained_on.get("children") else EXACT
    store = open_store(need_shards(folder, split), folder / "store", bits)
    batches = list(Batches(store, task, 4096, example=kind).epoch(0))
    given, truth, clips = (
        np.concatenate(columns)
        for columns in zip(*((classifier.probabilities(b.features), b.targets, b.clips) for b in batches), strict=True)
    )
    said = str(classifier.card.get("thresholds_from", "0.5 for every class"))
    source = Source("AudioSet", split, kind, SEED, said)
    title = str(classifier.card.get("title", task))
    return report(title, source, CLASSES[task], truth > 0, given, classifier.thresholds, clips, resamples)


def _load(task: Task, weights: Path) -> Classifier:
    try:
        from albumen.listen.vggish.classifier import load_classifier
    except ImportError as error:
        raise MissingExtra('Classifiers need torch; install it with: pip install "albumen[train]".') from error
    classifier = load_classifier(weights)
    if classifier.names != CLASSES[task]:
        raise MissingWeights(f"{weights} tells other things than AudioSet's {len(CLASSES[task])} {task}s.")
    return classifier
