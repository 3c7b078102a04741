"""Ten minutes of music are made in the memory of a small machine."""

from __future__ import annotations

import tracemalloc

from albumen.brief import Brief
from albumen.description import Affect, Description
from albumen.play.engine import ENGINES, play


def peak(seconds: float) -> int:
    """The most bytes that arrays and objects held at once while a piece was made."""
    wanted = Brief(Description(affect=Affect(0.2, 0.3)), "", seconds=seconds, seed=1, options={"style": "pop"})
    tracemalloc.start()
    try:
        play(wanted, ENGINES.get("band"))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_second_of_music_takes_little_over_a_megabyte() -> None:
    """Three stereo sounds are held at once, 1.06 MB a second: the mix, what the room hears, and the part that plays.

    In copies of the whole, as filters are easily written, it took four times that.
    """
    peak(5.0)
    grown = (peak(120.0) - peak(40.0)) / 80

    assert 0.7e6 < grown < 1.9e6
