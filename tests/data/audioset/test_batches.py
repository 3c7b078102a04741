"""Batches: every example, its own target, and the same again from any position."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from albumen.data.audioset import Batch, Batches, ClipStore, dequantise, open_store
from albumen.data.audioset.labels import Task
from albumen.data.sampling import Sampling
from albumen.errors import BadDataset
from albumen.vocabulary import GENRES, MOODS
from tests.audioset_clips import HAPPY, ROCK, SCARY, SKA, make_clip, write_shard

LABELLED = [[ROCK]] * 30 + [[SKA]] * 3 + [[HAPPY]] * 5 + [[SKA, SCARY]]
SECONDS = [1 + n % 10 for n in range(len(LABELLED))]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ClipStore:
    folder = tmp_path_factory.mktemp("batches")
    clips = [make_clip(n, labels, SECONDS[n]) for n, labels in enumerate(LABELLED)]
    return open_store([write_shard(folder / "a.tfrecord", clips)], folder / "store")


@pytest.fixture(scope="module")
def frames() -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    return [make_clip(n, seconds=SECONDS[n]).frames for n in range(len(LABELLED))]


def equal(a: Batch, b: Batch) -> bool:
    arrays = ("features", "targets", "clips")
    return (a.epoch, a.step) == (b.epoch, b.step) and all(np.array_equal(getattr(a, x), getattr(b, x)) for x in arrays)


@pytest.mark.parametrize(("task", "clips"), [("genre", 34), ("mood", 6)])
def test_an_epoch_holds_every_labelled_second_once(store: ClipStore, task: Task, clips: int) -> None:
    batches = Batches(store, task, size=16)
    times = Counter(int(clip) for batch in batches.epoch(0) for clip in batch.clips)
    assert len(times) == clips
    assert all(times[clip] == SECONDS[clip] for clip in times)
    assert batches.examples == sum(times.values())
    assert len(batches) == len(list(batches.epoch(0))) == -(-batches.examples // 16)


def test_seconds_are_the_clips_own(
    store: ClipStore, frames: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]
) -> None:
    seen: dict[int, list[bytes]] = {}
    for batch in Batches(store, "genre", size=32).epoch(0):
        for clip, row in zip(batch.clips, batch.features, strict=True):
            seen.setdefault(int(clip), []).append(row.tobytes())
    for clip, rows in seen.items():
        assert sorted(rows) == sorted(row.tobytes() for row in dequantise(frames[clip]))


def test_clips_are_the_mean_of_their_own_seconds(
    store: ClipStore, frames: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]
) -> None:
    (batch,) = Batches(store, "genre", size=99, example="clip").epoch(0)
    assert batch.features.dtype == np.float32
    assert len(batch.features) == 34
    for clip, row in zip(batch.clips, batch.features, strict=True):
        np.testing.assert_allclose(row, dequantise(frames[clip]).mean(axis=0), atol=1e-5)


def test_targets_are_the_clips_labels(store: ClipStore) -> None:
    genre = {int(c): t for b in Batches(store, "genre").epoch(0) for c, t in zip(b.clips, b.targets, strict=True)}
    mood = {int(c): t for b in Batches(store, "mood").epoch(0) for c, t in zip(b.clips, b.targets, strict=True)}
    assert [GENRES[at] for at in np.flatnonzero(genre[0])] == ["Rock"]
    assert [GENRES[at] for at in np.flatnonzero(genre[38])] == ["Ska"]
    assert [MOODS[at] for at in np.flatnonzero(mood[38])] == ["Scary"]
    assert 33 not in genre


def test_counts_are_of_examples(store: ClipStore) -> None:
    by_clip = Batches(store, "genre", example="clip").counts
    by_second = Batches(store, "genre").counts
    rock, ska = GENRES.index("Rock"), GENRES.index("Ska")
    assert (by_clip[rock], by_clip[ska], by_clip.sum()) == (30, 4, 34)
    assert (by_second[rock], by_second[ska]) == (sum(SECONDS[:30]), sum(SECONDS[30:33]) + SECONDS[38])


@pytest.mark.parametrize("sampling", ["shuffled", "inverse", "effective"])
@pytest.mark.parametrize("first", [0, 1, 5])
def test_any_position_is_found_again(store: ClipStore, sampling: Sampling, first: int) -> None:
    def make() -> Batches:
        return Batches(store, "genre", size=16, seed=3, sampling=sampling)

    whole = list(make().epoch(2))
    resumed = list(make().epoch(2, first=first))
    assert len(resumed) == len(whole) - first
    assert all(equal(a, b) for a, b in zip(resumed, whole[first:], strict=True))


def test_epochs_and_seeds_differ(store: ClipStore) -> None:
    first = [batch.clips.tolist() for batch in Batches(store, "genre", seed=0).epoch(0)]
    assert [batch.clips.tolist() for batch in Batches(store, "genre", seed=0).epoch(1)] != first
    assert [batch.clips.tolist() for batch in Batches(store, "genre", seed=1).epoch(0)] != first


def test_balanced_classes_come_equally_often(store: ClipStore) -> None:
    batches = Batches(store, "genre", sampling="inverse")
    seen = sum(batch.targets.sum(axis=0) for epoch in range(20) for batch in batches.epoch(epoch))
    assert seen[GENRES.index("Ska")] / seen[GENRES.index("Rock")] == pytest.approx(1, abs=0.1)


def test_a_task_without_labels_is_refused(tmp_path: Path) -> None:
    path = write_shard(tmp_path / "a.tfrecord", [make_clip()])
    with pytest.raises(BadDataset, match="mood"):
        Batches(open_store([path], tmp_path / "store"), "mood")


def test_effective_numbers_lie_between_the_two(store: ClipStore) -> None:
    def share(sampling: Sampling, beta: float = 0.99) -> float:
        batches = Batches(store, "genre", sampling=sampling, beta=beta)
        seen = sum(batch.targets.sum(axis=0) for epoch in range(20) for batch in batches.epoch(epoch))
        return float(seen[GENRES.index("Ska")] / seen[GENRES.index("Rock")])

    assert share("shuffled") < share("effective") < share("inverse")


def test_the_last_batch_holds_the_rest(store: ClipStore) -> None:
    sizes = [len(batch.targets) for batch in Batches(store, "mood", size=4, example="clip").epoch(0)]
    assert sizes == [4, 2]


def test_features_lie_between_minus_two_and_two(store: ClipStore) -> None:
    for batch in Batches(store, "mood").epoch(0):
        assert batch.features.dtype == batch.targets.dtype == np.float32
        assert -2 <= batch.features.min() < -1.9
        assert 1.9 < batch.features.max() <= 2


def test_the_store_may_be_opened_anew_between(store: ClipStore, tmp_path: Path) -> None:
    clips = [make_clip(n, labels, SECONDS[n]) for n, labels in enumerate(LABELLED)]
    again = open_store([write_shard(tmp_path / "a.tfrecord", clips)], tmp_path / "store")
    pairs = zip(Batches(store, "genre", size=9).epoch(4), Batches(again, "genre", size=9).epoch(4), strict=True)
    assert all(equal(a, b) for a, b in pairs)
