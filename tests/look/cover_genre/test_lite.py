"""EfficientNet-Lite as ONNX, against torch layer by layer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from albumen.errors import MissingWeights
from albumen.look.cover_genre import imagenet
from albumen.look.cover_genre.lite import SIZES, Size, blocks, network, taken
from albumen.look.cover_genre.places import File
from albumen.models.runtime import session
from tests.look.cover_genre.lite_torch import LiteTorch, Same, lively

NARROW = Size(wider=0.25, deeper=1.0, side=64)


def test_padding_is_tensorflows() -> None:
    """Of 5 pixels by 2 with kernel 3: one is lacking on either side; of 6, one behind alone (TensorFlow's SAME)."""
    layer = Same(1, 1, 3, 2)
    torch.nn.init.ones_(layer.weight)
    odd, even = (layer(torch.ones(1, 1, length, length))[0, 0] for length in (5, 6))
    assert odd.tolist() == [[4, 6, 4], [6, 9, 6], [4, 6, 4]]
    assert even.tolist() == [[9, 9, 6], [9, 9, 6], [6, 6, 4]]


@pytest.mark.parametrize("side", [64, 75])
def test_the_file_sees_what_torch_sees(side: int) -> None:
    held = lively(NARROW)
    weights = {name: array.numpy() for name, array in held.state_dict().items()}
    pixels = np.random.default_rng(0).integers(0, 256, (2, side, side, 3), dtype=np.uint8)
    seen = session(network(weights, NARROW)).run(None, {"x": taken(pixels)})
    with torch.no_grad():
        expected = held(torch.as_tensor(taken(pixels)))
    assert [each.shape for each in seen] == [tuple(each.shape) for each in expected]
    for own, other in zip(seen, expected, strict=True):
        assert np.abs(own - other.numpy()).max() < 0.02 * float(other.std())  # float32 through thirty layers


@pytest.mark.parametrize(("size", "millions"), [("lite0", 4.7), ("lite1", 5.4), ("lite2", 6.1)])
def test_the_sizes_are_the_published_ones(size: str, millions: float) -> None:
    """Parameters in the authors' table (tpu/models/official/efficientnet/lite), ImageNet's 1000 classes among them."""
    with torch.device("meta"):
        count = sum(parameter.numel() for parameter in LiteTorch(SIZES[size]).parameters())
    assert count / 1e6 == pytest.approx(millions, abs=0.06)


def test_the_first_and_last_stages_are_not_deeper() -> None:
    ends = [at for at, block in enumerate(blocks(SIZES["lite2"])) if block.ends >= 0]
    assert ends == [0, 3, 6, 10, 14, 19, 20]


def test_it_is_shown_bytes_about_127() -> None:
    assert taken(np.array([[[[127, 255, 0]]]], np.uint8)).flatten().tolist() == [0, 1, -127 / 128]


def test_weights_of_another_network_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.save({"conv.weight": torch.zeros(1)}, tmp_path / "other.pth")
    monkeypatch.setattr(File, "checked", lambda file: (tmp_path / "other.pth").read_bytes())
    with pytest.raises(MissingWeights, match="holds no efficientnet-lite0"):
        imagenet.Lite("lite0").vector(np.zeros((8, 8, 3), np.uint8))
