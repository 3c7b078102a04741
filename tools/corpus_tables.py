"""Makes the heads' training tables of what `tools.collect_corpus` heard.

    python -m tools.corpus_tables CACHE TABLES --classes yamnet_class_map.csv

TABLES gets genre.npz and mood.npz (X the heads' 105 features, Y the teacher's classes, each with mean 0 and deviation 1
over the excerpts as they are; `groups` the packages, `split` whole packages held out, `classes`), and corpus.json.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.listen.heads.features import stack
from albumen.listen.heads.weights import HEADS, HeadName
from albumen.listen.priors import SONGS_DIFFER, tag_priors
from albumen.vocabulary import GENRES, MOODS
from tools.collect_corpus import SECONDS
from tools.yamnet import MUSIC, class_logits, read_labels

CLASSES: Mapping[HeadName, tuple[str, ...]] = {
    "genre": GENRES,
    "mood": tuple(mood for mood in MOODS if mood != "Funny"),
}
"""The teacher knows no funny music."""
LEAST_MUSIC = 0.3
FARTHEST = (-3.0, 4.0)
"""Targets are cut off here."""
PARTS = 10
"""One part of so many is held out to choose the epoch by."""


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Every excerpt that the teacher takes for music. `plain` are those that nothing was done to."""

    features: NDArray[np.float32]
    scores: NDArray[np.float32]
    plain: NDArray[np.bool_]
    package: NDArray[np.str_]
    track: NDArray[np.str_]


def read_cache(cache: Path, labels: tuple[str, ...]) -> Corpus:
    """The excerpts in a cache, in the order of its files' names."""
    rows = []
    for path in sorted(cache.glob("*.npz")):
        with np.load(path) as held:
            if "yam" in held:
                rows += _rows(held, path.stem)
    features, scores, changes, packages, tracks = (np.array(column) for column in zip(*rows, strict=True))
    music = scores[:, labels.index(MUSIC)] > LEAST_MUSIC
    return Corpus(features[music], scores[music], changes[music] == "", packages[music], tracks[music])


def targets(corpus: Corpus, labels: tuple[str, ...], classes: tuple[str, ...]) -> NDArray[np.float32]:
    """What the teacher says of each excerpt, float32 [n, classes], in standard scores of the plain ones."""
    logits = class_logits(corpus.scores, labels, classes)
    plain = logits[corpus.plain]
    standard = (logits - plain.mean(axis=0)) / plain.std(axis=0)
    return np.asarray(np.clip(standard, *FARTHEST), np.float32)


def parts(package: NDArray[np.str_], count: int) -> NDArray[np.int64]:
    """Which of `count` parts of about the same size each excerpt is in; a package is never divided."""
    sizes = np.zeros(count)
    part: dict[str, int] = {}
    for name, size in sorted(Counter(package.tolist()).items(), key=lambda item: (-item[1], item[0])):
        part[name] = int(sizes.argmin())
        sizes[part[name]] += size
    return np.array([part[name] for name in package.tolist()])


def about(corpus: Corpus) -> dict[str, Any]:
    """What the card says of the corpus."""
    by_package = {name: len(set(corpus.track[corpus.package == name].tolist())) for name in sorted(set(corpus.package))}
    return {
        "tracks": len(set(corpus.track.tolist())),
        "excerpts": int(corpus.plain.sum()),
        "changed_excerpts": int((~corpus.plain).sum()),
        "seconds_each": SECONDS,
        "packages": by_package,
    }


def main() -> None:
    """Reads the cache and writes the tables."""
    asked = _arguments()
    labels = read_labels(asked.classes)
    corpus = read_cache(asked.cache, labels)
    asked.tables.mkdir(parents=True, exist_ok=True)
    held_out = parts(corpus.package, PARTS) == PARTS - 1
    for head in HEADS:
        y = targets(corpus, labels, CLASSES[head])
        np.savez(
            asked.tables / f"{head}.npz", X=corpus.features, Y=y, classes=np.array(CLASSES[head]),
            groups=corpus.package, split=held_out.astype(np.int64), plain=corpus.plain, tracks=corpus.track,
        )  # fmt: skip
    (asked.tables / "corpus.json").write_text(json.dumps(about(corpus), indent=1), "utf-8")


def _rows(held: Any, track: str) -> list[tuple[Any, ...]]:
    priors = tag_priors()
    standing = (held["logit"].astype(np.float64) - priors.mean) / (SONGS_DIFFER * priors.spread)
    package = str(held["group"])
    return [
        (stack(tags, sound), scores, change, package, track)
        for tags, sound, scores, change in zip(standing, held["cues"], held["yam"], held["aug"].tolist(), strict=True)
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("tables", type=Path)
    parser.add_argument("--classes", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
