"""Lines that flat plates lie along: ridges on their frames, blocks along an axis or a wheel, rings of a tunnel."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest

from albumen.brief import Brief
from albumen.colour.oklch import lch
from albumen.colour.palette import palette
from albumen.draw.press import lettering
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.engine import printed
from albumen.draw.press.plate import Plate, Sheet
from albumen.draw.press.plates import blocks, halftone, opart, ridges, rings
from albumen.draw.press.shapes import Points, disc
from albumen.draw.press.structure import parts
from albumen.material import Material
from albumen.picture import RGB
from tests.draw.pieces import AWKWARD, awkward, flat, piece, song

LINES = [line() for line in blocks._LINES]
every_line = pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))


def sheet(material: Material, seed: int = 0, variant: int = 0) -> Sheet:
    described = replace(song(), material=material)
    dice = np.random.default_rng(seed)
    return Sheet(described, material, palette(described, dice, variant), dice, variant, seed)


def area_of(outline: Points) -> float:
    return float(cv2.contourArea(outline.astype(np.float32)))


def near(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], colour: RGB) -> float:
    """The share of pixels that are a colour."""
    return float((np.abs(pixels.astype(int) - np.array(colour)).max(axis=-1) < 6).mean())


@every_line
def test_a_block_is_as_large_as_it_is_long_and_thick(line: blocks.Axis | blocks.Wheel) -> None:
    thin, thick, long = (area_of(line.block(0.3, end, h)) for end, h in ((0.4, 0.02), (0.4, 0.04), (0.5, 0.02)))
    assert thick == pytest.approx(2 * thin, rel=0.15)
    assert long == pytest.approx(2 * thin, rel=0.02)
    assert thin == pytest.approx(0.1 * line.length * 0.02, rel=0.08)


@every_line
def test_neighbours_leave_a_seam(line: blocks.Axis | blocks.Wheel) -> None:
    first, second = line.block(0.2, 0.4, -0.05, 0.0035), line.block(0.4, 0.6, -0.05, 0.0035)
    apart = np.hypot(*(first[:, None] - second[None]).transpose(2, 0, 1)).min()
    assert apart == pytest.approx(0.007, rel=0.2)


def test_a_wheel_runs_clockwise_from_its_first_degree() -> None:
    wheel = blocks.Wheel(0.5, 0.5, 0.2, 0, 360)
    assert wheel.at(0) == pytest.approx((0.5, 0.3))
    assert wheel.at(0.25) == pytest.approx((0.7, 0.5))
    assert wheel.at(0.5, 0.1) == pytest.approx((0.5, 0.6))


def test_the_bass_of_a_wheel_fills_its_hub_and_never_more() -> None:
    wheel, part = blocks.Wheel(0.5, 0.5, 0.2, 0, 360), parts(piece(1))[0]
    heavy = flat(120, 64)
    heavy.mel[:, 20:] = 0
    radii = [blocks._bass(wheel, material, part, 1)[2] for material in (flat(120, 64), heavy)]
    assert 0.03 < radii[0] < radii[1] <= 0.145


@pytest.mark.parametrize(
    "plate", [blocks.PLATE, rings.PLATE, opart.PLATE, halftone.PLATE, ridges.PLATE], ids=lambda plate: plate.name
)
def test_no_flat_print_has_to_be_softened_under_its_type(plate: Plate, monkeypatch: pytest.MonkeyPatch) -> None:
    softened: list[int] = []
    monkeypatch.setattr(lettering, "_soften", lambda *_: softened.append(1))
    for seed in range(3):
        for variant in range(7):
            brief = Brief(song(seed), "", size=120, seed=seed, variant=variant)
            printed(plate, brief, np.random.default_rng((seed, 0, variant)))
    assert not softened


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("module", [disc(0, 0, 1, 32), opart._square()], ids=["discs", "squares"])
def test_rings_of_a_tunnel_never_cross(seed: int, module: Points) -> None:
    found, accented = opart._tunnel(sheet(piece(seed), seed), module)
    for outer, inner in pairwise(found):
        line = outer.astype(np.float32)
        assert min(cv2.pointPolygonTest(line, (float(x), float(y)), True) for x, y in inner) > 0
    assert any(accented[0] is ring for ring in found[::2])
    assert max(float(ring[:, 1].max()) for ring in found) < 0.78


def test_a_tunnel_leans_to_where_the_song_is_bright() -> None:
    bright = np.where(np.arange(512) < 256, 20, 240).astype(np.uint8)
    rings_, _ = opart._tunnel(sheet(replace(flat(150, 512), brightness=bright)), disc(0, 0, 1, 32))
    middles = [float(ring[:, 0].mean()) for ring in rings_]
    assert min(middles) < 0.5 - 0.02
    assert middles[-1] > min(middles) + 0.02


def test_rows_of_a_fold_are_tall_where_their_band_is_strong() -> None:
    mel = np.full((512, 96), 40, np.uint8)
    mel[:, :24] = 250
    cells, _ = opart._folded(sheet(replace(flat(120, 512), mel=mel)), disc(0, 0, 1, 32))
    tall = sorted((float(cell[:, 1].mean()), float(np.ptp(cell[:, 1]))) for cell in cells)
    assert tall[-1][1] > 2 * tall[0][1]


def test_engraved_lines_lie_on_their_disc() -> None:
    frame = ridges._Frame(30, lambda place: ridges._chord(place, 0.475, 0.345), fading=False)
    for line in frame.lines(np.zeros((30, 40), np.float32)):
        assert np.hypot(line[:, 0] - 0.5, line[:, 1] - 0.475).max() <= 0.345


@pytest.mark.parametrize(
    ("composition", "least"), [(ridges._engraved, 0.12), (ridges._framed, 0.15), (ridges._etched, 0.0)]
)
def test_an_accent_carries_an_engraving(composition: object, least: float) -> None:
    page = sheet(piece(2))
    canvas = Canvas(300, page.palette.paper)
    assert callable(composition)
    composition(canvas, page)
    assert max(near(canvas.pixels, accent) for accent in page.palette.accents[:3]) > least
    assert near(canvas.pixels, page.palette.paper) > 0.3


def test_papers_lie_one_before_the_other_and_the_near_one_is_dark() -> None:
    for seed in range(6):
        page = sheet(piece(seed), seed)
        canvas = Canvas(300, page.palette.paper)
        ridges._layered(canvas, page)
        columns = canvas.pixels[:, :: canvas.side // 8].reshape(-1, 3)
        assert len(np.unique(columns, axis=0)) > 12
        bottom = canvas.pixels[-4].mean(axis=0)
        assert lch((int(bottom[0]), int(bottom[1]), int(bottom[2])))[0] < 0.62
        assert near(canvas.pixels[: round(0.2 * canvas.side)], page.palette.paper) == 1


@pytest.mark.parametrize("kind", AWKWARD)
@pytest.mark.parametrize("variant", range(7))
@pytest.mark.parametrize("plate", [blocks.PLATE, ridges.PLATE, rings.PLATE], ids=lambda plate: plate.name)
def test_every_line_bears_awkward_material(plate: Plate, kind: str, variant: int) -> None:
    brief = Brief(replace(song(), material=awkward(kind)), "", size=60, variant=variant)
    assert printed(plate, brief, np.random.default_rng(variant)).pixels.std() > 1


def test_a_record_has_a_label_with_a_hole() -> None:
    page = sheet(piece(1))
    canvas = Canvas(300, page.palette.paper)
    frame = rings._FRAMES[0]
    rings._label(canvas, frame, 0.0, (250, 10, 10), page.palette.paper)
    x, y = round(frame.x * canvas.side), round(frame.y * canvas.side)
    assert tuple(canvas.pixels[y, x]) == page.palette.paper
    assert tuple(canvas.pixels[y, x + round(0.05 * canvas.side)]) == (250, 10, 10)
