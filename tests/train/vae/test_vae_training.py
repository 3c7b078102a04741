"""A small VAE learns invented clips from files; its measures mean what they say; it is kept, and played."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from albumen.brief import Brief
from albumen.description import Description
from albumen.errors import BadDataset, BadRecipe
from albumen.play.engine import ENGINES, play
from albumen.play.vae.player import load_player
from albumen.train import TASKS, Outcome, fit, read_recipe, recipe_of
from albumen.train.task import Share
from albumen.train.vae.clips import read_clips
from albumen.train.vae.settings import VaeData, VaeRecipe
from albumen.train.vae.task import VaeTask
from tests.vae_weights import RATE, write_clips

RECIPES = Path(__file__).parents[3] / "recipes"
RECIPE = """
title = "tones"
task = "vae"
seed = 1
[data]
seconds = 0.5
clips = 2
[network]
domain = "{domain}"
widths = [16, 32]
strides = {strides}
latent = 4
[loss]
kl = 1e-4
{stft}
[fit]
epochs = {epochs}
batch = 4
learning_rate = 4e-3
"""


def text(domain: str = "waveform", epochs: int = 12, stft: str = "") -> str:
    strides = "[8, 8]" if domain == "waveform" else "[2, 2]"
    return RECIPE.format(domain=domain, strides=strides, epochs=epochs, stft=stft)


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def tones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clips(tmp_path_factory.mktemp("music") / "tones", 20)


def trained(tones: Path, folder: Path, domain: str, epochs: int, stft: str = "", limit: int | None = None) -> Outcome:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tones.toml").write_text(text(domain, epochs, stft))
    return fit(folder / "tones.toml", tones, folder / f"s4-vae-{domain}", "cpu", limit=limit)


@pytest.fixture(scope="module")
def waveform(tones: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return trained(tones, tmp_path_factory.mktemp("waveform"), "waveform", 13)


@pytest.fixture(scope="module")
def mel(tones: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return trained(tones, tmp_path_factory.mktemp("mel"), "mel", 17)


def task(folder: Path, recipe: str) -> VaeTask:
    made = TASKS.get("vae").make(recipe_of(recipe), folder, lambda done, doing="": None)
    assert isinstance(made, VaeTask)
    return made


def test_it_gives_back_tones_that_it_never_heard(waveform: Outcome) -> None:
    assert waveform.measures["error"] < 0.03, "1 is the mean predictor"
    assert waveform.measures["snr"] == pytest.approx(-10 * np.log10(waveform.measures["error"]))
    assert waveform.measures["spectral_convergence"] < 0.2


def test_the_mel_variant_learns_too(mel: Outcome) -> None:
    assert mel.measures["error"] < 0.1
    card = json.loads((mel.folder / "card.json").read_text())
    assert card["domain"] == "mel"
    assert card["sound"]["spectral_convergence"] < 0.95, "1 is silence"


def test_through_a_lapped_transform_it_learns_more_in_less(tones: Path, tmp_path: Path) -> None:
    lines = text(epochs=2, stft="whitening = 0.5").replace("[16, 32]", "[32]").replace("[8, 8]", "[1]")
    (tmp_path / "lines.toml").write_text(lines.replace("latent = 4", "latent = 16\nlines = 64\ndepth = 2"))
    outcome = fit(tmp_path / "lines.toml", tones, tmp_path / "s4-vae-tones", "cpu")
    assert outcome.measures["error"] < 0.03, "where samples need 13 epochs"
    player = load_player(outcome.folder)
    assert player.codes.shape == (32, 16, -(-round(0.5 * RATE) // 64) + 1)


def test_lines_are_of_waveforms() -> None:
    with pytest.raises(BadRecipe, match="mel spectrogram has bands"):
        recipe_of(text("mel").replace("latent = 4", "latent = 4\nlines = 64"))


def test_before_training_it_is_no_better_than_silence(tones: Path) -> None:
    fresh = task(tones, text())
    torch.manual_seed(0)
    measured = fresh.evaluate(fresh.build().eval(), torch.device("cpu"))
    assert measured["error"] == pytest.approx(1.0, abs=0.2)


def test_silence_scores_1(tones: Path) -> None:
    fresh = task(tones, text())
    network = fresh.build().eval()
    for parameter in network.parameters():
        parameter.data.zero_()
    measured = fresh.evaluate(network, torch.device("cpu"))
    assert measured["error"] == pytest.approx(1.0, abs=0.05)
    assert measured["spectral_convergence"] == pytest.approx(1.0, abs=0.01)
    assert measured["kl"] == 0


@torch.no_grad()
def test_the_loss_is_the_sum_of_its_parts(tones: Path) -> None:
    with_stft = task(tones, text(stft="stft = 0.5"))
    network = with_stft.build().eval()
    clips = torch.as_tensor(next(iter(with_stft.batches(0, 0, Share()))).arrays["clips"])
    plain = task(tones, text()).loss(network, {"clips": clips}, "")
    both = with_stft.loss(network, {"clips": clips}, "")
    assert float(plain.value) == pytest.approx(float(plain.logs["error"]) + 1e-4 * float(plain.logs["kl"]), rel=1e-6)
    assert float(both.value) > float(plain.value)


def test_the_codes_beside_the_weights_are_those_of_the_training_clips(waveform: Outcome, tones: Path) -> None:
    player = load_player(waveform.folder)
    clips = read_clips(tones, VaeData(seconds=0.5, clips=2), 1)
    assert player.codes.shape == (32, 4, -(-round(0.5 * RATE) // 64))
    wave = clips.train.waveforms([5])[0]
    back = player.decoded(player.codes[5])
    assert np.mean((back - wave) ** 2) < 0.05 * np.mean(wave**2)
    assert player.card["data"]["train"][5] == clips.train.names[5]


def test_what_was_trained_plays(waveform: Outcome, mel: Outcome) -> None:
    seen = Description(embedding=np.ones(10, np.float32))
    for outcome in (waveform, mel):
        brief = Brief(seen, "", seconds=1.5, options={"model": str(outcome.folder), "alpha": "0.2"})
        music = play(brief, ENGINES.get("vae"))
        assert music.audio.samples.shape == (1, round(1.5 * RATE))
        assert np.abs(music.audio.samples).max() > 0.05
        assert music.origin == "vae/tones"


def test_it_goes_on_where_it_stopped(tones: Path, tmp_path: Path) -> None:
    whole = trained(tones, tmp_path / "whole", "waveform", 2)
    trained(tones, tmp_path / "parts", "waveform", 2, limit=9)
    parts = trained(tones, tmp_path / "parts", "waveform", 2)
    assert parts.measures == whole.measures


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("[8, 8]", "[8]"), "even number for each"),
        (("[8, 8]", "[8, 3]"), "even number for each"),
        (('"waveform"', '"midi"'), "domain"),
    ],
)
def test_recipes_that_are_not_possible(change: tuple[str, str], says: str) -> None:
    with pytest.raises(BadRecipe, match=says):
        recipe_of(text().replace(*change))


def test_a_mel_has_no_spectral_loss() -> None:
    with pytest.raises(BadRecipe, match="for waveforms"):
        recipe_of(text("mel", stft="stft = 1.0"))


def test_without_music_it_says_what_to_name() -> None:
    with pytest.raises(BadDataset, match="--data"):
        TASKS.get("vae").make(recipe_of(text()), None, lambda done, doing="": None)


@pytest.mark.parametrize(("name", "domain"), [("s4-vae", "waveform"), ("s4-vae-mel", "mel")])
def test_the_published_settings(name: str, domain: str) -> None:
    recipe = read_recipe(RECIPES / f"{name}.toml")
    assert isinstance(recipe, VaeRecipe)
    known = recipe.fit
    assert (known.optimiser, known.learning_rate, known.epochs, known.batch) == ("adam", 2e-4, 500, 1)
    assert (known.schedule, recipe.stop.patience, recipe.data.seconds) == ("constant", 0, 15.0)
    assert (recipe.network.domain, recipe.loss.stft) == (domain, 0.0)


def test_the_lapped_recipe_can_begin_with_components() -> None:
    recipe = read_recipe(RECIPES / "s4-vae-lapped.toml")
    assert isinstance(recipe, VaeRecipe)
    own = recipe.network
    assert (own.domain, own.strides) == ("waveform", (1,))
    assert own.latent <= own.widths[0] <= own.lines


def test_silence_can_be_learnt_from(tmp_path: Path) -> None:
    quiet = tmp_path / "quiet"
    quiet.mkdir()
    for number in range(3):
        soundfile.write(quiet / f"{number}.wav", np.zeros(round(1.1 * RATE)), RATE)
    outcome = trained(quiet, tmp_path, "waveform", 1)
    assert np.isfinite(list(outcome.measures.values())).all()


def test_each_process_sees_its_share_of_every_batch(tones: Path) -> None:
    fresh = task(tones, text())
    whole = [batch.arrays["clips"] for batch in fresh.batches(1, 0, Share())]
    parts = [[batch.arrays["clips"] for batch in fresh.batches(1, 0, Share(rank, 2))] for rank in range(2)]
    assert len(whole) == fresh.steps == 8
    for at, batch in enumerate(whole):
        assert np.array_equal(batch[0::2], parts[0][at])
        assert np.array_equal(batch[1::2], parts[1][at])


def test_the_order_follows_from_seed_and_epoch(tones: Path) -> None:
    fresh = task(tones, text())

    def order(epoch: int, first: int = 0) -> list[bytes]:
        return [batch.arrays["clips"].tobytes() for batch in fresh.batches(epoch, first, Share())]

    assert order(0) == order(0)
    assert order(0) != order(1)
    assert order(0, 3) == order(0)[3:]


def test_the_card_says_what_it_learnt_from_and_how_it_sounds(waveform: Outcome) -> None:
    card = json.loads((waveform.folder / "card.json").read_text())
    data = card["data"]
    assert (card["genre"], card["clips"]["train"], len(data["test"])) == ("tones", 32, 2)
    assert not set(data["train"]) & {*data["validation"], *data["test"]}
    assert "only if you may share it" in data["licence"]
    assert card["sound"]["clips"] == 4
    assert card["sound"]["spectral_convergence"] == pytest.approx(waveform.measures["spectral_convergence"], rel=1e-3)
