"""Makes the heads' training tables of what `tools.collect_corpus` heard.

    python -m tools.corpus_tables CACHE TABLES --classes yamnet_class_map.csv

TABLES gets genre.npz and mood.npz: X, the heads' 505 features; Y, the log odds that the teachers give
(`tools.teachers`), `middle` and `spread` of the excerpts as they are taken out; `heard`, YAMNet's own standard scores;
`groups`, the packages; `split`, whole packages held out; `classes`. Mixtures of two excerpts are added
(`tools.between`), whose second packages `partners` names. And corpus.json, what the card says of the corpus.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.listen.heads import CLASSES, HEADS, stack
from tools.between import between
from tools.collect_corpus import SECONDS
from tools.teachers import Excerpts, lesson
from tools.yamnet import MUSIC, read_labels

LEAST_MUSIC = 0.3
MIXTURES = 2
"""Mixtures added for each excerpt."""
UNUSED = 2
"""The split of mixtures that have a part in what is held out."""
PARTS = 10
"""One part of so many is held out to choose the epoch by."""
HEARD = ("units", "shares", "logit", "cues", "yam")


def read_cache(cache: Path, labels: tuple[str, ...]) -> Excerpts:
    """Every excerpt in a cache that YAMNet takes for music, in the order of its files' names."""
    read = [columns for path in sorted(cache.glob("*.npz")) if (columns := _columns(path)) is not None]
    units, shares, logits, cues, scores, *others = map(np.concatenate, zip(*read, strict=True))
    music = scores[:, labels.index(MUSIC)] > LEAST_MUSIC
    return Excerpts(*(values[music] for values in (units, shares, logits, cues, scores, *others)))


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
    both = (np.concatenate([getattr(each, one.name) for each in (excerpts, mixtures)]) for one in fields(Excerpts))
    return Excerpts(*both), np.concatenate([excerpts.package, partners])


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
    excerpts = read_cache(asked.cache, labels)
    asked.tables.mkdir(parents=True, exist_ok=True)
    told = about(excerpts) | {"mixtures": MIXTURES * len(excerpts.track), "yamnet_weights": {}}
    excerpts, partners = with_mixtures(excerpts)
    for head in HEADS:
        taught = lesson(head, excerpts, labels)
        middle, spread = taught.odds[excerpts.plain].mean(axis=0), taught.odds[excerpts.plain].std(axis=0)
        told["yamnet_weights"][head] = taught.weights
        np.savez(
            asked.tables / f"{head}.npz", X=stack(excerpts.units, excerpts.shares, excerpts.cues),
            Y=((taught.odds - middle) / spread).astype(np.float32), middle=middle, spread=spread, heard=taught.heard,
            classes=np.array(CLASSES[head]), groups=excerpts.package, partners=partners,
            split=split_of(excerpts.package, partners), plain=excerpts.plain, tracks=excerpts.track,
        )  # fmt: skip
    (asked.tables / "corpus.json").write_text(json.dumps(told, indent=1), "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("tables", type=Path)
    parser.add_argument("--classes", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
