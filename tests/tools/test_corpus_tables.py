"""From what was heard to training tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from albumen.listen.heads import FEATURES
from albumen.listen.priors import tag_priors
from tools.corpus_tables import about, parts, read_cache, targets
from tools.yamnet import MUSIC

LABELS = (MUSIC, "/m/03_d0", "/m/015y_n")  # music, jazz, swing


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Three tracks of two packages, one excerpt changed, one no music; and a file of a track that was silent."""
    rng = np.random.default_rng(0)
    for track, package in enumerate(("chess", "chess", "racing")):
        logits = np.tile(tag_priors().mean, (3, 1))
        scores = np.column_stack([[0.9, 0.9, 0.1], rng.uniform(0.01, 0.9, (3, 2))])
        heard: dict[str, Any] = {
            "logit": logits,
            "cues": np.zeros((3, 5)),
            "yam": scores,
            "aug": np.array(["", "dulled", ""]),
        }
        np.savez(tmp_path / f"{track}.npz", group=package, path=str(track), **heard)
    np.savez(tmp_path / "silent.npz", group="chess", path="silent")
    return tmp_path


def test_only_music_is_kept_and_changes_are_known(cache: Path) -> None:
    corpus = read_cache(cache, LABELS)
    assert corpus.features.shape == (6, FEATURES)
    assert corpus.plain.tolist() == [True, False] * 3
    assert corpus.package.tolist() == ["chess"] * 4 + ["racing"] * 2


def test_tags_at_their_base_rates_are_all_zeros(cache: Path) -> None:
    assert read_cache(cache, LABELS).features == pytest.approx(np.zeros((6, FEATURES)), abs=1e-5)


def test_targets_are_standard_scores_of_what_nothing_was_done_to(cache: Path) -> None:
    corpus = read_cache(cache, LABELS)
    plain = targets(corpus, LABELS, ("Jazz",))[corpus.plain]
    assert plain.mean() == pytest.approx(0, abs=1e-6)
    assert plain.std() == pytest.approx(1, abs=1e-6)


def test_the_card_counts_tracks_and_excerpts(cache: Path) -> None:
    told = about(read_cache(cache, LABELS))
    assert told["packages"] == {"chess": 2, "racing": 1}
    assert (told["tracks"], told["excerpts"], told["changed_excerpts"]) == (3, 3, 3)


def test_no_package_is_in_two_parts_and_parts_are_alike() -> None:
    package = np.repeat([f"package {at}" for at in range(20)], np.arange(1, 21))
    part = parts(package, 5)
    assert all(len(set(part[package == name])) == 1 for name in set(package))
    sizes = np.bincount(part)
    assert len(sizes) == 5
    assert sizes.max() - sizes.min() <= 5
