"""What is measured in a picture, against formulas and pictures whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.colour.oklch import srgb
from albumen.look.features import scale, see, standing
from albumen.look.harmonies import harmony
from albumen.look.raster import AREA, raster
from albumen.look.texture import slope
from albumen.picture import Picture
from tests.look.pictures import cloud, disc, mirrored, photograph, plain, plain_lch, screenshot, stripes


def measured(picture: Picture) -> dict[str, float]:
    return see(raster(picture)).measured


def grey(values: np.ndarray) -> Picture:
    return Picture(np.repeat(np.rint(values * 255).astype(np.uint8)[..., None], 3, axis=2))


def test_light_and_chroma_of_a_plain_colour() -> None:
    found = measured(plain_lch(0.6, 0.1, 140.0))
    assert found["light"] == pytest.approx(0.6, abs=0.004)
    assert found["chroma"] == pytest.approx(0.1, abs=0.004)
    assert found["green"] == pytest.approx(0.1, abs=0.004)
    assert found["contrast"] == pytest.approx(0, abs=1e-5)


def test_contrast_of_half_black_half_white_is_a_half() -> None:
    found = measured(stripes(upright=True))
    assert found["contrast"] == pytest.approx(0.5, abs=0.01)
    assert found["range"] == pytest.approx(1, abs=0.01)


def test_colourfulness_is_hasler_and_suesstrunks() -> None:
    """Their equation written out, on a picture that is measured as it is, pixel for pixel."""
    pixels = photograph(3, 100, 120).pixels
    red, green, blue = (pixels[..., i].astype(float) for i in range(3))
    rg, yb = red - green, (red + green) / 2 - blue
    wanted = np.sqrt(rg.var() + yb.var()) + 0.3 * np.sqrt(rg.mean() ** 2 + yb.mean() ** 2)
    assert measured(Picture(pixels))["colourfulness"] == pytest.approx(wanted / 255, rel=1e-4)


def test_orange_is_warm_and_its_opposite_cold() -> None:
    assert measured(plain_lch(0.7, 0.12, 60.0))["warmth"] > 0.85
    assert measured(plain_lch(0.7, 0.1, 240.0))["warmth"] < -0.85
    assert measured(plain((90, 90, 90)))["warmth"] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("turn", range(0, 36, 5))
def test_one_hue_and_two_opposite_ones_are_harmonic(turn: int) -> None:
    hues = np.zeros(36)
    hues[turn] = 1.0
    assert harmony(hues) == pytest.approx(1.0)
    hues[(turn + 18) % 36] = 2.0
    assert harmony(hues) == pytest.approx(1.0)


def test_hues_all_round_are_less_harmonic() -> None:
    assert harmony(np.ones(36)) < 0.9
    assert harmony(np.zeros(36)) == 1.0


def test_edges_know_which_way_they_run() -> None:
    upright, level = measured(stripes(upright=True)), measured(stripes(upright=False))
    assert upright["upright"] > 0.99 > 0.01 > upright["level"]
    assert level["level"] > 0.99 > 0.01 > level["upright"]
    assert upright["order"] > 0.6


def test_slanted_edges_are_slanted() -> None:
    down, across = np.mgrid[0:160, 0:160]
    assert measured(grey(((down + across) // 24 % 2).astype(float)))["slanted"] > 0.95


def test_corners_are_angular_and_lines_are_not() -> None:
    squares = np.kron(np.indices((10, 10)).sum(axis=0) % 2, np.ones((16, 16))).astype(float)
    assert measured(grey(squares))["angularity"] > 3 * measured(stripes(upright=True))["angularity"] + 0.05


@pytest.mark.parametrize("exponent", [0.6, 1.0, 1.5])
def test_the_spectrum_falls_as_it_was_made_to(exponent: float) -> None:
    light = cloud(5, 128, 128, exponent).astype(np.float32)
    assert slope(light) == pytest.approx(exponent, abs=0.2)


def test_white_noise_is_all_grain() -> None:
    noise, soft = np.random.default_rng(0).random((150, 150)), cloud(1, 150, 150, 2.0)
    assert measured(grey(noise))["grain"] > 0.8
    assert measured(grey(soft))["grain"] < 0.1
    assert measured(grey(noise))["softness"] < 0.2 < 0.8 < measured(grey(soft))["softness"]


def test_entropy_of_all_greys_alike_is_full_and_of_one_is_none() -> None:
    lights = np.linspace(0, 1, 150)
    row = srgb(np.stack([lights, lights * 0, lights * 0], axis=-1))[:, 0]
    assert measured(grey(np.tile(row, (150, 1))))["entropy"] > 0.97
    assert measured(plain((9, 9, 9)))["entropy"] == pytest.approx(0, abs=1e-9)


def test_symmetry() -> None:
    left = photograph(2, 120, 60).pixels
    both = Picture(np.concatenate([left, left[:, ::-1]], axis=1))
    assert measured(both)["mirror"] == pytest.approx(1, abs=1e-3)
    assert measured(both)["reflection"] < 0.9


@pytest.mark.parametrize("height", [0.25, 0.5, 0.75])
def test_the_horizon_is_found_where_it_is(height: float) -> None:
    pixels = np.full((160, 200, 3), (200, 220, 255), np.uint8)
    pixels[round(160 * (1 - height)) :] = (30, 60, 40)
    found = measured(Picture(pixels))
    assert found["horizon"] > 0.95
    assert found["horizon height"] == pytest.approx(height, abs=0.03)


@pytest.mark.parametrize(("x", "y"), [(0.5, 0.5), (0.25, 0.75), (0.8, 0.2)])
def test_the_eye_rests_on_the_disc(x: float, y: float) -> None:
    sight = see(raster(disc(x, y)))
    down, across = np.unravel_index(int(sight.salient.argmax()), sight.salient.shape)
    assert abs((across + 0.5) / 64 - x) < 0.12
    assert abs(1 - (down + 0.5) / 64 - y) < 0.12


def test_type_is_seen_on_a_screenshot_and_not_in_clouds() -> None:
    assert measured(screenshot())["lettering"] > 0.05
    assert max(measured(photograph(seed))["lettering"] for seed in range(5)) < 0.01


def test_what_is_measured_is_small_and_keeps_its_shape() -> None:
    small = raster(Picture(np.zeros((900, 1600, 3), np.uint8))).light
    assert small.size == pytest.approx(AREA, rel=0.02)
    assert small.shape[1] / small.shape[0] == pytest.approx(16 / 9, rel=0.02)


@settings(max_examples=12)
@given(st.integers(0, 10_000))
def test_a_mirror_image_has_the_same_features(seed: int) -> None:
    picture = photograph(seed)
    first, second = measured(picture), measured(mirrored(picture))
    assert np.abs(standing(first) - standing(second)).max() < 0.05


@settings(max_examples=25)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 10_000))
def test_features_are_finite_for_any_size(height: int, width: int, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3)).astype(np.uint8)
    found = measured(Picture(pixels))
    assert tuple(found) == scale().names
    assert np.isfinite(list(found.values())).all()
