"""The band as an engine."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from albumen.brief import Brief
from albumen.card import Card
from albumen.music import Music
from albumen.play.band.compose import compose
from albumen.play.band.plan import plan
from albumen.play.band.soundfont import Soundfont, soundfont
from albumen.play.band.studio import record
from albumen.play.band.styles import STYLES
from albumen.play.band.wishes import OPTIONS, check_seconds, wishes
from albumen.play.engine import ENGINES
from albumen.progress import Progress, part


@ENGINES.register("band")
class Band:
    """Composes in one of its styles, plays it on synthesized instruments, mixes and masters it."""

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        return Card("band", "Composes and performs; no trained model.", licences=("Apache-2.0",))

    @property
    def options(self) -> Mapping[str, str]:
        """The settings that `Brief.options` may hold, each with one line of help."""
        return OPTIONS

    def check(self, brief: Brief) -> None:
        """Looks at the length and the options; raises BadOption, or MissingExtra for a SoundFont without FluidSynth."""
        check_seconds(brief.seconds)
        _played_on(wishes(brief.options, STYLES.values()).soundfont)

    def play(self, brief: Brief, rng: np.random.Generator, progress: Progress) -> Music:
        """Music of `brief.seconds`, stereo at 44.1 kHz; the same brief and generator give the same samples."""
        planned = plan(brief, STYLES.values(), rng)
        score = compose(planned, rng)
        font = _played_on(brief.options.get("soundfont"))
        audio, stems = record(score, brief.seconds, int(rng.integers(2**31)), part(progress, 0.05, 1), font)
        return Music(audio, brief, score, stems, f"band/{score.style}")


def _played_on(path: str | None) -> Soundfont | None:
    return soundfont(path) if path is not None else None
