"""A picture read from left to right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from albumen import look
from albumen.picture import Picture
from albumen.scan import Scan
from tests.look.pictures import mirrored, photograph, plain


def scanned(picture: Picture) -> Scan:
    found = look.describe(picture).scan
    assert found is not None
    return found


def drawn(*line: tuple[float, float]) -> Picture:
    """A white line on dark blue; points as fractions from the left and from the bottom."""
    image = Image.new("RGB", (240, 160), (15, 25, 60))
    ImageDraw.Draw(image).line([(x * 240, (1 - y) * 160) for x, y in line], fill="white", width=8)
    return Picture(np.asarray(image, np.uint8))


def test_the_contour_follows_a_line_up() -> None:
    contour = scanned(drawn((0, 0.15), (1, 0.85))).contour.astype(float)
    assert np.corrcoef(contour, np.arange(64))[0, 1] > 0.95
    assert contour[-8:].mean() - contour[:8].mean() > 100


def test_the_contour_follows_a_mountain() -> None:
    contour = scanned(drawn((0, 0.1), (0.5, 0.9), (1, 0.1))).contour.astype(float)
    assert abs(int(contour.argmax()) - 32) < 6
    assert contour[32] - max(contour[3], contour[-4]) > 80


def test_the_contour_is_smooth() -> None:
    assert np.abs(np.diff(scanned(photograph(4)).contour.astype(int))).max() < 40


def test_light_and_colour_are_told_by_columns() -> None:
    pixels = np.zeros((100, 200, 3), np.uint8)
    pixels[:, 100:] = (255, 160, 60)
    found = scanned(Picture(pixels))
    assert found.light[:28].max() < 5
    assert found.light[36:].min() > 180
    assert found.chroma[36:].min() > 80 > 5 > found.chroma[:28].max()
    assert found.warmth[36:].min() > 220
    assert np.abs(found.warmth[:28].astype(int) - 128).max() < 3


def test_edges_are_dense_where_they_are() -> None:
    pixels = np.full((128, 128, 3), 128, np.uint8)
    pixels[:, 64:] = np.random.default_rng(0).integers(0, 2, (32, 16, 1)).repeat(4, 0).repeat(4, 1) * 255
    density = scanned(Picture(pixels)).density
    assert density[:28].max() == 0
    assert density[36:].mean() > 100


@settings(max_examples=12)
@given(st.integers(0, 10_000))
def test_a_mirror_image_is_read_backwards(seed: int) -> None:
    picture = photograph(seed)
    forth, back = scanned(picture), scanned(mirrored(picture))
    for name in ("contour", "light", "density", "warmth", "chroma"):
        first, second = getattr(forth, name).astype(int), getattr(back, name)[::-1].astype(int)
        assert np.abs(first - second).max() <= 4, name


@pytest.mark.parametrize(("height", "width"), [(1, 1), (50, 20_000), (3_000, 7), (2, 900), (900, 2), (63, 65)])
def test_any_shape_has_64_columns(height: int, width: int) -> None:
    found = scanned(plain((10, 200, 90), height, width))
    assert {found.columns, len(found.light), len(found.density), len(found.warmth), len(found.chroma)} == {64}
    assert np.ptp(found.light) == 0
    assert np.abs(found.contour.astype(int) - 128).max() <= 1


def test_a_long_strip_is_read_in_its_own_order() -> None:
    pixels = np.zeros((50, 20_000, 3), np.uint8)
    pixels[:] = np.linspace(0, 255, 20_000).astype(np.uint8)[None, :, None]
    assert (np.diff(scanned(Picture(pixels)).light.astype(int)) >= 0).all()


def test_a_scan_survives_being_written() -> None:
    found = scanned(photograph(0))
    again = Scan.from_dict(found.to_dict())
    assert np.array_equal(again.contour, found.contour)
