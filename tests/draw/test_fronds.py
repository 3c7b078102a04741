"""Fronds: kinds of plants, and how they fill the panels of a herbarium."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from albumen.draw.press.fronds import FERN, LEAF, PALM, WEED, Kind, frond
from albumen.draw.press.plates.cutpaper import _askew, _potted, _strength, panels
from albumen.draw.press.shapes import Points, rectangle
from albumen.draw.press.structure import Part, parts
from tests.draw.pieces import awkward, piece

KINDS = {"fern": FERN, "weed": WEED, "palm": PALM, "leaf": LEAF}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def tips(outlines: list[Points]) -> int:
    """Fingers, told by the deep notches between them."""
    line = np.rint(max(outlines, key=len) * 2000).astype(np.int32)[:, None]
    defects = cv2.convexityDefects(line, cv2.convexHull(line, returnPoints=False))
    return 0 if defects is None else int((defects.reshape(-1, 4)[:, 3] > 256 * 20).sum())


def filled(outlines: list[Points]) -> float:
    """The share of its own box that a frond covers."""
    mask = np.zeros((500, 500), np.uint8)
    points = np.concatenate(outlines)
    low, high = points.min(axis=0), points.max(axis=0)
    cv2.fillPoly(mask, [np.rint((o - low) / (high - low) * 499).astype(np.int32) for o in outlines], (1,))
    return float(mask.mean())


@every_kind
@pytest.mark.parametrize("seed", range(3))
def test_every_kind_grows_upward_from_below_the_sheet(kind: Kind, seed: int) -> None:
    for part in parts(piece(seed)):
        points = np.concatenate(frond(part, piece(seed), 0.5, kind))
        assert points[:, 1].max() > 0.99
        assert 0.2 < points[:, 1].min() < 0.75


def test_a_palm_has_more_fingers_than_a_weed_and_a_weed_fatter_ones() -> None:
    part = Part(0.3, 0.6, 0.8, 0.5)
    palm, weed = frond(part, piece(1), 0.5, PALM), frond(part, piece(1), 0.5, WEED)
    assert tips(palm) > tips(weed) >= 4
    assert filled(weed) > filled(palm)


def test_a_panel_is_as_wide_as_its_part_is_long() -> None:
    song = parts(piece(2), 6, 6)
    for row in (0, 3):
        wide = [right - left for left, _, right, _ in panels(song)[row : row + 3]]
        long = [part.share for part in song[row : row + 3]]
        assert np.argmax(wide) == np.argmax(long)


@every_kind
@pytest.mark.parametrize("seed", range(4))
def test_a_potted_frond_fills_its_panel_and_stays_inside(kind: Kind, seed: int) -> None:
    song = parts(piece(seed), 6, 6)
    for part, panel in zip(song, panels(song), strict=True):
        left, top, right, bottom = panel
        points = np.concatenate(_potted(frond(part, piece(seed), 0.5, kind), panel))
        assert left < points[:, 0].min() < points[:, 0].max() < right
        assert top < points[:, 1].min() < points[:, 1].max() < bottom
        reach = np.ptp(points, axis=0) / (right - left, bottom - top)
        assert reach.max() > 0.8


@pytest.mark.parametrize("kind", ["silent", "one column", "loud and constant", "one blast"])
def test_awkward_songs_have_panels_and_fronds(kind: str) -> None:
    material = awkward(kind)
    song = parts(material, 6, 6)
    assert len(panels(song)) == 6
    assert all(frond(part, material, 0.5, WEED) for part in song)


def test_scissors_are_not_a_ruler() -> None:
    box = rectangle(0.1, 0.1, 0.3, 0.4)
    moved = _askew(box, np.random.default_rng(0)) - box
    assert 0 < np.abs(moved).max() <= 0.0028


def test_strength_is_mostly_lightness() -> None:
    white, navy, red, green = (250, 250, 250), (20, 24, 60), (200, 60, 60), (60, 130, 70)
    assert _strength(white, navy) > _strength(red, green)
    assert _strength(red, red) == 0
