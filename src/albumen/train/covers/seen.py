"""Features of covers, computed once: a picture that was seen before is not looked at again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from albumen.data.covers import Covers
from albumen.data.covers.library import cover_pixels
from albumen.errors import MissingWeights
from albumen.look.cover_genre.features import frozen, ready
from albumen.models.places import cache_root
from albumen.progress import Progress, part, silent
from albumen.sleeve import atomic

Features = NDArray[np.float32]
_VERSION = "2"
"""To be changed whenever features are computed in another way."""


def features_of(covers: Covers, names: Sequence[str], progress: Progress = silent) -> Features:
    """What frozen networks see of every cover, float32 [covers, dimensions].

    What each network sees is kept in albumen's cache under the files' names, sizes and times.

    Raises
    ------
    MissingWeights
        A network's weights are not here.
    MissingExtra
        torch is not installed, and a network needs it.
    BadPicture
        A cover has gone since the set was read.
    """
    state = ready(names)
    if not state.ok:
        raise MissingWeights(f"Covers cannot be seen: {state.reason}; {state.remedy}.")
    parts = [part(progress, at / len(names), (at + 1) / len(names)) for at in range(len(names))]
    return np.concatenate([_seen(covers, name, own) for name, own in zip(names, parts, strict=True)], axis=1)


def _seen(covers: Covers, name: str, progress: Progress) -> Features:
    place = _place(covers, name)
    held = _held(place, len(covers))
    if held is not None:
        return held
    rows = []
    for done, cover in enumerate(covers.covers):
        progress(done / len(covers), f"looking at covers: {name}")
        rows.append(frozen(name).vector(cover_pixels(cover.path)))
    features = np.stack(rows)
    out = BytesIO()
    np.savez_compressed(out, features=features)
    place.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(place, out.getvalue())
    return features


def _place(covers: Covers, name: str) -> Path:
    digest = hashlib.sha256(f"{_VERSION}\n{name}".encode())
    for cover in covers.covers:
        facts = cover.path.stat()
        digest.update(f"{cover.path.resolve()}\n{facts.st_size}\n{facts.st_mtime_ns}\n".encode("utf-8", "replace"))
    return cache_root().with_name("features") / f"covers-{digest.hexdigest()[:32]}.npz"


def _held(place: Path, count: int) -> Features | None:
    try:
        with np.load(place, allow_pickle=False) as held:
            features = np.asarray(held["features"], np.float32)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None
    return features if len(features) == count else None
