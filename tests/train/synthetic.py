"""AudioSet folders whose labels can be learnt from their embeddings, from one seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen.data.audioset import LABELS, Clip, Split, serialise
from albumen.data.audioset.labels import CLASSES, Task
from albumen.data.tfrecord import write_records

FOLDERS: dict[Split, str] = {"eval": "eval", "balanced": "bal_train", "unbalanced": "unbal_train"}


def prototypes(task: Task) -> NDArray[np.float64]:
    """Where each class lies in the 128 numbers [classes, 128]."""
    return np.random.default_rng(99).normal(0, 1, (len(CLASSES[task]), 128))


def clips(task: Task, count: int, seed: int, rare: float = 1.0, noise: float = 55.0, seconds: int = 10) -> list[Clip]:
    """Clips with one class each, or two in one of five; class k is `rare`**k times as frequent as the first."""
    rng = np.random.default_rng(seed)
    words, where = CLASSES[task], prototypes(task)
    chances = rare ** np.arange(len(words))
    made = []
    for number in range(count):
        own = rng.choice(len(words), 2 if rng.random() < 0.2 else 1, replace=False, p=chances / chances.sum())
        middle = 128 + 14 * where[own].sum(axis=0)
        frames = np.clip(middle + rng.normal(0, noise, (seconds, 128)), 0, 255).astype(np.uint8)
        labels = tuple(LABELS[words[at]][1] for at in own)
        made.append(Clip(f"{seed:04d}{number:07d}", 0.0, float(seconds), labels, frames))
    return made


def write_audioset(
    folder: Path, task: Task, sizes: dict[Split, int], rare: float = 1.0, noise: float = 55.0, seconds: int = 10
) -> Path:
    """A folder with splits of these sizes; only `unbalanced` has rare classes."""
    for seed, (split, count) in enumerate(sizes.items()):
        made = clips(task, count, seed + 1, rare if split == "unbalanced" else 1.0, noise, seconds)
        (folder / FOLDERS[split]).mkdir(parents=True, exist_ok=True)
        write_records(folder / FOLDERS[split] / "00.tfrecord", map(serialise, made))
    return folder
