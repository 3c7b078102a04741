"""Makes the heads' training tables of what `tools.collect_corpus` heard.

    python -m tools.corpus_tables CACHE [AGAIN] TABLES --classes yamnet_class_map.csv

TABLES gets genre.npz and mood.npz: X, the heads' 505 features as standard scores (of `mean` and `deviation`), cut off;
Y, YAMNet's standard scores of `classes`, which the networks learn; all of `tools.teachers.Lesson`: `text`, `heard`,
`weights` and `ordinary`; `groups`, the packages; `split`, whole packages held out. Mixtures of two excerpts are added
(`tools.between`), whose second packages `partners` names. And corpus.json, what the card says of the corpus. AGAIN is a
cache in which tracks of the first were heard with other changes: only what was changed is taken from it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.listen.heads import CLASSES, HEADS, HeadName, stack
from tools.between import between
from tools.collect_corpus import SECONDS
from tools.teachers import Excerpts, Lesson, lesson, taught_by_yamnet
from tools.yamnet import MUSIC, read_labels

LEAST_MUSIC = 0.3
MIXTURES = 2
"""Mixtures added for each excerpt."""
UNUSED = 2
"""The split of mixtures that have a part in what is held out."""
PARTS = 10
"""One part of so many is held out to choose the epoch by."""
FARTHEST = 5.0
"""Standard scores of the features are cut off here: a tag that game music hardly has, such as `rnb`, would else stand
dozens of deviations out in other music."""
HEARD = ("units", "shares", "logit", "cues", "yam")


def read_cache(cache: Path, labels: tuple[str, ...]) -> Excerpts:
    """Every excerpt in a cache that YAMNet takes for music, in the order of its files' names."""
    read = [columns for path in sorted(cache.glob("*.npz")) if (columns := _columns(path)) is not None]
    units, shares, logits, cues, scores, *others = map(np.concatenate, zip(*read, strict=True))
    return chosen(Excerpts(units, shares, logits, cues, scores, *others), scores[:, labels.index(MUSIC)] > LEAST_MUSIC)


def read_caches(caches: Sequence[Path], labels: tuple[str, ...]) -> Excerpts:
    """The excerpts in a cache, and after them those of the same tracks that were changed otherwise in further ones."""
    first, *others = [read_cache(cache, labels) for cache in caches]
    used = [~other.plain & np.isin(other.track, first.track) for other in others]
    return joined(first, *(chosen(other, rows) for other, rows in zip(others, used, strict=True)))


def chosen(excerpts: Excerpts, rows: NDArray[np.bool_]) -> Excerpts:
    """Some of the excerpts."""
    return Excerpts(*(getattr(excerpts, one.name)[rows] for one in fields(Excerpts)))


def joined(*excerpts: Excerpts) -> Excerpts:
    """One after the other."""
    return Excerpts(*(np.concatenate([getattr(each, one.name) for each in excerpts]) for one in fields(Excerpts)))


def _columns(path: Path) -> tuple[NDArray[Any], ...] | None:
    with np.load(path) as held:
        if "yam" not in held:
            return None
        packages, tracks = (np.full(len(held["yam"]), name) for name in (str(held["group"]), path.stem))
        return (*(held[name] for name in HEARD), held["aug"] == "", packages, tracks)


def parts(package: NDArray[np.str_], count: int) -> NDArray[np.int64]:
    """Which of `count` parts of about the same size each excerpt is in; a package is never divided."""
    sizes = np.zeros(count)
    part: dict[str, int] = {}
    for name, size in sorted(Counter(package.tolist()).items(), key=lambda item: (-item[1], item[0])):
        part[name] = int(sizes.argmin())
        sizes[part[name]] += size
    return np.array([part[name] for name in package.tolist()])


def with_mixtures(excerpts: Excerpts) -> tuple[Excerpts, NDArray[np.str_]]:
    """The excerpts with mixtures of them, and each one's second package, which is its own where nothing is mixed."""
    mixtures, partners = between(excerpts, MIXTURES * len(excerpts.track), np.random.default_rng(0))
    return joined(excerpts, mixtures), np.concatenate([excerpts.package, partners])


def split_of(package: NDArray[np.str_], partners: NDArray[np.str_]) -> NDArray[np.int64]:
    """0 for what is trained on, 1 for the packages held out, `UNUSED` for mixtures with a part in them."""
    part = dict(zip(package.tolist(), (parts(package, PARTS) == PARTS - 1).tolist(), strict=True))
    first, second = (np.array([part[name] for name in names.tolist()]) for names in (package, partners))
    return np.where(package == partners, first.astype(np.int64), UNUSED * (first | second))


def about(excerpts: Excerpts) -> dict[str, Any]:
    """What the card says of the corpus."""
    tracks = {name: set(excerpts.track[excerpts.package == name].tolist()) for name in sorted(set(excerpts.package))}
    return {
        "tracks": sum(map(len, tracks.values())),
        "excerpts": int(excerpts.plain.sum()),
        "changed_excerpts": int((~excerpts.plain).sum()),
        "seconds_each": SECONDS,
        "packages": {name: len(own) for name, own in tracks.items()},
    }


def main() -> None:
    """Reads the cache and writes the tables."""
    asked = _arguments()
    labels = read_labels(asked.classes)
    excerpts = read_caches(asked.caches, labels)
    asked.tables.mkdir(parents=True, exist_ok=True)
    told = about(excerpts) | {"mixtures": MIXTURES * len(excerpts.track), "yamnet_weights": {}}
    excerpts, partners = with_mixtures(excerpts)
    for head in HEADS:
        taught = lesson(head, excerpts, labels)
        told["yamnet_weights"][head] = dict(zip(CLASSES[head], taught.weights.round(3).tolist(), strict=True))
        np.savez(asked.tables / f"{head}.npz", **table(head, excerpts, partners, taught))
    (asked.tables / "corpus.json").write_text(json.dumps(told, indent=1), "utf-8")


def table(head: HeadName, excerpts: Excerpts, partners: NDArray[np.str_], taught: Lesson) -> dict[str, Any]:
    """What a head's table holds."""
    features = stack(excerpts.units, excerpts.shares, excerpts.cues).astype(np.float64)
    mean, deviation = features[excerpts.plain].mean(axis=0), features[excerpts.plain].std(axis=0) + 1e-6
    classes = taught_by_yamnet(head)
    return {
        "X": np.clip((features - mean) / deviation, -FARTHEST, FARTHEST).astype(np.float32),
        "Y": taught.heard[:, [CLASSES[head].index(name) for name in classes]].astype(np.float32),
        "mean": mean, "deviation": deviation, "classes": np.array(classes), "text": taught.text, "heard": taught.heard,
        "weights": taught.weights, "ordinary": taught.ordinary, "groups": excerpts.package, "partners": partners,
        "split": split_of(excerpts.package, partners), "plain": excerpts.plain, "tracks": excerpts.track,
    }  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("caches", type=Path, nargs="+", metavar="cache")
    parser.add_argument("tables", type=Path)
    parser.add_argument("--classes", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
