"""Small pictures blown up."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw

from albumen.sleeve.upscaled import seems_upscaled
from tests.sleeve.grounds import fractal, grainy, jpeg


def again(image: Image.Image, quality: int = 92) -> Image.Image:
    return Image.open(BytesIO(jpeg(image, quality)))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("quality", [85, 95])
def test_detail_at_every_fineness_is_not_suspected(seed: int, quality: int) -> None:
    assert not seems_upscaled(again(fractal(1024, seed), quality))


@pytest.mark.parametrize("times", [4, 6, 8])
@pytest.mark.parametrize("how", [Image.Resampling.BICUBIC, Image.Resampling.LANCZOS, Image.Resampling.BILINEAR])
def test_pictures_blown_up_are_suspected(times: int, how: Image.Resampling) -> None:
    assert seems_upscaled(again(fractal(1024 // times).resize((1024, 1024), how)))


@pytest.mark.parametrize("times", [2, 4, 5])
def test_pixels_made_blocks_are_suspected(times: int) -> None:
    side = 1000
    assert seems_upscaled(again(fractal(side // times).resize((side, side), Image.Resampling.NEAREST), 97))


def test_plain_and_flat_pictures_are_not_suspected() -> None:
    ramp = np.linspace(30, 220, 1024).astype(np.uint8)
    plain = Image.fromarray(np.repeat(np.repeat(ramp[:, None], 1024, 1)[..., None], 3, 2))
    assert not seems_upscaled(Image.new("RGB", (1024, 1024), "navy"))
    assert not seems_upscaled(Image.fromarray(grainy(side=1024)))
    shapes = plain.copy()
    ImageDraw.Draw(shapes).ellipse((200, 200, 800, 800), "red")
    ImageDraw.Draw(shapes).rectangle((100, 500, 600, 900), "navy")
    assert not seems_upscaled(again(shapes))


def test_a_small_picture_cannot_be_judged() -> None:
    assert not seems_upscaled(fractal(60).resize((300, 300), Image.Resampling.BICUBIC))
