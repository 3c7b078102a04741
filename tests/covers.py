"""Covers of three invented genres, whose look a small network can learn, in folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.threads import one_thread

if TYPE_CHECKING:
    from albumen.train import Outcome

Pixels = NDArray[np.uint8]
GENRES = ("Discs", "Grids", "Stripes")
INKS = {"Discs": (255, 70, 50), "Grids": (60, 250, 80), "Stripes": (60, 90, 255)}


def cover(genre: str, rng: np.random.Generator, side: int = 96) -> Pixels:
    """A cover of a genre: grey clouds that are like no others, and a coloured shape somewhere that says the genre."""
    ground = rng.integers(0, 170, (5, 5, 1), dtype=np.uint8).repeat(3, axis=2)
    picture = cv2.resize(ground, (side, side), interpolation=cv2.INTER_CUBIC)
    place = rng.integers(8, side - 44, 2)
    patch = np.zeros((36, 36), np.uint8)
    if genre == "Discs":
        cv2.circle(patch, (18, 18), 15, 255, -1)
    else:
        patch[:, np.arange(36) % 12 < 5] = 255
        if genre == "Grids":
            patch[np.arange(36) % 12 < 5] = 255
    window = picture[place[1] : place[1] + 36, place[0] : place[0] + 36]
    window[patch > 0] = INKS[genre]
    return np.asarray(picture, np.uint8)


def cover_set(folder: Path, each: int = 40, genres: tuple[str, ...] = GENRES, seed: int = 0, side: int = 96) -> Path:
    """A folder that has `each` covers of each genre, GENRE/NUMBER.png."""
    rng = np.random.default_rng(seed)
    for genre in genres:
        (folder / genre).mkdir(parents=True)
        for number in range(each):
            Image.fromarray(cover(genre, rng, side)).save(folder / genre / f"{number:03}.png")
    return folder


def learn(recipe: str, covers: Path, folder: Path) -> Outcome:
    """What a recipe comes to on these covers; it is computed on one thread, and lies in `folder`."""
    from albumen.train import fit

    (folder / "recipe.toml").write_text(recipe)
    with one_thread():
        return fit(folder / "recipe.toml", covers, folder / "out", "cpu")
