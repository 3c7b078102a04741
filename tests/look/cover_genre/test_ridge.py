"""Kernel ridge regression against scikit-learn's, and its leave-one-out answers against leaving one out."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sklearn.kernel_ridge import KernelRidge

from albumen.look.cover_genre.ridge import Ridge

SIZES = {"fine": 6, "words": 5, "coarse": 4}
KNOWN, PENALTY = 40, 0.7


def _covers(seed: int, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, count)
    features = rng.normal(size=(count, 15)) + labels[:, None] * 0.8
    features[:, 6:11] = rng.random((count, 5)) < 0.4  # words: some covers have none
    return torch.tensor(features, dtype=torch.float32), torch.tensor(labels)


def _kernel(rows: torch.Tensor, covers: torch.Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Written anew in numpy, from the docstring."""
    a, b = rows.numpy().astype(np.float64), covers.numpy().astype(np.float64)
    far = np.zeros((len(a), len(b)))
    for columns in (slice(0, 6), slice(11, 15)):
        mean, spread = b[:, columns].mean(0), b[:, columns].std(0)
        own, other = (np.clip((each[:, columns] - mean) / spread, -5, 5) for each in (a, b))
        usual = np.sort(((other[:, None] - other[None]) ** 2).sum(-1).ravel())[(len(b) ** 2 - 1) // 2]
        far += ((own[:, None] - other[None]) ** 2).sum(-1) / usual / 2
    rarity = np.log(1 + len(b) / (1 + (b[:, 6:11] > 0).sum(0)))
    words = [each[:, 6:11] * rarity for each in (a, b)]
    words = [each / np.maximum(np.linalg.norm(each, axis=1, keepdims=True), 1e-12) for each in words]
    return np.asarray(np.exp(-far) + words[0] @ words[1].T)


def test_it_answers_as_scikit_learn_does() -> None:
    covers, labels = _covers(0, KNOWN)
    network = Ridge(SIZES, KNOWN, 3)
    network.learn(covers, labels, PENALTY)
    targets = np.eye(3)[labels.numpy()]
    known = KernelRidge(alpha=PENALTY, kernel="precomputed").fit(_kernel(covers, covers), targets - targets.mean(0))
    others = _covers(1, 25)[0]
    with torch.no_grad():
        assert network(others).numpy() == pytest.approx(known.predict(_kernel(others, covers)), abs=3e-3)


def test_leaving_one_out_is_what_it_says() -> None:
    covers, labels = _covers(2, KNOWN)
    said = Ridge(SIZES, KNOWN, 3).learn(covers, labels, PENALTY).numpy()
    kernel, targets = _kernel(covers, covers), np.eye(3)[labels.numpy()]
    targets = targets - targets.mean(0)
    for out in (0, 7, 39):
        rest = np.delete(np.arange(KNOWN), out)
        weights = np.linalg.solve(kernel[np.ix_(rest, rest)] + PENALTY * np.eye(KNOWN - 1), targets[rest])
        assert said[out] == pytest.approx(kernel[out, rest] @ weights, abs=3e-3)


def test_what_it_knows_is_in_its_weights() -> None:
    covers, labels = _covers(3, KNOWN)
    network, other = Ridge(SIZES, KNOWN, 3), Ridge(SIZES, KNOWN, 3)
    network.learn(covers, labels, PENALTY)
    other.load_state_dict(network.state_dict())
    with torch.no_grad():
        assert torch.equal(network(covers), other(covers))


def test_only_gain_and_bias_are_learnt_step_by_step() -> None:
    network = Ridge({"fine": 6}, 4, 3)
    assert {name for name, _ in network.named_parameters()} == {"gain", "bias"}
    network.gain.data.fill_(2)
    network.bias.data.copy_(torch.tensor([1.0, 0, 0]))
    assert network(torch.tensor([[0.5, 0, 0]]), solved=True).tolist() == [[2, 0, 0]]


def test_words_alone_will_do() -> None:
    labels = torch.tensor([0, 0, 1, 1])
    written = torch.tensor([[1.0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 1]])
    network = Ridge({"words": 3}, 4, 2)
    network.learn(written, labels, 0.1)
    with torch.no_grad():
        told = network(torch.tensor([[1.0, 0, 0], [0, 0, 1], [0, 0, 0]]))
    assert told[:2].argmax(1).tolist() == [0, 1]
    assert told[2].tolist() == [0, 0]  # no word speaks for either
