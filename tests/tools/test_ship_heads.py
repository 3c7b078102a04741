"""From trained weights to what is shipped."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch

from albumen.listen.mlp import Mlp
from albumen.train.mlp.settings import FeatureRecipe
from tools.calibrate_heads import calibration_error, platt
from tools.ship_heads import agreement, forward, held_out, layers_of, mean_by_track, model_of


@pytest.fixture
def network() -> Mlp:
    torch.manual_seed(0)
    made = Mlp(6, (8,), 3, batch_norm=False, standardise=True)
    made.standardise_by(torch.randn(50, 6) * 3 + 2)
    return made.eval()


def test_the_shipped_model_says_what_the_network_says_above_an_ordinary_song(network: Mlp) -> None:
    model = model_of(layers_of(network.state_dict()), "head").SerializeToString()
    features = np.random.default_rng(1).normal(size=(5, 6)).astype(np.float32)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (scores,) = session.run(None, {"features": features})
    with torch.no_grad():
        expected = network(torch.as_tensor(features)) - network(torch.zeros(1, 6))
    assert scores == pytest.approx(expected.numpy(), abs=1e-5)


def test_layers_by_hand_are_the_network(network: Mlp) -> None:
    layers = layers_of(network.state_dict())
    assert forward(layers, np.zeros((1, 6))) == pytest.approx(np.zeros((1, 3)), abs=1e-9)


def table() -> dict[str, np.ndarray]:
    """Targets that are linear in the features, ten packages of two tracks of six excerpts."""
    rng = np.random.default_rng(0)
    features = rng.normal(size=(120, 4)).astype(np.float32)
    weights = np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 0.0], [0.0, -0.5]])
    return {
        "X": features, "Y": (features @ weights).astype(np.float32), "classes": np.array(["Jazz", "Ska"]),
        "groups": np.repeat([f"p{at}" for at in range(10)], 12), "tracks": np.repeat(np.arange(20), 6),
        "plain": np.tile([True, True, False], 40),
    }  # fmt: skip


def test_what_can_be_learnt_is_told_of_packages_that_were_not_seen() -> None:
    recipe = FeatureRecipe.model_validate({
        "title": "linear", "task": "features", "network": {"hidden": (), "standardise": True},
        "loss": {"kind": "squared"}, "fit": {"epochs": 20, "batch": 16, "learning_rate": 0.05},
    })  # fmt: skip
    made = table()
    told = held_out(made, recipe)
    assert all(correlation > 0.95 for correlation in agreement(told, made).values())
    above = held_out(made, recipe, zeroed=True)
    assert np.abs(above - told).max() > 0


def test_a_track_is_the_mean_of_its_unchanged_excerpts() -> None:
    made = table()
    means = mean_by_track(made["X"], made)
    first = made["X"][[0, 1, 3, 4]]
    assert means.shape == (20, 4)
    assert means[0] == pytest.approx(first.mean(axis=0), abs=1e-6)


def test_platt_finds_the_slope_and_offset_that_made_the_labels() -> None:
    rng = np.random.default_rng(0)
    odds = rng.normal(scale=2, size=40_000)
    true = rng.random(40_000) < 1 / (1 + np.exp(-(0.7 * odds - 1.2)))
    slope, offset = platt(odds, true)
    assert slope == pytest.approx(0.7, abs=0.03)
    assert offset == pytest.approx(-1.2, abs=0.04)


def test_calibration_error_is_the_distance_of_told_and_true() -> None:
    true = np.array([True, False] * 50)
    assert calibration_error(np.full(100, 0.5), true) == pytest.approx(0.0)
    assert calibration_error(np.full(100, 0.8), true) == pytest.approx(0.3)
    assert calibration_error(true.astype(float), true) == pytest.approx(0.0)
