"""Collections kept as .npz: under a name of one's own, or in the cache, so that a background is heard once."""

from __future__ import annotations

import hashlib
import io
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.errors import BadDataset
from albumen.models.places import cache_root
from albumen.score.embeddings import DAMAGE, Embedding
from albumen.score.fad_collection import Collection
from albumen.score.fad_sample import Sample
from albumen.score.fad_statistics import Statistics
from albumen.sleeve import atomic

FORMAT = "albumen fad 1"
KEPT = 2000
"""Frames of the sample that are stored: enough for a kernel distance, and 1.6 MB at most."""

_ARRAYS = ("mean", "covariance", "frames", "songs")
log = logging.getLogger(__name__)


def save_collection(collection: Collection, path: Path) -> None:
    """Writes it whole or not at all, its sample thinned to 2,000 frames; AlbumenError if the file cannot be written."""
    sample = collection.sample.thinned(KEPT, np.random.default_rng(0))
    held = collection.statistics
    arrays: dict[str, NDArray[Any]] = {
        "mean": held.mean,
        "covariance": held.covariance,
        "frames": sample.frames,
        "songs": sample.songs,
    }
    facts = {name: getattr(collection, name) for name in ("name", "embedding", "version", "songs", "seconds")}
    about = json.dumps({"format": FORMAT, "count": held.count, **facts, "skipped": collection.skipped})
    out = io.BytesIO()
    words = {"about": np.array(about), "checksum": np.array(_checksum(about, arrays))}
    np.savez_compressed(out, allow_pickle=False, **words, **arrays)
    atomic.write(path, out.getvalue())


def read_collection(path: Path) -> Collection:
    """What `save_collection` wrote.

    Raises
    ------
    BadDataset
        It is not there, is damaged, or is something else.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:  # numpy leaves damaged ones open
            arrays = {name: held[name] for name in _ARRAYS}
            about, checksum = str(held["about"]), str(held["checksum"])
        facts = json.loads(about)
        if facts["format"] != FORMAT or checksum != _checksum(about, arrays):
            raise ValueError("its checksum is another")
        statistics = Statistics(int(facts["count"]), arrays["mean"], arrays["covariance"])
        return Collection(
            facts["name"], facts["embedding"], facts["version"], facts["songs"], facts["seconds"], statistics,
            Sample(arrays["frames"], arrays["songs"]), tuple(facts["skipped"]),
        )  # fmt: skip
    except FileNotFoundError as fault:
        raise BadDataset(f"{path} is not there; give a folder of songs, or statistics that were saved.") from fault
    except DAMAGE as fault:
        raise BadDataset(
            f"{path} holds no statistics of songs, or is damaged ({fault}); save them again with --save-statistics."
        ) from fault


def cached(name: str, paths: Sequence[Path], embedding: Embedding, hear: Callable[[], Collection]) -> Collection:
    """What `hear` gives, from the cache if these files were heard with this embedding before.

    A file that has another size or time of change since counts as another. A damaged entry is heard again.
    """
    path = cache_root().parent / "fad" / f"{embedding.name}-{_key(paths, embedding)}.npz"
    if path.is_file():
        try:
            return replace(read_collection(path), name=name)
        except BadDataset as damaged:
            log.warning("%s It is heard again.", damaged)
    heard = hear()
    save_collection(heard, path)
    return heard


def _key(paths: Sequence[Path], embedding: Embedding) -> str:
    rows = [FORMAT, embedding.name, embedding.version]
    for path in sorted(path.resolve() for path in paths):
        about = path.stat() if path.exists() else None
        rows.append(f"{path} {about.st_size} {about.st_mtime_ns}" if about else f"{path}")
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _checksum(about: str, arrays: Mapping[str, NDArray[Any]]) -> str:
    digest = hashlib.sha256(about.encode())
    for name in _ARRAYS:
        digest.update(f"{arrays[name].dtype} {arrays[name].shape}".encode())
        digest.update(np.ascontiguousarray(arrays[name]).tobytes())
    return digest.hexdigest()
