"""From trained weights to what is shipped."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch

from albumen.listen.heads import CLASSES, FEATURES, HEADS, HeadName
from albumen.listen.mlp import Mlp
from albumen.train.mlp.settings import FeatureRecipe
from tools import teachers
from tools.corpus_tables import FARTHEST
from tools.ship_heads import (
    GENRE_CALIBRATION,
    MOOD_SHARE,
    agreement,
    calibrated,
    held_out,
    layers_of,
    model_of,
    odds_of,
)  # fmt: skip


def trained(head: HeadName) -> Mlp:
    torch.manual_seed(0)
    made = Mlp(FEATURES, (8,), len(teachers.taught_by_yamnet(head)), batch_norm=False, standardise=True)
    made.standardise_by(torch.randn(50, FEATURES) * 3 + 2)
    return made.eval()


def lesson_of(head: HeadName) -> dict[str, np.ndarray]:
    rng, classes = np.random.default_rng(3), teachers.taught_by_yamnet(head)
    heard = np.isin(CLASSES[head], classes)
    return {
        "classes": np.array(classes), "mean": rng.normal(size=FEATURES), "deviation": rng.uniform(0.1, 2, FEATURES),
        "weights": heard * rng.uniform(0.5, 2, len(heard)), "ordinary": heard * rng.normal(size=len(heard)),
    }  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
def test_the_shipped_model_says_what_both_teachers_say_in_calibrated_log_odds(head: HeadName) -> None:
    network, table = trained(head), lesson_of(head)
    features = np.random.default_rng(1).normal(size=(5, FEATURES)).astype(np.float32)
    features[0, 445] = 1e4
    text = np.zeros((5, len(CLASSES[head])))
    calibration = {name: (1.5, at - 3.0) for at, name in enumerate(CLASSES[head])}
    told = scores(head, layers_of(network.state_dict()), table | {"weights": 0 * table["weights"]}, features)
    model = scores(head, layers_of(network.state_dict()), table, features, calibration)
    standard = np.clip((features - table["mean"]) / table["deviation"], -FARTHEST, FARTHEST).astype(np.float32)
    with torch.no_grad():
        heard = np.clip(network(torch.as_tensor(standard)).numpy(), *teachers.FARTHEST)
    both = told + odds_of(head, heard, table | {"text": text})
    assert model == pytest.approx(1.5 * both + np.arange(len(CLASSES[head])) - 3.0, abs=2e-2, rel=1e-4)


def scores(
    head: HeadName, layers: list[tuple[np.ndarray, np.ndarray]], table: dict[str, np.ndarray], features: np.ndarray,
    calibration: dict[str, tuple[float, float]] | None = None,
) -> np.ndarray:  # fmt: skip
    as_it_is = dict.fromkeys(CLASSES[head], (1.0, 0.0))
    model = model_of(head, layers, table, calibration or as_it_is).SerializeToString()
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return np.asarray(session.run(["scores"], {"features": features})[0])


def test_where_yamnet_has_no_say_the_text_speaks_alone() -> None:
    table, features = lesson_of("mood"), np.random.default_rng(2).normal(size=(5, FEATURES)).astype(np.float32)
    layers = layers_of(trained("mood").state_dict())
    with_yamnet, without = (scores("mood", layers, table | {"weights": k * table["weights"]}, features) for k in (1, 0))
    same = np.abs(with_yamnet - without).max(axis=0) < 1e-6
    assert [name for name, one in zip(CLASSES["mood"], same.tolist(), strict=True) if one] == [
        "Happy", "Funny", "valence", "arousal",
    ]  # fmt: skip


def table() -> dict[str, np.ndarray]:
    """Targets that are linear in the features, ten packages of two tracks of six excerpts."""
    rng = np.random.default_rng(0)
    features = rng.normal(size=(120, 4)).astype(np.float32)
    weights = np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 0.0], [0.0, -0.5]])
    taught = (features @ weights).astype(np.float32)
    return {
        "X": features, "Y": taught, "classes": np.array(["Jazz", "Ska"]),
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
    assert told == pytest.approx(made["Y"], abs=0.5)
    each = agreement(("Jazz", "Ska"), told, made["Y"], made)
    assert list(each) == ["Jazz", "Ska"]
    assert min(each.values()) > 0.95


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
    assert abs(agreement(("Jazz", "Ska"), held_out(mixed, recipe), mixed["Y"], mixed)["Jazz"]) < 0.5


def moods() -> dict[str, np.ndarray]:
    """Sad is heard where it is told; Happy and Funny are not heard; 300 tracks of 30 packages."""
    rng = np.random.default_rng(4)
    heard = np.full((300, 9), np.nan)
    heard[:, 2:7] = rng.normal(size=(300, 5))
    return {
        "heard": heard, "groups": np.repeat([f"p{at}" for at in range(30)], 10),
        "tracks": np.arange(300), "plain": np.ones(300, bool),
    }  # fmt: skip


def test_a_mood_is_as_likely_as_it_is_heard() -> None:
    made = moods()
    told = np.nan_to_num(made["heard"]) * 3 + np.random.default_rng(5).normal(size=(300, 9)) * 2 + 4
    calibration, errors = calibrated("mood", told, made)
    slope, offset = calibration["Sad"]
    assert slope > 0
    assert (1 / (1 + np.exp(-(slope * told[:, 2] + offset)))).mean() == pytest.approx(MOOD_SHARE, abs=0.01)
    assert set(errors) == {"Sad", "Tender", "Exciting", "Angry", "Scary"}
    assert max(errors.values()) < 0.1
    assert calibration["Happy"] == calibration["Funny"]
    assert (1 / (1 + np.exp(-(told[:, 0] + calibration["Happy"][1])))).mean() == pytest.approx(MOOD_SHARE, abs=0.01)
    assert calibration["valence"] == calibration["arousal"] == (1.0, 0.0)


def test_all_genres_share_one_calibration() -> None:
    calibration, errors = calibrated("genre", np.zeros((300, 25)), moods())
    assert set(calibration.values()) == {GENRE_CALIBRATION}
    assert errors == {}
