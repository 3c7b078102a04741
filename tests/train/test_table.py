"""Tables of features: what a file may hold, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from albumen.errors import BadDataset
from albumen.train.mlp.settings import FeatureData
from albumen.train.mlp.source import Examples
from albumen.train.mlp.table import read_table, table_of
from albumen.train.mlp.tabular import Tabular, held_out

X = np.arange(12, dtype=np.float32).reshape(6, 2)
Y = np.array([[1, 0], [0, 1], [1, 1], [1, 0], [np.nan, 0], [1, 0]], np.float32)
SPLIT = np.array([0, 0, 1, 0, 2, 0])


def data(**own: Any) -> FeatureData:
    return FeatureData.model_validate(own)


def test_an_npz_and_a_safetensors_file_hold_the_same(tmp_path: Path) -> None:
    np.savez(tmp_path / "t.npz", X=X, Y=Y, split=SPLIT, classes=np.array(["a", "b"]))
    arrays = {"X": X, "Y": Y, "split": SPLIT}
    save_file(arrays, tmp_path / "t.safetensors", {"classes": json.dumps(["a", "b"])})
    for table in map(read_table, (tmp_path / "t.npz", tmp_path / "t.safetensors")):
        assert table.names == ("a", "b")
        np.testing.assert_array_equal(table.examples.targets, Y)
        assert [len(table.part(part)) for part in ("train", "validation", "test")] == [4, 1, 1]


def test_splits_may_be_words() -> None:
    words = np.array(["train", "test", "validation", "train", "train", "train"])
    assert table_of(X, Y, split=words).part("test").features.tolist() == [[2, 3]]


def test_one_target_needs_no_second_axis() -> None:
    table = table_of(X, Y[:, 1])
    assert (table.examples.targets.shape, table.names) == ((6, 1), ("output 0",))


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"X": X}, "has no array Y; it has: X"),
        ({"X": X, "Y": Y[:5]}, r"X \(6, 2\) and Y \(5, 2\) are not"),
        ({"X": X, "Y": Y, "split": np.array([0, 1, 2, 3, 0, 0])}, "numbers other than 0, 1 and 2"),
        ({"X": X, "Y": Y, "split": np.array(["dev"] * 6)}, "words other than train, validation, test"),
        ({"X": X, "Y": Y, "groups": np.arange(3)}, r"groups is not \[n\]"),
        ({"X": X, "Y": Y, "classes": np.array(["a"])}, "1 classes for 2 outputs"),
        ({"X": np.full((6, 2), np.inf), "Y": Y}, "not finite"),
        ({"X": np.array([{}] * 6), "Y": Y}, "Object arrays cannot be loaded"),
    ],
)
def test_a_table_that_is_none_is_told_in_a_sentence(tmp_path: Path, held: dict[str, Any], said: str) -> None:
    np.savez(tmp_path / "t.npz", **held)
    with pytest.raises(BadDataset, match=said) as caught:
        read_table(tmp_path / "t.npz")
    assert str(tmp_path / "t.npz") in str(caught.value)


@pytest.mark.parametrize("name", ["t.npz", "t.safetensors"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and then nothing", b"hello"])
def test_files_of_another_kind_are_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadDataset, match=r"is no table of features|cannot be read"):
        read_table(tmp_path / name)
    with pytest.raises(BadDataset, match="cannot be read"):
        read_table(tmp_path / "absent.npz")


def test_groups_are_held_out_whole() -> None:
    groups = np.repeat(np.arange(20), 5)
    held = held_out(Examples(np.zeros((100, 1), np.float32), np.zeros((100, 1), np.float32), groups), 0.25, seed=1)
    assert held.sum() == 25
    assert set(held.reshape(20, 5).sum(axis=1)) == {0, 5}


def test_every_example_comes_once_an_epoch_in_another_order() -> None:
    source = Tabular(table_of(X, Y, split=SPLIT), data(), batch=3, seed=0)
    epochs = [np.concatenate([batch.features[:, 0] for batch in source.batches(epoch, 0)]) for epoch in range(6)]
    assert all(sorted(epoch) == [0, 2, 6, 10] for epoch in epochs)
    assert len({tuple(epoch) for epoch in epochs}) > 1
    assert source.steps == 2


def test_batches_follow_from_any_step_on() -> None:
    source = Tabular(table_of(X, Y, split=SPLIT), data(sampling="inverse"), batch=1, seed=3)
    whole = [batch.features for batch in source.batches(2, 0)]
    for first in range(4):
        assert all(map(np.array_equal, whole[first:], (b.features for b in source.batches(2, first))))


def test_the_share_of_positives_leaves_out_what_is_not_known() -> None:
    targets = np.array([[1, np.nan], [0, 1], [1, 1], [1, 0], [1, 0]], np.float32)
    source = Tabular(table_of(np.ones((5, 2)), targets, split=np.array([0, 0, 0, 0, 1])), data(), batch=1, seed=0)
    assert source.shares == pytest.approx([3 / 4, 2 / 3])


def test_balanced_sampling_needs_classes() -> None:
    with pytest.raises(BadDataset, match="examples of no class"):
        Tabular(table_of(X, np.zeros((6, 2)), split=SPLIT), data(sampling="inverse"), batch=1, seed=0)


def test_too_little_to_train_on_is_told() -> None:
    with pytest.raises(BadDataset, match="has 5 examples to train on and 0 to validate on"):
        Tabular(table_of(X, Y, split=np.array([0, 0, 0, 0, 0, 2])), data(), batch=1, seed=0)


def test_a_single_array_is_no_table(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", X)
    (tmp_path / "x.npy").rename(tmp_path / "x.npz")
    with pytest.raises(BadDataset, match=r"x\.npz .*it is one array and no \.npz archive"):
        read_table(tmp_path / "x.npz")
