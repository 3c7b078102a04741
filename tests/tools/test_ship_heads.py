"""From trained weights to what is shipped."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch

from albumen.listen.heads import CLASSES
from albumen.listen.mlp import Mlp
from albumen.train.mlp.settings import FeatureRecipe
from tools.ship_heads import GENRE_CALIBRATION, MOOD_SHARE, agreement, calibrated, held_out, layers_of, model_of


@pytest.fixture
def network() -> Mlp:
    torch.manual_seed(0)
    made = Mlp(6, (8,), 3, batch_norm=False, standardise=True)
    made.standardise_by(torch.randn(50, 6) * 3 + 2)
    return made.eval()


def test_the_shipped_model_says_what_the_network_says_in_log_odds(network: Mlp) -> None:
    scale, shift = np.array([2.0, 0.5, 1.0]), np.array([-1.0, 0.0, 3.0])
    model = model_of(layers_of(network.state_dict(), scale, shift), "head").SerializeToString()
    features = np.random.default_rng(1).normal(size=(5, 6)).astype(np.float32)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (scores,) = session.run(None, {"features": features})
    with torch.no_grad():
        expected = network(torch.as_tensor(features)).numpy() * scale + shift
    assert scores == pytest.approx(expected, abs=1e-5)


def table() -> dict[str, np.ndarray]:
    """Targets that are linear in the features, ten packages of two tracks of six excerpts; units 2, middle 5."""
    rng = np.random.default_rng(0)
    features = rng.normal(size=(120, 4)).astype(np.float32)
    weights = np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 0.0], [0.0, -0.5]])
    taught = (features @ weights).astype(np.float32)
    return {
        "X": features, "Y": taught, "classes": np.array(["Jazz", "Ska"]), "middle": np.full(2, 5.0),
        "spread": np.full(2, 2.0), "heard": np.column_stack([taught[:, 0], np.full(120, np.nan)]),
        "groups": np.repeat([f"p{at}" for at in range(10)], 12), "tracks": np.repeat(np.arange(20), 6),
        "partners": np.repeat([f"p{at}" for at in range(10)], 12),
        "plain": np.tile([True, True, False], 40),
    }  # fmt: skip


def test_what_can_be_learnt_is_told_of_packages_that_were_not_seen() -> None:
    recipe = FeatureRecipe.model_validate({
        "title": "linear", "task": "features", "network": {"hidden": (), "standardise": True},
        "loss": {"kind": "squared"}, "fit": {"epochs": 20, "batch": 16, "learning_rate": 0.05},
    })  # fmt: skip
    made = table()
    told = held_out(made, recipe)
    assert all(correlation > 0.95 for correlation in agreement(told, made["Y"], made).values())
    assert told == pytest.approx(made["Y"] * 2 + 5, abs=1.0), "in log odds, and not as standard scores"
    assert list(agreement(told, made["heard"], made)) == ["Jazz"], "of the other, nothing was heard"


def test_a_mixture_with_a_part_in_what_is_judged_is_not_trained_on() -> None:
    """Mixtures of an unseen package and a seen one carry the answers to the first, which nothing else could give."""
    rng, made = np.random.default_rng(6), table()
    features = np.concatenate([made["X"], made["X"]])
    taught = rng.normal(size=(120, 2)).astype(np.float32)
    mixed = {
        **made, "X": features, "Y": np.concatenate([taught, taught]), "tracks": np.tile(made["tracks"], 2),
        "plain": np.concatenate([made["plain"], np.zeros(120, bool)]),
        "groups": np.concatenate([made["groups"], np.roll(made["groups"], 12)]),
        "partners": np.tile(made["groups"], 2),
    }  # fmt: skip
    recipe = FeatureRecipe.model_validate({
        "title": "rote", "task": "features", "network": {"hidden": (64,), "standardise": True},
        "loss": {"kind": "squared"}, "fit": {"epochs": 40, "batch": 16, "learning_rate": 0.01},
    })  # fmt: skip
    assert abs(agreement(held_out(mixed, recipe), mixed["Y"], mixed)["Jazz"]) < 0.5


def moods() -> dict[str, np.ndarray]:
    """Sad is heard where it is told; Happy and Funny are not heard; 300 tracks of 30 packages."""
    rng = np.random.default_rng(4)
    heard = np.full((300, 9), np.nan)
    heard[:, 2:7] = rng.normal(size=(300, 5))
    return {
        "classes": np.array(CLASSES["mood"]), "heard": heard, "groups": np.repeat([f"p{at}" for at in range(30)], 10),
        "tracks": np.arange(300), "plain": np.ones(300, bool),
    }  # fmt: skip


def test_a_mood_is_as_likely_as_it_is_heard() -> None:
    made = moods()
    told = np.nan_to_num(made["heard"]) * 3 + np.random.default_rng(5).normal(size=(300, 9)) * 2 + 4
    calibration, errors = calibrated(told, made)
    slope, offset = calibration["Sad"]
    assert slope > 0
    assert (1 / (1 + np.exp(-(slope * told[:, 2] + offset)))).mean() == pytest.approx(MOOD_SHARE, abs=0.01)
    assert set(errors) == {"Sad", "Tender", "Exciting", "Angry", "Scary"}
    assert max(errors.values()) < 0.1
    assert calibration["Happy"] == calibration["Funny"]
    assert (1 / (1 + np.exp(-(told[:, 0] + calibration["Happy"][1])))).mean() == pytest.approx(MOOD_SHARE, abs=0.01)
    assert calibration["valence"] == calibration["arousal"] == (1.0, 0.0)


def test_all_genres_share_one_calibration() -> None:
    made = moods() | {"classes": np.array(CLASSES["genre"])}
    calibration, errors = calibrated(np.zeros((300, 25)), made)
    assert set(calibration.values()) == {GENRE_CALIBRATION}
    assert errors == {}
