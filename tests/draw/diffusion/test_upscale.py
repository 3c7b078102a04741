"""Pictures enlarged: by a network in tiles, or by Lanczos."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import cv2
import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from albumen import models
from albumen.draw.diffusion import networks
from albumen.draw.diffusion.networks import TASK
from albumen.draw.diffusion.tiles import Planes, Tiling, planes_of, tiled
from albumen.draw.diffusion.upscale import blown_up, enlarge
from albumen.errors import AlbumenError, MissingWeights
from albumen.models.shelf import find
from albumen.sleeve.upscaled import seems_upscaled

CARD = "swin2sr-realworld-x4"

pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture(scope="session")
def swin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Swin2SR of random weights, twice as large, saved as the hub holds them."""
    import torch
    from transformers import Swin2SRConfig, Swin2SRForImageSuperResolution

    torch.manual_seed(0)
    config = Swin2SRConfig(
        image_size=16, embed_dim=12, depths=[1, 1], num_heads=[2, 2], window_size=4, mlp_ratio=2.0,
        upscale=2, upsampler="pixelshuffledirect",
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("weights") / "swin"
    Swin2SRForImageSuperResolution(config).save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text("{}")
    return folder


def noise(height: int, width: int, seed: int = 0) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def soft_noise(side: int, blur: float) -> NDArray[np.uint8]:
    return np.asarray(cv2.GaussianBlur(noise(side, side), (0, 0), blur), np.uint8)


def blurred_and_doubled(planes: Planes) -> Planes:
    """A network of our own: a 5 x 5 mean, then each pixel twice; it sees 2 pixels around."""
    soft = cv2.blur(planes[0].transpose(1, 2, 0), (5, 5), borderType=cv2.BORDER_REFLECT_101)
    return np.asarray(soft.repeat(2, 0).repeat(2, 1).transpose(2, 0, 1)[None])


def onnx_doubler(path: Path, side: int | str = "side", times: int = 2, channels: int = 3) -> Path:
    """An ONNX file: a 3 x 3 convolution for each colour, then the nearest pixel `times`."""
    kernel = np.zeros((channels, channels, 3, 3), np.float32)
    for colour in range(channels):
        kernel[colour, colour] = 1 / 9
    out = side * times if isinstance(side, int) else "large"
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["picture", "kernel"], ["soft"], pads=[1, 1, 1, 1]),
            helper.make_node("Resize", ["soft", "", "scales"], ["large"], mode="nearest"),
        ],
        "doubler",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, channels, side, side])],
        [helper.make_tensor_value_info("large", TensorProto.FLOAT, [1, channels, out, out])],
        [
            numpy_helper.from_array(kernel, "kernel"),
            numpy_helper.from_array(np.array([1, 1, times, times], np.float32), "scales"),
        ],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), path)
    return path


@given(st.integers(9, 90), st.integers(9, 90), st.sampled_from([1, 4, 8]))
def test_tiles_give_what_the_whole_gives(height: int, width: int, grid: int) -> None:
    picture = noise(height, width)
    whole = blurred_and_doubled(planes_of(picture))[0].transpose(1, 2, 0)
    parts = tiled(blurred_and_doubled, picture, 2, Tiling(32, 16, grid))
    assert parts.shape == (2 * height, 2 * width, 3)
    np.testing.assert_allclose(parts, whole * 255, atol=0.51)


def test_tiles_differ_without_a_seam() -> None:
    """Tiles that disagree, here by their mean, fade into each other instead of meeting at an edge."""
    tones = iter(np.linspace(0, 1, 9))

    def flat(planes: Planes) -> Planes:
        return np.full_like(planes.repeat(2, 2).repeat(2, 3), next(tones))

    steps = np.abs(np.diff(tiled(flat, noise(80, 80), 2, Tiling(40, 16, 1)).astype(int), axis=1))
    assert steps.max() <= 255 * 0.125 / 8 + 1


def test_memory_is_a_row_of_tiles_and_the_result() -> None:
    picture = np.zeros((768, 96, 3), np.uint8)
    tracemalloc.start()
    large = tiled(lambda planes: planes.repeat(4, 2).repeat(4, 3), picture, 4, Tiling(64, 16, 8))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    whole_in_float = large.size * 4
    assert peak < large.nbytes + whole_in_float / 2


def test_swin_in_tiles_gives_what_it_gives_whole(swin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    picture = soft_noise(64, 2)
    network = networks.enlarger(str(swin))
    whole = network.run(planes_of(picture))[0].transpose(1, 2, 0)
    parts = tiled(network.run, picture, network.times, Tiling(40, 24, 4)) / 255
    assert torch.is_grad_enabled()
    assert np.ptp(np.clip(whole, 0, 1)) > 0.05
    assert np.abs(parts - np.clip(whole, 0, 1)).max() < 0.02


def test_a_network_says_what_it_did(swin: Path) -> None:
    picture = noise(24, 24)
    assert enlarge(picture, 48, str(swin))[1] == "swin, 24 to 48 px"
    further, how = enlarge(picture, 60, str(swin))
    assert (further.shape, how) == ((60, 60, 3), "swin, 24 to 48 px, then Lanczos to 60 px")
    nearer, how = enlarge(picture, 40, str(swin))
    assert (nearer.shape, how) == ((40, 40, 3), "swin, 24 to 48 px, reduced to 40 px")


def test_weights_that_are_here_are_taken_unasked(swin: Path, cache: Path) -> None:
    (cache / "own").mkdir()
    (cache / "own" / CARD).symlink_to(swin)
    assert enlarge(noise(20, 20), 40)[1] == f"{CARD}, 20 to 40 px"
    assert networks.model_of(CARD).licence == find(CARD).licence


def test_without_weights_it_is_lanczos_and_says_so() -> None:
    large, how = enlarge(noise(50, 50), 300)
    assert (large.shape, how) == ((300, 300, 3), "Lanczos, 50 to 300 px")


def test_a_large_enough_picture_is_not_enlarged() -> None:
    picture = noise(40, 40)
    same, how = enlarge(picture, 40)
    assert how == ""
    np.testing.assert_array_equal(same, picture)
    assert enlarge(picture, 30)[0].shape == (30, 30, 3)
    assert enlarge(picture, 30)[1] == ""


def test_the_longer_side_gets_the_size() -> None:
    assert enlarge(noise(20, 40), 100)[0].shape == (50, 100, 3)


def test_lanczos_with_steepened_edges_is_nearer_to_the_original() -> None:
    disc = np.full((600, 600, 3), 40, np.uint8)
    cv2.circle(disc, (300, 280), 190, (220, 180, 90), -1, cv2.LINE_AA)
    cv2.line(disc, (20, 500), (580, 440), (250, 250, 250), 11, cv2.LINE_AA)
    small = np.asarray(cv2.resize(disc, (120, 120), interpolation=cv2.INTER_AREA), np.uint8)
    plain = np.asarray(Image.fromarray(small).resize((600, 600), Image.Resampling.LANCZOS))
    error = [np.mean((np.asarray(large, float) - disc) ** 2) for large in (blown_up(small, 600), plain)]
    assert error[0] < 0.75 * error[1]


def test_lanczos_draws_no_halos() -> None:
    step = np.full((40, 40, 3), 60, np.uint8)
    step[:, 20:] = 200
    plain = np.asarray(Image.fromarray(step).resize((240, 240), Image.Resampling.LANCZOS)).astype(int)
    ours = blown_up(step, 240).astype(int)
    assert ours.min() >= plain.min()
    assert ours.max() <= plain.max()


def test_what_was_blown_up_is_still_seen_by_the_store_check() -> None:
    drawn = soft_noise(300, 1)
    assert seems_upscaled(Image.fromarray(enlarge(drawn, 1800, "lanczos")[0]))


@pytest.mark.parametrize("side", ["side", 32])
def test_an_onnx_file_enlarges_in_tiles(cache: Path, side: int | str) -> None:
    picture = noise(70, 70)
    large, how = enlarge(picture, 140, str(onnx_doubler(cache / "mean.onnx", side)))
    # The convolution pads with zeros, so the outermost pixels are darker; inside it is a plain mean.
    truth = cv2.blur(picture.astype(np.float32), (3, 3)).repeat(2, 0).repeat(2, 1)
    assert how == "mean, 70 to 140 px"
    np.testing.assert_allclose(large[2:-2, 2:-2], truth[2:-2, 2:-2], atol=0.6)


def test_a_picture_smaller_than_a_fixed_tile(cache: Path) -> None:
    large, _ = enlarge(noise(20, 20), 40, str(onnx_doubler(cache / "mean.onnx", 32)))
    assert large.shape == (40, 40, 3)


@pytest.mark.parametrize(("times", "channels"), [(1, 3), (2, 1)])
def test_a_network_that_does_not_enlarge_pictures_is_refused(cache: Path, times: int, channels: int) -> None:
    path = onnx_doubler(cache / "other.onnx", times=times, channels=channels)
    with pytest.raises(AlbumenError, match=r"other\.onnx .*enlarge"):
        enlarge(noise(20, 20), 40, str(path))


def test_damaged_weights_are_one_sentence(cache: Path, swin: Path) -> None:
    (cache / "bad.onnx").write_bytes(b"no network")
    with pytest.raises(MissingWeights, match=r"bad\.onnx is not an ONNX file"):
        enlarge(noise(20, 20), 40, str(cache / "bad.onnx"))
    (cache / "cut").mkdir()
    (cache / "cut" / "config.json").write_bytes((swin / "config.json").read_bytes())
    (cache / "cut" / "model.safetensors").write_bytes((swin / "model.safetensors").read_bytes()[:5000])
    with pytest.raises(MissingWeights, match="does not hold the weights"):
        enlarge(noise(20, 20), 40, str(cache / "cut"))


def test_a_part_of_the_weights_is_not_filled_with_noise(cache: Path, swin: Path) -> None:
    from safetensors.numpy import load_file, save_file

    (cache / "part").mkdir()
    (cache / "part" / "config.json").write_bytes((swin / "config.json").read_bytes())
    held = load_file(swin / "model.safetensors")
    held.pop(sorted(held)[0])
    save_file(held, cache / "part" / "model.safetensors", {"format": "pt"})
    with pytest.raises(MissingWeights, match="lacks"):
        enlarge(noise(20, 20), 40, str(cache / "part"))


def test_an_unknown_upscaler_names_those_there_are() -> None:
    with pytest.raises(AlbumenError, match=CARD):
        enlarge(noise(20, 20), 40, "magic")
    with pytest.raises(MissingWeights, match="not there"):
        enlarge(noise(20, 20), 40, "magic.onnx")
    with pytest.raises(MissingWeights, match=f"albumen models pull {CARD}"):
        enlarge(noise(20, 20), 40, CARD)


def test_the_card_is_of_this_task() -> None:
    assert [card.name for card in models.listed() if card.task == TASK] == [CARD]
