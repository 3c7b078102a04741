"""Which styles are heard as happy, and that a picture's mood chooses among styles by it."""

from __future__ import annotations

from albumen.description import Affect, Description
from albumen.play.band.happiness import happiness
from albumen.play.band.plan import fit
from albumen.play.band.styles import STYLES


def test_every_style_was_listened_to() -> None:
    assert len({happiness(style) for style in STYLES}) > len(STYLES) // 2
    assert all(-1 <= happiness(style) <= 1 for style in STYLES)


def test_what_nobody_listened_to_counts_as_the_mean() -> None:
    known = [happiness(style) for style in STYLES]
    assert min(known) < happiness("no such style") < max(known)


def test_metal_is_less_happy_than_ska() -> None:
    assert happiness("metal") < happiness("ska") - 0.5


def test_of_two_likely_styles_the_mood_chooses() -> None:
    def chosen(valence: float) -> str:
        heard = Description(genres={"Ska": 0.2, "Metal": 0.2, "Rock": 0.1}, affect=Affect(valence, 0.8))
        return max(("metal", "ska"), key=lambda name: fit(STYLES[name], heard))

    assert (chosen(-0.8), chosen(0.8)) == ("metal", "ska")
