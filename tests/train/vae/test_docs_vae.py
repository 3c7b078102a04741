"""What docs/vae.md shows: its recipes exist, its options are options, and what it plays can be played."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from albumen.play.vae.wishes import ALPHA, OPTIONS
from albumen.train import read_recipe
from albumen.train.vae.settings import VaeData, VaeLoss, VaeRecipe, VaeSection
from tests.players import write_picture
from tests.shell import albumen
from tests.vae_weights import write_vae

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "vae.md").read_text(encoding="utf-8")
COMMANDS = [shlex.split(line)[1:] for line in re.findall(r"^(?:\w+=\S+ )?(albumen .*)$", PAGE, re.MULTILINE)]


def test_the_page_trains_all_three_and_plays_twice() -> None:
    assert [words[0] for words in COMMANDS] == ["train", "train", "train", "play", "play"]
    assert {Path(words[1]).stem for words in COMMANDS[:3]} == {path.stem for path in ROOT.glob("recipes/s4-vae*.toml")}


@pytest.mark.parametrize("words", [words for words in COMMANDS if words[0] == "train"], ids=" ".join)
def test_recipes_and_options_of_the_trainings_are_there(words: list[str]) -> None:
    recipe = read_recipe(ROOT / words[1])
    assert isinstance(recipe, VaeRecipe)
    assert Path(words[-1]).name.endswith("-jazz")
    assert ("-mel-" in words[-1]) == (recipe.network.domain == "mel")
    shown = albumen("train", "--help").out
    assert all(word in shown for word in words if word.startswith("--"))


@pytest.mark.parametrize("words", [words for words in COMMANDS if words[0] == "play"], ids=" ".join)
def test_what_is_played_can_be_played(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALBUMEN_MODELS", "trained")
    write_picture(tmp_path / "cover.jpg")
    for genre in ("jazz", "pop", "rock"):
        write_vae(Path("trained") / f"s4-vae-{genre}", genre)
    ran = albumen(*words, "--seconds", "2", "--format", "wav", "--out", "heard")
    assert (ran.code, ran.complaints) == (0, [])
    assert len(list(Path("heard").glob("*.wav"))) == (3 if "--top" in words else 1)


def test_settings_and_defaults_of_the_page_are_those_of_the_house() -> None:
    assert f"`--set alpha=…`, {ALPHA:g}" in PAGE
    assert {"alpha", "model"} <= OPTIONS.keys()
    assert {"clips", "split"} <= VaeData.model_fields.keys()
    assert {"kl", "stft", "whitening"} <= VaeLoss.model_fields.keys()
    assert {"lines", "latent"} <= VaeSection.model_fields.keys()
