"""The published augmentations: how often, how far, and that nothing else changes."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from albumen.errors import BadRecipe
from albumen.train import recipe_of
from albumen.train.covers.augment import augmented, placed
from albumen.train.covers.settings import Augment

STILL = Augment(flip=0, crop=(1, 1), rotation=0, noise=0)


def many(how: Augment, count: int = 4000) -> NDArray[np.float64]:
    """The maps [count, 2, 3] of a square of 100 pixels onto itself."""
    rng = np.random.default_rng(0)
    return np.stack([placed(100, 100, 100, how, rng) for _ in range(count)])


def test_with_everything_off_the_picture_is_itself() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    assert (augmented(picture, 64, STILL, np.random.default_rng(1)) == picture).all()


def test_a_flip_is_the_exact_mirror_image() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    turned = augmented(picture, 64, STILL.model_copy(update={"flip": 1.0}), np.random.default_rng(1))
    assert (turned == picture[:, ::-1]).all()


def test_half_of_all_are_flipped() -> None:
    determinants = np.linalg.det(many(Augment())[:, :, :2])
    assert (determinants < 0).mean() == pytest.approx(0.5, abs=0.025)


def test_crops_keep_evenly_between_the_two_shares_of_the_area() -> None:
    kept = np.abs(np.linalg.det(many(Augment(crop=(0.6, 1.0)))[:, :, :2]))
    assert 0.6 <= kept.min() < 0.605
    assert 0.995 < kept.max() <= 1.0 + 1e-9
    assert kept.mean() == pytest.approx(0.8, abs=0.01)
    assert kept.std() == pytest.approx(0.4 / np.sqrt(12), abs=0.005)


def test_angles_lie_evenly_to_both_sides() -> None:
    maps = many(Augment(flip=0, crop=(1, 1), rotation=15))
    angles = np.degrees(np.arctan2(maps[:, 1, 0], maps[:, 0, 0]))
    assert np.abs(angles).max() <= 15
    assert np.abs(angles).max() > 14.9
    assert angles.mean() == pytest.approx(0, abs=0.4)
    assert angles.std() == pytest.approx(30 / np.sqrt(12), abs=0.2)


def test_a_crop_without_rotation_never_looks_beyond_the_edge() -> None:
    maps = many(Augment(rotation=0))
    corners = np.array([[0, 0, 1], [99, 0, 1], [0, 99, 1], [99, 99, 1]], float).T
    seen = maps @ corners
    assert seen.min() > -0.5
    assert seen.max() < 99.5


def test_noise_has_the_deviation_that_the_recipe_says() -> None:
    grey = np.full((128, 128, 3), 128, np.uint8)
    noisy = augmented(grey, 128, STILL.model_copy(update={"noise": 0.05}), np.random.default_rng(0))
    assert (noisy - 128).std() == pytest.approx(0.05 * 255, rel=0.02)
    assert abs((noisy - 128).mean()) < 0.2


def test_what_is_made_smaller_is_averaged_and_not_picked() -> None:
    board = (np.indices((512, 512)).sum(axis=0) % 2 * 255).astype(np.uint8)[..., None].repeat(3, axis=2)
    small = augmented(board, 64, STILL, np.random.default_rng(0))
    assert np.abs(small - 127.5).max() < 20


def test_the_same_generator_makes_the_same_picture() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (90, 70, 3), dtype=np.uint8)
    first, second = (augmented(picture, 64, Augment(), np.random.default_rng(5)) for _ in range(2))
    assert first.shape == (64, 64, 3)
    assert (first == second).all()


@pytest.mark.parametrize("crop", ["[0.9, 0.5]", "[0.0, 1.0]", "[0.5, 1.5]"])
def test_impossible_crops_are_refused(crop: str) -> None:
    text = (
        f'title = "x"\ntask = "cover-genre"\n[augment]\ncrop = {crop}\n[fit]\nepochs = 1\nbatch = 1\nlearning_rate = 1'
    )
    with pytest.raises(BadRecipe, match="crop"):
        recipe_of(text)


def test_colours_stay_unless_they_are_to_change() -> None:
    picture = np.random.default_rng(0).integers(60, 180, (32, 32, 3), dtype=np.uint8)
    changed = augmented(picture, 32, STILL.model_copy(update={"colour": 0.4}), np.random.default_rng(1))
    assert np.abs(changed - picture).mean() > 3


def test_all_colour_can_be_taken_away() -> None:
    picture = np.random.default_rng(0).integers(60, 180, (32, 32, 3), dtype=np.uint8)
    grey = augmented(picture, 32, STILL.model_copy(update={"grey": 1.0}), np.random.default_rng(1))
    np.testing.assert_allclose(grey[..., 0], grey[..., 2], atol=1e-3)
    np.testing.assert_allclose(grey[..., 0], picture @ np.array([0.299, 0.587, 0.114]), atol=0.01)


def test_brightness_changes_by_as_much_as_is_said() -> None:
    picture = np.full((8, 8, 3), 100, np.uint8)
    how, rng = STILL.model_copy(update={"colour": 0.3}), np.random.default_rng(0)
    levels = [augmented(picture, 8, how, rng).mean() for _ in range(200)]
    assert 70 <= min(levels) < 75
    assert 125 < max(levels) <= 130
