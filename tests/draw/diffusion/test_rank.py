"""Which picture comes first: by CLIP, against transformers' own call, and by measures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from albumen.brief import Brief
from albumen.draw.diffusion.measures import measured
from albumen.draw.diffusion.rank import CLIP, likeness, order, ready, shown
from albumen.draw.press.engine import printed
from albumen.draw.press.plates import forest, rings, riso
from albumen.errors import MissingWeights
from tests.draw.pieces import song

PROMPT = "a red boat on a calm sea"
Pixels = NDArray[np.uint8]

pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny CLIP of random weights with a tokenizer of single letters, saved as the hub holds them."""
    import torch
    from transformers import CLIPConfig, CLIPModel

    folder = tmp_path_factory.mktemp("weights") / "clip"
    folder.mkdir()
    letters = [letter + end for letter in "abcdefghijklmnopqrstuvwxyz," for end in ("", "</w>")]
    words = {word: place for place, word in enumerate([*letters, "<|startoftext|>", "<|endoftext|>"])}
    (folder / "vocab.json").write_text(json.dumps(words))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "CLIPTokenizer"}))
    last = len(words) - 1
    shared = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    text = {**shared, "vocab_size": len(words), "bos_token_id": last - 1, "eos_token_id": last, "pad_token_id": last}
    torch.manual_seed(0)
    config = CLIPConfig(
        text_config={**text, "max_position_embeddings": 20},
        vision_config={**shared, "image_size": 32, "patch_size": 8},
        projection_dim=12,
    )
    CLIPModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def prints() -> Pixels:
    """Three prints of the press, 256 px."""
    brief = Brief(song(3), "", size=256)
    return np.stack([printed(each.PLATE, brief, np.random.default_rng(1)).pixels for each in (forest, rings, riso)])


@pytest.mark.parametrize(("height", "width"), [(32, 32), (64, 64), (90, 51), (48, 111)])
def test_clip_is_shown_what_transformers_shows_it(height: int, width: int) -> None:
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    picture = np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)
    theirs = CLIPImageProcessorPil(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32})
    expected = theirs(Image.fromarray(picture), return_tensors="np")["pixel_values"][0]
    np.testing.assert_allclose(shown(picture, 32), expected, atol=0.02)


def test_likeness_is_the_cosine_that_clip_itself_gives(clip: Path, prints: Pixels) -> None:
    import torch
    from transformers import CLIPModel, CLIPTokenizer

    model: Any = CLIPModel.from_pretrained(clip)
    tokens = CLIPTokenizer.from_pretrained(clip)
    seen = torch.from_numpy(np.stack([shown(picture, 32) for picture in prints]))
    words = tokens(PROMPT, truncation=True, max_length=20, return_tensors="pt")
    with torch.inference_mode():
        expected = model(pixel_values=seen, **words).logits_per_image[:, 0] / model.logit_scale.exp()
    np.testing.assert_allclose(likeness(prints, PROMPT, clip), expected.numpy(), atol=1e-5)


def test_the_prompt_matters(clip: Path, prints: Pixels) -> None:
    assert np.abs(likeness(prints, PROMPT, clip) - likeness(prints, "night", clip)).max() > 1e-4


def test_weights_that_are_here_rank(clip: Path, cache: Path, prints: Pixels) -> None:
    (cache / "own").mkdir()
    (cache / "own" / CLIP).symlink_to(clip)
    ranking = order(prints, PROMPT)
    assert ready().ok
    assert ranking.by == f"CLIP {CLIP}"
    assert ranking.scores == pytest.approx(likeness(prints, PROMPT, clip))
    assert ranking.order == tuple(np.argsort(-np.array(ranking.scores)))


def test_without_weights_measures_rank_and_it_says_so(prints: Pixels) -> None:
    ranking = order(prints, PROMPT)
    assert not ready().ok
    assert f"albumen models pull {CLIP}" in ready().remedy
    assert ranking.by == "measures"
    assert sorted(ranking.order) == [0, 1, 2]
    assert list(ranking.scores) == [measured(picture).score for picture in prints]


def test_damaged_weights_are_one_sentence(clip: Path, cache: Path, prints: Pixels) -> None:
    (cache / "own" / CLIP).mkdir(parents=True)
    for path in clip.iterdir():
        (cache / "own" / CLIP / path.name).write_bytes(path.read_bytes()[:4000])
    with pytest.raises(MissingWeights, match="does not hold"):
        order(prints, PROMPT)


def test_equal_pictures_keep_their_order_and_one_needs_no_ranking(prints: Pixels) -> None:
    assert order(np.stack([prints[0]] * 3), PROMPT).order == (0, 1, 2)
    assert order(prints[:1], PROMPT).order == (0,)
    assert order(prints[:0], PROMPT).order == ()


def blurred(picture: Pixels) -> Pixels:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 3), np.uint8)


def noisy(picture: Pixels) -> Pixels:
    noise = np.random.default_rng(0).normal(0, 25, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def faint(picture: Pixels) -> Pixels:
    return (128 + (picture.astype(int) - 128) // 4).astype(np.uint8)


def binary(picture: Pixels) -> Pixels:
    grey = picture.mean(axis=2, keepdims=True)
    return np.repeat((grey > grey.mean()) * np.uint8(255), 3, axis=2)


def posterised(picture: Pixels) -> Pixels:
    return (np.rint(picture / 127.5) * 127.5).astype(np.uint8)


def near_empty(picture: Pixels) -> Pixels:
    bare = np.full_like(picture, 200)
    bare[110:140, 110:140] = picture[110:140, 110:140]
    return bare


@pytest.mark.parametrize("spoil", [blurred, noisy, faint, binary, posterised, near_empty])
def test_a_spoilt_picture_ranks_below_itself(spoil: Callable[[Pixels], Pixels], prints: Pixels) -> None:
    for picture in prints[:2]:  # the third is a riso print: near a poster from the start
        assert measured(spoil(picture)).score < measured(picture).score


def test_a_plain_picture_scores_nothing() -> None:
    assert measured(np.full((64, 64, 3), 90, np.uint8)).score == 0


def test_measures_in_known_cases() -> None:
    halves = np.zeros((256, 256, 3), np.uint8)
    halves[:, 128:] = 255
    seen = measured(halves)
    assert seen.contrast == pytest.approx(0.5, abs=0.01)
    assert seen.tones == pytest.approx(1.0)
    assert seen.colour == pytest.approx(0.0)
    assert seen.noise == 0


def test_noise_is_measured_in_levels() -> None:
    grain = np.random.default_rng(0).normal(128, 9, (256, 256, 1)).repeat(3, 2)
    assert measured(grain.astype(np.uint8)).noise == pytest.approx(9, rel=0.15)


def test_colourfulness_is_that_of_the_paper() -> None:
    """Half pure red, half pure green: rg is 255 or -255, yb 127.5 throughout."""
    flag = np.zeros((256, 256, 3), np.uint8)
    flag[:, :128, 0] = 255
    flag[:, 128:, 1] = 255
    assert measured(flag).colour == pytest.approx(255 + 0.3 * 127.5, rel=0.01)
