"""Listens to each style that the band plays, and tells how happy it is heard to be, whatever mood was asked for.

    python -m tools.hear_styles src/albumen/play/band/happiness.json

Every style is played for 20 s at its own arousal, once for a happy and once for a sad description, with two seeds; the
mean valence that the first ready listener hears is the style's. Takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

from albumen import listen
from albumen.brief import Brief
from albumen.description import Affect, Description
from albumen.play.band.style import BandStyle
from albumen.play.band.styles import STYLES
from albumen.play.engine import ENGINES, play
from albumen.walk.echoing import as_song

SECONDS = 20.0
ASKED = (-0.6, 0.6)
SEEDS = (1, 2)


def happiness(style: BandStyle, listener: listen.Listener, seconds: float = SECONDS) -> float:
    """The mean valence, -1..1, that is heard in a style."""
    heard = [_heard(style, valence, seed, listener, seconds) for valence in ASKED for seed in SEEDS]
    return round(statistics.mean(heard), 2)


def _heard(style: BandStyle, valence: float, seed: int, listener: listen.Listener, seconds: float) -> float:
    asked = Description(affect=Affect(valence, style.arousal))
    brief = Brief(asked, "", seconds=seconds, seed=seed, options={"style": style.name})
    music = play(brief, ENGINES.get("band"))
    return listen.describe(as_song(music.audio), listener).affect.valence


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, help="where the valences go, as JSON")
    asked = parser.parse_args()
    listener, _ = listen.LISTENERS.choose("musicnn")
    table = {style.name: happiness(style, listener) for style in STYLES.values()}
    asked.table.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
