"""Grad-CAM and covering, against networks whose answer is known."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from albumen.look.cover_genre.cam import CELLS, grad_cam, occlusion, washed
from albumen.look.cover_genre.network import CoverNet


class Planted(nn.Module):
    """Three maps that it was given; class 0 is channel 0 doubled less channel 1."""

    def __init__(self, maps: NDArray[np.float32]) -> None:
        super().__init__()
        self.held = nn.Parameter(torch.tensor(maps[None]))

    def maps(self, pictures: Tensor) -> Tensor:
        return self.held

    def told(self, maps: Tensor) -> Tensor:
        means = maps.mean((-2, -1))
        return torch.stack([2 * means[:, 0] - means[:, 1], -means[:, 0]], 1)


def test_grad_cam_is_the_papers_formula() -> None:
    maps = np.random.default_rng(0).normal(size=(3, 4, 4)).astype(np.float32)
    seen = grad_cam(cast(CoverNet, Planted(maps)), np.zeros((1, 3, 8, 8), np.float32), 0)
    expected = np.maximum(2 * maps[0] - maps[1], 0)
    assert seen == pytest.approx(expected / expected.max(), abs=1e-6)


def test_where_nothing_speaks_for_a_class_nothing_is_seen() -> None:
    maps = np.ones((3, 4, 4), np.float32)
    assert not grad_cam(cast(CoverNet, Planted(maps)), np.zeros((1, 3, 8, 8), np.float32), 1).any()


def test_covering_finds_the_place_that_matters() -> None:
    picture = np.full((64, 64, 3), 40, np.uint8)
    picture[24:32, 48:56] = 255

    def told(pictures: list[NDArray[np.uint8]]) -> NDArray[Any]:
        bright = np.array([each.max() for each in pictures]) / 255
        return np.column_stack([1 - bright, bright])

    seen = occlusion(picture, told, 1)
    assert seen.shape == (CELLS, CELLS)
    assert np.argwhere(seen > 0).tolist() == [[3, 6]]


def test_the_wash_keeps_the_size_and_lights_what_was_seen() -> None:
    picture = np.full((40, 60, 3), 100, np.uint8)
    seen = np.zeros((4, 6), np.float32)
    seen[1, 4] = 1
    shown = washed(picture, seen)
    assert shown.shape == picture.shape
    assert int(shown[15, 45].sum()) > int(shown[35, 5].sum()) + 100
