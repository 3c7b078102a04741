"""The classifiers of S1 on TFRecords with a known signal: trained by their recipes, measured on eval."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from albumen.data.audioset import CLASSES
from albumen.errors import BadDataset, MissingWeights
from albumen.listen.vggish.classifier import load_classifier
from albumen.score.classification import best_thresholds
from albumen.score.clips import score_clips
from albumen.score.report import Report
from albumen.train import fit
from albumen.train.mlp.clips import Clips
from albumen.train.mlp.settings import AudioSetData
from tests.train.synthetic import clips, write_audioset

RECIPES = Path(__file__).parents[2] / "recipes"
RARE = 0.5
"""Each mood is half as frequent as the one before it: the last has one clip where the first has 64."""


@pytest.fixture(scope="module")
def audioset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audioset")
    return write_audioset(folder, "mood", {"eval": 300, "balanced": 200, "unbalanced": 1500}, RARE, seconds=3)


def trained(audioset: Path, name: str, **own: Any) -> Path:
    """The recipe's training, with batches for a small set."""
    text = (RECIPES / f"{name}.toml").read_text(encoding="utf-8").replace("batch = 4096", "batch = 256")
    (audioset / f"{name}.toml").write_text(text, encoding="utf-8")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    fit(audioset / f"{name}.toml", audioset, audioset / name, "cpu", **own)
    torch.set_num_threads(threads)
    return audioset / name


@pytest.fixture(scope="module")
def published(audioset: Path) -> Path:
    return trained(audioset, "s1-mood")


@pytest.fixture(scope="module")
def balanced(audioset: Path) -> Path:
    return trained(audioset, "s1-mood-balanced")


def measured(weights: Path, audioset: Path) -> Report:
    return score_clips("mood", weights, audioset, resamples=5)


def test_the_published_recipe_learns_what_is_frequent(published: Path, audioset: Path) -> None:
    found = measured(published, audioset)
    assert found.scores.f1[:4].min() > 0.6
    assert found.scores.macro["auroc"] > 0.95
    assert found.thresholds.tolist() == [0.5] * 7


def test_and_misses_what_is_rare_as_the_paper_found(published: Path, audioset: Path) -> None:
    assert measured(published, audioset).scores.f1[-1] < 0.2


def test_the_balanced_recipe_finds_the_rare(published: Path, balanced: Path, audioset: Path) -> None:
    before, after = (measured(weights, audioset).scores for weights in (published, balanced))
    assert after.macro["f1"] > before.macro["f1"] + 0.04
    assert after.recall[-2:].mean() > before.recall[-2:].mean() + 0.1


def test_thresholds_are_the_best_on_the_training_split(balanced: Path, audioset: Path) -> None:
    classifier = load_classifier(balanced)
    made = clips("mood", 1500, seed=3, rare=RARE, seconds=3)  # as the fixture's third split
    features = np.concatenate([clip.frames for clip in made]).astype(np.float32) * np.float32(4 / 255) - 2
    own = [[276 + at in clip.labels for at in range(7)] for clip in made for _ in clip.frames]
    wanted = best_thresholds(np.array(own), classifier.probabilities(features))
    assert classifier.thresholds == pytest.approx(wanted, abs=1e-5)
    assert classifier.card["thresholds_from"] == "best F1 on 4,500 examples of the train split"


def test_the_card_counts_the_data(published: Path) -> None:
    data = load_classifier(published).card["data"]
    made = clips("mood", 1500, seed=3, rare=RARE, seconds=3)
    happy = sum(276 in clip.labels for clip in made)
    assert data["train"]["counts"]["Happy"] == 3 * happy
    assert data["train"]["examples"] == 4500
    assert (data["train"]["split"], data["validation"]["split"]) == ("unbalanced", "balanced")
    assert data["licence"] == "AudioSet (Google), CC BY 4.0"


def test_the_network_is_figure_4s(published: Path) -> None:
    classifier = load_classifier(published)
    shapes = {name: tuple(tensor.shape) for name, tensor in classifier.network.named_parameters()}
    assert list(shapes.values()) == [(1024, 128), (1024,), (1024,), (1024,), (7, 1024), (7,)]
    assert classifier.names == CLASSES["mood"]


def test_probabilities_are_the_networks_written_out(published: Path) -> None:
    classifier = load_classifier(published / "weights.safetensors")
    w = {name: tensor.numpy().astype(np.float64) for name, tensor in classifier.network.state_dict().items()}
    x = np.random.default_rng(0).uniform(-2, 2, (5, 128)).astype(np.float32)
    hidden = x @ w["layers.0.weight"].T + w["layers.0.bias"]
    normed = (hidden - w["layers.1.running_mean"]) / np.sqrt(w["layers.1.running_var"] + 1e-5)
    logits = np.maximum(normed * w["layers.1.weight"] + w["layers.1.bias"], 0) @ w["layers.3.weight"].T
    wanted = 1 / (1 + np.exp(-logits - w["layers.3.bias"]))
    np.testing.assert_allclose(classifier.probabilities(x), wanted, atol=1e-5)
    assert classifier.probabilities(x[:0]).shape == (0, 7)


def test_clips_can_be_measured_as_wholes(published: Path, audioset: Path) -> None:
    found = score_clips("mood", published, audioset, example="clip", resamples=5)
    assert (found.examples, found.source.example) == (300, "clip")
    assert found.scores.macro["average_precision"] > measured(published, audioset).scores.macro["average_precision"]


def test_intervals_draw_whole_clips(published: Path, audioset: Path) -> None:
    found = measured(published, audioset)
    assert (found.examples, found.groups) == (900, 300)


def test_a_mood_classifier_tells_no_genres(published: Path, audioset: Path) -> None:
    with pytest.raises(MissingWeights, match="tells other things than AudioSet's 25 genres"):
        score_clips("genre", published, audioset)


def test_weights_of_another_shape_are_told(published: Path, tmp_path: Path) -> None:
    for name in ("weights.safetensors", "card.json"):
        (tmp_path / name).write_bytes((published / name).read_bytes())
    said = json.loads((tmp_path / "card.json").read_text())
    said["recipe"]["network"]["hidden"] = [512]
    (tmp_path / "card.json").write_text(json.dumps(said))
    with pytest.raises(MissingWeights, match="holds no classifier of genres or moods"):
        load_classifier(tmp_path)


def source(audioset: Path, **own: Any) -> Clips:
    data = AudioSetData.model_validate({"labels": "mood", **own})
    return Clips(audioset, data, 64, 0)


@pytest.mark.parametrize("example", ["second", "clip"])
@pytest.mark.parametrize("sampling", ["shuffled", "inverse", "effective"])
def test_shares_are_those_of_what_is_drawn(audioset: Path, sampling: str, example: str) -> None:
    drawn = source(audioset, sampling=sampling, example=example, beta=0.999)
    seen = np.concatenate([batch.targets for epoch in range(4) for batch in drawn.batches(epoch, 0)])
    deviation = np.sqrt(drawn.shares * (1 - drawn.shares) / len(seen))
    assert (np.abs(seen.mean(axis=0) - drawn.shares) <= 5 * deviation).all()


def test_inverse_sampling_makes_classes_alike(audioset: Path) -> None:
    plain, alike = source(audioset).shares, source(audioset, sampling="inverse").shares
    assert plain.max() / plain.min() > 30
    assert alike.max() / alike.min() < 2.5


def test_the_sample_is_plain_and_has_no_example_twice(audioset: Path) -> None:
    some = source(audioset, sampling="inverse").sample(1000)
    assert len(some) == 1000
    assert len(np.unique(some.features, axis=0)) == 1000
    assert some.targets[:, 0].mean() > 10 * some.targets[:, 6].mean()


def test_a_damaged_shard_is_one_sentence(tmp_path: Path) -> None:
    write_audioset(tmp_path, "mood", {"balanced": 20, "unbalanced": 20}, seconds=1)
    shard = tmp_path / "unbal_train" / "00.tfrecord"
    data = bytearray(shard.read_bytes())
    data[len(data) // 2] ^= 1
    shard.write_bytes(data)
    with pytest.raises(BadDataset, match=r"00\.tfrecord is damaged .* at record \d+; bring the file anew") as caught:
        trained(tmp_path, "s1-mood")
    assert "\n" not in str(caught.value)


def test_damage_may_be_passed_over_and_is_counted(tmp_path: Path) -> None:
    write_audioset(tmp_path, "mood", {"balanced": 20, "unbalanced": 20}, seconds=1)
    shard = tmp_path / "unbal_train" / "00.tfrecord"
    shard.write_bytes(shard.read_bytes()[:-9])
    about: Any = source(tmp_path, skip_damaged=True).about()
    assert (about["train"]["damaged"], about["train"]["examples"]) == (1, 19)


def test_a_missing_split_is_one_sentence(tmp_path: Path) -> None:
    write_audioset(tmp_path, "mood", {"unbalanced": 20}, seconds=1)
    with pytest.raises(BadDataset, match=r"holds no bal_train/\*\.tfrecord"):
        trained(tmp_path, "s1-mood")


def test_no_classifier_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingWeights, match="holds no trained weights"):
        load_classifier(tmp_path)
