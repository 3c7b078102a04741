"""From what was heard to training tables."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from albumen.data.audioset.labels import LABELS
from albumen.listen.heads import CLASSES, FEATURES
from albumen.vocabulary import GENRES, MOODS
from tools.corpus_tables import (
    FARTHEST,
    MIXTURES,
    UNUSED,
    about,
    main,
    parts,
    read_cache,
    read_caches,
    split_of,
    with_mixtures,
)  # fmt: skip
from tools.tag_priors import tag_priors
from tools.teachers import taught_by_yamnet
from tools.yamnet import MUSIC

MIDS = (MUSIC, *(LABELS[name][0] for name in (*GENRES, *MOODS) if name != "Funny"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Three tracks of two packages, one excerpt changed, one no music; and a file of a track that was silent."""
    rng = np.random.default_rng(0)
    folder = tmp_path / "cache"
    folder.mkdir()
    for track, package in enumerate(("chess", "chess", "racing")):
        logits = tag_priors().mean + rng.normal(size=(3, 100))
        heard: dict[str, Any] = {
            "units": rng.normal(size=(3, 400)),
            "shares": 1 / (1 + np.exp(-logits)),
            "logit": logits,
            "cues": rng.normal(size=(3, 5)),
            "yam": np.column_stack([[0.9, 0.9, 0.1], rng.uniform(0.01, 0.9, (3, len(MIDS) - 1))]),
            "aug": np.array(["", "dulled", ""]),
        }
        np.savez(folder / f"{track}.npz", group=package, path=str(track), **heard)
    np.savez(folder / "silent.npz", group="chess", path="silent")
    return folder


def test_only_music_is_kept_and_changes_are_known(cache: Path) -> None:
    excerpts = read_cache(cache, MIDS)
    assert excerpts.units.shape == (6, 400)
    assert excerpts.plain.tolist() == [True, False] * 3
    assert excerpts.package.tolist() == ["chess"] * 4 + ["racing"] * 2
    assert excerpts.track.tolist() == ["0", "0", "1", "1", "2", "2"]


def test_of_what_was_heard_again_only_the_changes_to_the_same_tracks_are_taken(cache: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    for name in ("0", "1"):
        shutil.copy(cache / f"{name}.npz", again)
    shutil.copy(cache / "2.npz", again / "another.npz")
    both = read_caches([cache, again], MIDS)
    first = read_cache(cache, MIDS)
    assert (both.units[:6] == first.units).all()
    assert both.track[6:].tolist() == ["0", "1"]
    assert not both.plain[6:].any()
    assert (both.scores[6:] == first.scores[[1, 3]]).all()


def test_the_card_counts_tracks_and_excerpts(cache: Path) -> None:
    told = about(read_cache(cache, MIDS))
    assert told["packages"] == {"chess": 2, "racing": 1}
    assert (told["tracks"], told["excerpts"], told["changed_excerpts"]) == (3, 3, 3)


def test_no_package_is_in_two_parts_and_parts_are_alike() -> None:
    package = np.repeat([f"package {at}" for at in range(20)], np.arange(1, 21))
    part = parts(package, 5)
    assert all(len(set(part[package == name])) == 1 for name in set(package))
    sizes = np.bincount(part)
    assert len(sizes) == 5
    assert sizes.max() - sizes.min() <= 5


def test_mixtures_with_a_part_in_what_is_held_out_are_not_used() -> None:
    package = np.array([f"package {at}" for at in range(10)] * 2)
    partners = np.concatenate([package[:10], np.roll(package[:10], 1)])
    split = split_of(package, partners)
    assert sorted(split[:10].tolist()) == [0] * 9 + [1]
    held = package[:10][split[:10] == 1]
    assert ((split[10:] == UNUSED) == ((package[10:] == held) | (partners[10:] == held))).all()


def test_mixtures_come_after_the_excerpts_and_are_none_of_them(cache: Path) -> None:
    excerpts = read_cache(cache, MIDS)
    both, partners = with_mixtures(excerpts)
    assert (both.units[:6] == excerpts.units).all()
    assert not both.plain[6:].any()
    assert len(partners) == len(both.track) == 6 * (1 + MIXTURES)
    assert partners[:6].tolist() == excerpts.package.tolist()


def test_the_command_writes_both_tables_in_standard_scores(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    classes = tmp_path / "classes.csv"
    classes.write_text("index,mid,display_name\n" + "".join(f"{at},{mid},x\n" for at, mid in enumerate(MIDS)))
    monkeypatch.setattr("sys.argv", ["x", str(cache), str(tmp_path / "tables"), "--classes", str(classes)])
    main()
    for head in ("genre", "mood"):
        with np.load(tmp_path / "tables" / f"{head}.npz") as table:
            assert table["X"].shape == (6 * (1 + MIXTURES), FEATURES)
            assert table["plain"].sum() == 3
            assert table["classes"].tolist() == list(taught_by_yamnet(head))
            for values in (table["Y"][table["plain"]], table["X"][table["plain"]]):
                assert values.mean(axis=0) == pytest.approx(np.zeros(values.shape[1]), abs=1e-4)
                assert values.std(axis=0) == pytest.approx(np.ones(values.shape[1]), abs=0.02)
            assert np.abs(table["X"]).max() <= FARTHEST
            assert table["text"].shape == table["heard"].shape == (len(table["X"]), len(CLASSES[head]))
            assert table["weights"].shape == table["ordinary"].shape == (len(CLASSES[head]),)
    told = json.loads((tmp_path / "tables" / "corpus.json").read_text("utf-8"))
    assert told["yamnet_weights"]["mood"]["Happy"] == 0
    assert told["yamnet_weights"]["mood"]["Sad"] > 0
