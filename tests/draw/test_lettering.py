"""Type areas: their colour is measured on the drawing."""

from __future__ import annotations

import pytest

from albumen.colour.contrast import contrast
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.lettering import area, grounds, kept_readable
from albumen.draw.press.shapes import rectangle
from albumen.picture import RGB


def test_a_colour_that_reads_is_kept() -> None:
    assert area(Canvas(300, (250, 245, 235)), "title", 0.1, 0.8, 0.9, 0.9, (30, 20, 60)).colour == (30, 20, 60)


@pytest.mark.parametrize("paper", [(250, 245, 235), (20, 20, 40), (128, 128, 128), (230, 60, 40)])
def test_a_colour_that_does_not_is_moved(paper: RGB) -> None:
    chosen = area(Canvas(300, paper), "both", 0.1, 0.8, 0.9, 0.9, paper)
    assert contrast(chosen.colour, paper) >= 4.5


def test_only_what_lies_under_it_counts() -> None:
    canvas = Canvas(300, (250, 250, 250))
    canvas.polygon(rectangle(0, 0, 1, 0.5), (0, 0, 0))
    assert area(canvas, "title", 0.1, 0.6, 0.9, 0.9, (40, 40, 40)).colour == (40, 40, 40)
    assert area(canvas, "title", 0.1, 0.1, 0.9, 0.4, (40, 40, 40)).colour != (40, 40, 40)


def test_the_extremes_of_what_lies_under_it_are_found() -> None:
    canvas = Canvas(300, (250, 250, 250))
    canvas.polygon(rectangle(0, 0, 0.5, 1), (10, 10, 10))
    assert grounds(canvas, 0, 0, 1, 1) == ((10, 10, 10), (250, 250, 250))


def test_it_reads_on_a_gradient_from_end_to_end() -> None:
    canvas = Canvas(300)
    canvas.gradient([(0, (40, 10, 80)), (1, (120, 60, 90))])
    chosen = area(canvas, "title", 0.1, 0.05, 0.9, 0.95, (100, 60, 120))
    dark, light = grounds(canvas, 0.1, 0.05, 0.9, 0.95)
    assert min(contrast(chosen.colour, dark), contrast(chosen.colour, light)) >= 4.5


@pytest.mark.parametrize(("ground", "type_", "spot"), [(20, 255, 225), (240, 20, 60)])
def test_what_would_hide_the_type_is_softened(ground: int, type_: int, spot: int) -> None:
    canvas = Canvas(300, (ground,) * 3)
    canvas.disc(0.3, 0.2, 0.04, (spot,) * 3)
    before = canvas.pixels.copy()
    chosen = area(canvas, "title", 0.1, 0.1, 0.9, 0.3, (type_,) * 3)
    (kept,) = kept_readable(canvas, (chosen,))
    assert min(contrast(kept.colour, under) for under in grounds(canvas, 0.1, 0.1, 0.9, 0.3)) >= 4.5
    assert (before[1000:] == canvas.pixels[1000:]).all()


def test_a_drawing_whose_type_reads_is_not_touched() -> None:
    canvas = Canvas(300, (240, 240, 240))
    before = canvas.pixels.copy()
    chosen = area(canvas, "title", 0.1, 0.1, 0.9, 0.3, (20, 20, 20))
    assert kept_readable(canvas, (chosen,)) == (chosen,)
    assert (before == canvas.pixels).all()


def test_title_and_artist_side_by_side_are_both_light_or_both_dark() -> None:
    canvas = Canvas(300)
    canvas.gradient([(0, (30, 20, 70)), (0.2, (120, 90, 120)), (0.3, (240, 220, 190)), (1, (250, 240, 220))])
    title = area(canvas, "title", 0.1, 0.05, 0.9, 0.15, (255, 255, 255), size=0.06)
    artist = area(canvas, "artist", 0.1, 0.20, 0.9, 0.26, (255, 255, 255), size=0.02)
    kept = kept_readable(canvas, (artist, title))
    assert {k.role: k.colour for k in kept} == {"title": title.colour, "artist": title.colour}
    for k in kept:
        assert min(contrast(k.colour, under) for under in grounds(canvas, k.left, k.top, k.right, k.bottom)) >= 4.5
