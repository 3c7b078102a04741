"""The listener of S1: VGGish at its real size, and classifiers with known biases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from typer.testing import CliRunner

from albumen import audio
from albumen.cli.app import app
from albumen.description import Description
from albumen.errors import MissingExtra, MissingWeights
from albumen.listen import LISTENERS, describe
from albumen.listen.vggish import dequantise, heads
from albumen.listen.vggish.classifier import load_classifier, new_network
from albumen.song import Song
from albumen.vocabulary import GENRES, MOODS
from tests.songs import music, write_song


def write_head(
    folder: Path, names: tuple[str, ...], likeliest: str, example: str = "second", slope: float = 0.0
) -> None:
    """A classifier that says `likeliest` of everything; with `slope`, more surely where the first number is high."""
    network = new_network(len(names)).eval()
    tensors = {name: torch.zeros_like(tensor) for name, tensor in network.state_dict().items()}
    tensors |= {name: torch.ones_like(tensor) for name, tensor in tensors.items() if name.endswith("running_var")}
    with torch.no_grad():
        first, *_, last = [name for name, tensor in tensors.items() if tensor.ndim == 2]
        tensors[first][0, 0] = 1.0
        tensors["layers.1.weight"] += 1.0
        tensors[last][:, 0] = slope
        tensors[last.replace("weight", "bias")][:] = -3.0
        tensors[last.replace("weight", "bias")][names.index(likeliest)] = 3.0
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "weights.safetensors")
    shape = {"hidden": [1024], "batch_norm": True, "dropout": 0.0, "standardise": False}
    card = {
        "names": names, "inputs": 128, "thresholds": [0.5] * len(names),
        "recipe": {"network": shape, "data": {"example": example}},
        "weights": {"sha256": hashlib.sha256((folder / "weights.safetensors").read_bytes()).hexdigest()},
    }  # fmt: skip
    (folder / "card.json").write_text(json.dumps(card))


@pytest.fixture
def shelf(own_models: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """VGGish's weights in place, and room for classifiers."""
    monkeypatch.setenv("ALBUMEN_MODELS", str(own_models))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield tmp_path / "cache" / "albumen" / "models"
    LISTENERS.get("vggish").close()  # type: ignore[attr-defined]


@pytest.fixture
def trained(shelf: Path) -> Path:
    write_head(shelf / "s1-genre", GENRES, "Reggae")
    write_head(shelf / "s1-mood", MOODS, "Funny")
    return shelf


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Song:
    return audio.open(write_song(tmp_path_factory.mktemp("songs") / "song.wav", music(3.1), 44_100))


def test_genres_and_moods_are_the_classifiers_and_all_else_is_musicnns(trained: Path, song: Song) -> None:
    heard = describe(song, LISTENERS.get("vggish"))
    ground = describe(song, LISTENERS.get("musicnn"))
    assert (heard.top("genres", 1), heard.top("moods", 1)) == (["Reggae"], ["Funny"])
    assert list(heard.genres) == list(GENRES)
    assert heard.moods["Sad"] == pytest.approx(1 / (1 + np.exp(3)))
    assert "s1-genre classifier on VGGish's 8-bit codes, mean over all 0:03" in heard.sources["genres"]
    for name in ("tags", "affect", "tempo", "key", "loudness", "brightness", "onset_rate"):
        assert getattr(heard, name) == getattr(ground, name)
    assert Description.from_dict(heard.to_dict()).to_dict() == heard.to_dict()


def test_once_it_is_ready_it_is_the_best_listener(trained: Path) -> None:
    chosen, why = LISTENERS.choose()
    assert chosen.card.name == "vggish"
    assert why == "vggish is the best engine that is ready."


def test_without_classifiers_it_says_how_to_train_them(shelf: Path) -> None:
    ready = LISTENERS.get("vggish").card.ready()
    assert not ready.ok
    assert ready.reason == "the classifier s1-genre is not trained"
    assert "albumen train recipes/s1-genre.toml" in ready.remedy
    assert str(shelf / "s1-genre") in ready.remedy
    assert LISTENERS.choose()[0].card.name == "musicnn"
    with pytest.raises(MissingExtra, match="albumen train"):
        LISTENERS.choose("vggish")


def test_without_weights_it_says_how_to_bring_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("ALBUMEN_MODELS", raising=False)
    assert LISTENERS.get("vggish").card.ready().remedy == "run: albumen models pull vggish"


def test_a_classifier_of_other_classes_is_refused(trained: Path, song: Song) -> None:
    write_head(trained / "s1-genre", MOODS, "Sad")
    with pytest.raises(MissingWeights, match="tells 7 other classes apart"):
        describe(song, LISTENERS.get("vggish"))


def test_a_songs_probability_is_the_mean_over_its_seconds(tmp_path: Path) -> None:
    write_head(tmp_path / "seconds", MOODS, "Happy", slope=1.0)
    classifier = load_classifier(tmp_path / "seconds")
    codes = np.random.default_rng(0).integers(0, 256, (23, 128), np.uint8)
    logits = 3 + np.maximum(dequantise(codes)[:, 0] / np.sqrt(1 + 1e-5), 0)
    wanted = np.mean(1 / (1 + np.exp(-logits)))
    assert heads.Heads(classifier, classifier).moods(codes)["Happy"] == pytest.approx(wanted, abs=1e-6)


def test_a_classifier_of_clips_hears_means_of_ten_seconds(tmp_path: Path) -> None:
    write_head(tmp_path / "clips", MOODS, "Happy", "clip", slope=1.0)
    classifier = load_classifier(tmp_path / "clips")
    codes = np.random.default_rng(0).integers(0, 256, (23, 128), np.uint8)
    first = dequantise(codes)[:, 0]
    means = np.array([first[:10].mean(), first[10:20].mean(), first[20:].mean()])
    wanted = np.mean(1 / (1 + np.exp(-3 - np.maximum(means / np.sqrt(1 + 1e-5), 0))))
    assert heads.Heads(classifier, classifier).moods(codes)["Happy"] == pytest.approx(wanted, abs=1e-6)


def test_the_command_line_takes_a_listener_by_name(trained: Path, song: Song) -> None:
    result = CliRunner().invoke(app, ["describe", str(song.path), "--listener", "vggish", "--json"])
    assert result.exit_code == 0, result.output
    row = json.loads(result.stdout.splitlines()[-1])
    assert max(row["genres"], key=row["genres"].get) == "Reggae"


def test_a_listener_that_does_not_exist_is_wrong_use(song: Song) -> None:
    result = CliRunner().invoke(app, ["describe", str(song.path), "--listener", "nobody"])
    assert result.exit_code == 2
    assert "there are: vggish, musicnn" in " ".join(result.stderr.split())


def test_closing_gives_the_weights_back(trained: Path, song: Song) -> None:
    listener = LISTENERS.get("vggish")
    before = describe(song, listener).genres
    listener.close()  # type: ignore[attr-defined]
    assert describe(song, listener).genres == before
