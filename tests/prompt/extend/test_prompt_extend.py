"""The GPT-2 extender on a real, tiny GPT-2 that was trained on a few prompts."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from albumen.description import Description
from albumen.errors import BadOption, MissingWeights
from albumen.maker import Model
from albumen.models import find
from albumen.prompt import EXTENDERS, write
from albumen.prompt.extend import PromptExtend, Sampling
from albumen.prompt.extend.banned import banned
from albumen.prompt.extend.cleaning import estimated_tokens
from albumen.prompt.extend.gpt2 import Gpt2
from tests.prompt.extend.tiny_gpt2 import save_tiny_gpt2

HEADS = ("Tender Jazz music album cover", "Sad Rock music album cover", "Happy Pop music album cover")
TAILS = (
    "by greg rutkowski and artgerm, wlop, highly detailed, a small boat on a lake, soft light, muted colours, in oil",
    "a lighthouse in fog, trending on artstation, sharp focus, digital painting, volumetric light, vast empty sky",
    "art by alphonse mucha, a garden at night, concept art, album title in bold text, matte finish, warm tones",
)
CLEAN = {
    "highly detailed", "a small boat on a lake", "soft light", "muted colours", "in oil", "a lighthouse in fog",
    "sharp focus", "digital painting", "volumetric light", "vast empty sky", "a garden at night", "concept art",
    "matte finish", "warm tones",
}  # fmt: skip
SAD_ROCK = Description(genres={"Rock": 0.8}, moods={"Sad": 0.7})


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    torch.set_num_threads(1)
    save_tiny_gpt2(folder / "prompt-extend", [f"{head}, {tail}" for head in HEADS for tail in TAILS])
    return folder


@pytest.fixture
def here(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALBUMEN_MODELS", str(shelf))


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ALBUMEN_MODELS", "XDG_CACHE_HOME", "HF_HUB_CACHE", "HF_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "none"))


def extended(extender: PromptExtend, seed: int, prompt: str = HEADS[1]) -> str:
    return extender.extend(prompt, SAD_ROCK, np.random.default_rng(seed))


@pytest.mark.usefixtures("here")
def test_it_writes_what_it_has_learned_without_names_sites_and_lettering() -> None:
    extender, said = PromptExtend(), set[str]()
    for seed in range(8):
        head, *phrases = extended(extender, seed).split(", ")
        assert head == HEADS[1]
        assert len(phrases) >= 3
        said.update(phrases)
    assert banned(", ".join(said)) is None
    assert len(said & CLEAN) >= 9
    assert len(said - CLEAN) <= 3  # a tiny model now and then mixes two phrases


@pytest.mark.usefixtures("here")
def test_names_come_where_they_are_allowed() -> None:
    extender = PromptExtend(allow_names=True)
    texts = " ".join(extended(extender, seed) for seed in range(8))
    assert "greg rutkowski" in texts or "alphonse mucha" in texts
    assert "artstation" not in texts
    assert "text" not in texts.split()


@pytest.mark.usefixtures("here")
def test_the_same_seed_the_same_words_also_after_others_and_from_another_object() -> None:
    first = PromptExtend()
    texts = [extended(first, seed) for seed in (5, 6, 5)]
    assert texts[0] == texts[2]
    assert extended(PromptExtend(), 5) == texts[0]
    assert len({extended(first, seed) for seed in range(6)}) > 1


@pytest.mark.usefixtures("here")
def test_no_generator_but_its_own_is_touched() -> None:
    torch.manual_seed(11)
    before = torch.get_rng_state(), random.getstate(), np.random.get_state()[1].tolist()  # type: ignore[index]  # noqa: NPY002
    extended(PromptExtend(), 1)
    after = torch.get_rng_state(), random.getstate(), np.random.get_state()[1].tolist()  # type: ignore[index]  # noqa: NPY002
    assert torch.equal(before[0], after[0])
    assert before[1:] == after[1:]


@pytest.mark.usefixtures("here")
def test_words_do_not_depend_on_the_global_generator() -> None:
    texts = []
    for state in (1, 2):
        torch.manual_seed(state)
        texts.append(extended(PromptExtend(), 3))
    assert texts[0] == texts[1]


@pytest.mark.usefixtures("here")
def test_all_of_it_fits_into_what_clip_reads() -> None:
    sampling = Sampling(new_tokens=120, repetition_penalty=1.0, no_repeat_ngram=0, temperature=1.5)
    for seed in range(4):
        assert estimated_tokens(extended(PromptExtend(sampling), seed)) <= 75


@pytest.mark.usefixtures("here")
def test_a_prompt_that_fills_clip_alone_stays_as_it_is() -> None:
    long = "a very long prompt " * 20
    assert extended(PromptExtend(), 0, long.strip()) == long.strip()


@pytest.mark.usefixtures("here")
def test_fewer_tokens_fewer_phrases() -> None:
    counts = [
        [len(extended(PromptExtend(Sampling(new_tokens=most, tries=1)), seed).split(", ")) for seed in range(4)]
        for most in (8, 60)
    ]
    assert sum(counts[0]) < sum(counts[1])


@pytest.mark.usefixtures("here")
def test_cold_it_says_the_likeliest_whatever_the_seed() -> None:
    cold = PromptExtend(Sampling(top_k=1))
    assert len({extended(cold, seed) for seed in range(4)}) == 1


@pytest.mark.usefixtures("here")
def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    extended(PromptExtend(), 0)
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("here")
def test_its_memory_can_be_given_back() -> None:
    extender = PromptExtend()
    text = extended(extender, 2)
    extender.close()
    assert extended(extender, 2) == text


@pytest.mark.usefixtures("here")
def test_auto_takes_it_and_the_prompt_says_so() -> None:
    extender, why = EXTENDERS.choose("auto")
    assert (extender.card.name, why) == ("prompt-extend", "prompt-extend is the best engine that is ready.")
    prompt = write(SAD_ROCK, "conceptual", 4, 1, extender)
    assert prompt.text.startswith(f"{HEADS[1]}, ")
    assert (prompt.extender, prompt.models) == (
        "prompt-extend", (Model("prompt-extend", "", find("prompt-extend").licence),),
    )  # fmt: skip
    assert write(SAD_ROCK, "album", 4, 1, extender).models == ()


@pytest.mark.usefixtures("nowhere")
def test_without_weights_auto_takes_the_phrase_banks_and_says_why() -> None:
    extender, why = EXTENDERS.choose("auto")
    assert extender.card.name == "offline"
    assert "prompt-extend: the weights of prompt-extend are not here" in why


@pytest.mark.usefixtures("nowhere")
def test_without_weights_the_remedy_is_named() -> None:
    ready = PromptExtend().card.ready()
    assert (ready.ok, ready.remedy) == (False, "run: albumen models pull prompt-extend")
    with pytest.raises(MissingWeights, match="albumen models pull prompt-extend"):
        extended(PromptExtend(), 0)


@pytest.mark.usefixtures("here")
def test_without_transformers_it_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "albumen.prompt.extend.engine.find_spec", lambda name: None if name == "transformers" else found(name)
    )
    ready = PromptExtend().card.ready()
    assert (ready.ok, ready.reason) == (False, "transformers is not installed")
    assert "albumen[diffusion]" in ready.remedy


@pytest.mark.parametrize("damage", ["cut", "not a model", "no tokenizer", "half a network", "another network"])
def test_a_damaged_folder_is_one_sentence(shelf: Path, tmp_path: Path, damage: str) -> None:
    for path in (shelf / "prompt-extend").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    if damage == "cut":
        weights = tmp_path / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:1000])
    elif "network" in damage:
        left_out = "transformer.h.1" if damage == "half a network" else "transformer"
        held = load_file(tmp_path / "model.safetensors")
        kept = {name: tensor for name, tensor in held.items() if not name.startswith(left_out)}
        save_file({**kept, "other.weight": torch.zeros(2)}, tmp_path / "model.safetensors", {"format": "pt"})
    elif damage == "not a model":
        (tmp_path / "config.json").write_text("{")
    else:
        for name in ("tokenizer.json", "vocab.json", "merges.txt", "tokenizer_config.json"):
            (tmp_path / name).unlink()
    with pytest.raises(MissingWeights, match="does not hold a GPT-2") as error:
        Gpt2(tmp_path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "setting",
    [{"temperature": 0.0}, {"top_k": -1}, {"top_p": 0.0}, {"top_p": 1.5}, {"new_tokens": 0}, {"tries": 0},
     {"repetition_penalty": 0.5}, {"no_repeat_ngram": -2}],
    ids=str,
)  # fmt: skip
def test_impossible_settings_are_refused(setting: dict[str, float]) -> None:
    with pytest.raises(BadOption, match=next(iter(setting))):
        Sampling(**setting)  # type: ignore[arg-type]


def test_the_old_checkpoint_that_was_published_is_read_too(shelf: Path, tmp_path: Path) -> None:
    for path in (shelf / "prompt-extend").iterdir():
        if path.suffix != ".safetensors":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    tensors = load_file(shelf / "prompt-extend" / "model.safetensors")
    torch.save(tensors, tmp_path / "pytorch_model.bin")
    new, old = (Gpt2(folder).continued(f"{HEADS[0]},", Sampling(), 4) for folder in (shelf / "prompt-extend", tmp_path))
    assert new == old


class Harm:
    """A thing that a pickle could run."""

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, ("harmed.txt", "w")


def test_a_checkpoint_that_would_run_something_is_refused(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (shelf / "prompt-extend").iterdir():
        if path.suffix != ".safetensors":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    torch.save({"transformer.wte.weight": Harm()}, tmp_path / "pytorch_model.bin")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MissingWeights, match="more in it than weights, which is refused"):
        Gpt2(tmp_path)
    assert not (tmp_path / "harmed.txt").exists()
