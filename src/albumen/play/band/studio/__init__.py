"""The studio: plays a score on instruments made of sines and noise, mixes and masters it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from albumen.music import Score
from albumen.play.band.studio.desk import Playing, mixed, on_ours
from albumen.play.band.studio.master import mastered
from albumen.play.band.studio.modal import RATE
from albumen.progress import Progress, part, silent
from albumen.song import Audio, Samples

__all__ = ["RATE", "Playing", "record"]


class _Stems(Mapping[str, Audio]):
    """The desk's stems as sounds."""

    def __init__(self, stems: Mapping[str, Samples]) -> None:
        self._stems = stems

    def __getitem__(self, name: str) -> Audio:
        return Audio(self._stems[name], RATE)

    def __iter__(self) -> Iterator[str]:
        return iter(self._stems)

    def __len__(self) -> int:
        return len(self._stems)


def record(
    score: Score, seconds: float, seed: int, progress: Progress = silent, playing: Playing | None = None
) -> tuple[Audio, Mapping[str, Audio]]:
    """The score as finished stereo sound of exactly `seconds` at 44.1 kHz, and its stems before mastering.

    Stems are played when they are asked for, one at a time; by `playing`, or else on the studio's own instruments.
    """
    frames = round(seconds * RATE)
    mix = mixed(score, frames, playing or on_ours(seed), part(progress, 0, 0.8))
    sound: Samples = mastered(mix.total)
    progress(1.0, "mastering")
    return Audio(sound, RATE), _Stems(mix.stems)
