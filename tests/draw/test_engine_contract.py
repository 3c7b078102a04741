"""Engines with settings, with batches, and without either."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from albumen.brief import Brief
from albumen.card import Card
from albumen.description import Description
from albumen.draw import ENGINES, Batching, check, draw, draw_all, options_of, reads_prompt
from albumen.errors import BadOption, MissingWeights
from albumen.picture import Picture
from albumen.progress import Progress
from tests.painters import Painter, hired


class Plain:
    """Draws noise; has no settings."""

    card = Card("plain", "noise")

    def draw(self, brief: Brief, rng: np.random.Generator, progress: Progress) -> Picture:
        progress(0.5)
        return Picture(rng.integers(256, size=(brief.size, brief.size, 3), dtype=np.uint8))


BRIEF = Brief(Description(), "a sea", size=8, seed=3)
BRIEFS = [replace(BRIEF, variant=variant) for variant in range(3)]


def test_a_batch_is_handed_over_whole_and_comes_back_in_order() -> None:
    painter = Painter()
    pictures = list(draw_all(BRIEFS, painter))
    assert painter.batches == [BRIEFS]
    for picture, brief in zip(pictures, BRIEFS, strict=True):
        np.testing.assert_array_equal(picture.pixels, draw(brief, painter).pixels)


def test_who_paints_one_at_a_time_gets_one_after_the_other() -> None:
    told: list[float] = []
    pictures = draw_all(BRIEFS, Plain(), lambda done, doing="": told.append(done))
    for picture, brief in zip(pictures, BRIEFS, strict=True):
        np.testing.assert_array_equal(picture.pixels, draw(brief, Plain()).pixels)
    assert told == [pytest.approx(each) for each in (1 / 6, 3 / 6, 5 / 6)]


def test_no_two_wishes_share_their_randomness() -> None:
    wishes = [
        replace(BRIEF, style=s, variant=v, seed=n) for s in ("album", "conceptual") for v in (0, 1) for n in (0, 1)
    ]
    assert len({picture.pixels.tobytes() for picture in draw_all(wishes, Plain())}) == 8


def test_an_engine_without_settings_refuses_any() -> None:
    with pytest.raises(BadOption, match="plain has no setting 'steps'; it has none"):
        draw(replace(BRIEF, options={"steps": "3"}), Plain())


def test_an_unknown_setting_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadOption, match="painter has no setting 'tempo'; there are: steps, lora"):
        list(draw_all([BRIEF, replace(BRIEF, options={"tempo": "3"})], Painter()))


def test_the_refusal_names_who_would_take_it() -> None:
    with hired(Painter()), pytest.raises(BadOption, match=r"it has none \(.*painter would: --engine "):
        check(replace(BRIEF, options={"lora": "x"}), Plain())


def test_values_are_the_engines_own_matter() -> None:
    with pytest.raises(BadOption, match="'many' is not"):
        draw(replace(BRIEF, options={"steps": "many"}), Painter())
    with pytest.raises(MissingWeights, match=r"nowhere\.safetensors is not there"):
        draw(replace(BRIEF, options={"lora": "nowhere.safetensors"}), Painter())


def test_nothing_is_painted_if_one_of_the_briefs_cannot_be() -> None:
    painter = Painter()
    with pytest.raises(BadOption):
        next(draw_all([BRIEF, replace(BRIEF, options={"steps": "many"})], painter))
    assert painter.batches == []


def test_what_engines_offer_is_found_out_without_running_them() -> None:
    assert list(options_of(Painter())) == ["steps", "lora"]
    assert options_of(Plain()) == {}
    assert (reads_prompt(Painter()), reads_prompt(Plain()), reads_prompt(ENGINES.get("press"))) == (True, False, False)
    assert isinstance(Painter(), Batching)
    assert not isinstance(ENGINES.get("press"), Batching)
