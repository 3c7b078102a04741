"""The mixing desk: parts to stems, stems to a mix."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.music import Instrument, Part, Score
from albumen.play.band.studio.blocks import blocks
from albumen.play.band.studio.effects import affected, reverberant
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.perform import Performer
from albumen.progress import Progress, silent
from albumen.song import Samples

Playing = Callable[[Part, Score, Samples], Samples]
"""Plays a part of a score to a place of zeros, float32 [2, frames], and returns its sound before pan and fader."""

_KICKS = (35, 36)
_DUCKERS: dict[Instrument, float] = {"house kit": 0.62, "machine kit": 0.25}
"""Kits whose kick pushes everything else down, and by how much."""
_RECOVERY = 0.16
"""Seconds after which half of that has come back."""
_COARSE = 16
"""Frames between the points of that gain's curve; a block's length is a multiple of it."""


@dataclass(frozen=True, slots=True)
class Mix:
    """A score's sound, not yet mastered."""

    stems: Mapping[str, Samples]
    """By name, each float32 [2, frames], the room's answer among them; they sum to `total`.

    Each is played anew when it is asked for: all parts of ten minutes together would take gigabytes.
    """
    total: Samples
    """float32 [2, frames]."""


class _Stems(Mapping[str, Samples]):
    """The parts at their faders, and the room."""

    def __init__(self, score: Score, frames: int, playing: Playing) -> None:
        self._score, self._frames, self._playing = score, frames, playing
        self._duck = _ducking(score, frames)

    def __getitem__(self, name: str) -> Samples:
        if name == "room":
            return reverberant(self._sends(), self._score.room)
        total = np.empty((2, self._frames), np.float32)
        for block, sound in self.played(next(part for part in self._score.parts if part.name == name)):
            total[:, block] = sound
        return total

    def __iter__(self) -> Iterator[str]:
        return iter([*(part.name for part in self._score.parts), "room"])

    def __len__(self) -> int:
        return len(self._score.parts) + 1

    def played(self, part: Part) -> Iterator[tuple[slice, Samples]]:
        """The part at its place and level, block by block, float32 [2, frames]."""
        place = np.zeros((2, self._frames), np.float32)
        stem = self._playing(part, self._score, place)
        sides = _sides(part)
        for block in blocks(self._frames):
            sound = stem[:, block] * sides
            if self._duck is not None and not _drums(part):
                at = np.arange(block.start, block.stop) / _COARSE
                sound *= np.interp(at, np.arange(len(self._duck)), self._duck).astype(np.float32)
            yield block, sound

    def _sends(self) -> Samples:
        sends = np.zeros((2, self._frames), np.float32)
        for part in self._score.parts:
            for block, sound in self.played(part):
                sends[:, block] += sound * np.float32(part.room)
        return sends


def on_ours(seed: int) -> Playing:
    """Playing on the studio's own instruments, through their bodies, amplifiers and effects."""
    performer = Performer(seed)

    def play(part: Part, score: Score, place: Samples) -> Samples:
        return affected(performer.stem(part, score, place), part.instrument, 60 / score.tempo, place)

    return play


def mixed(score: Score, frames: int, playing: Playing, progress: Progress = silent) -> Mix:
    """The score played and mixed, not yet mastered."""
    stems = _Stems(score, frames, playing)
    total, sends = np.zeros((2, frames), np.float32), np.zeros((2, frames), np.float32)
    for done, part in enumerate(score.parts):
        for block, sound in stems.played(part):
            total[:, block] += sound
            sends[:, block] += sound * np.float32(part.room)
        progress((done + 1) / (len(score.parts) + 1), "playing")
    total += reverberant(sends, score.room)
    return Mix(stems, total)


def _sides(part: Part) -> Samples:
    """The part's gain on either side, float32 [2, 1]."""
    angle = (part.pan + 1) * np.pi / 4
    sides = np.array([[np.cos(angle)], [np.sin(angle)]]) * np.sqrt(2) * 10 ** (part.level / 20)
    return np.asarray(sides, np.float32)


def _drums(part: Part) -> bool:
    return part.instrument.endswith(("kit", "drums"))


def _ducking(score: Score, frames: int) -> NDArray[np.float64] | None:
    """The gain that kicks leave to the others, at every 16th frame; None where the kit does not duck."""
    kicked = [part for part in score.parts if part.instrument in _DUCKERS]
    if not kicked:
        return None
    hits = sorted(round(n.start * 60 / score.tempo * RATE) for p in kicked for n in p.notes if n.pitch in _KICKS)
    hits = [max(hit, 0) for hit in hits if hit < frames]
    if not hits:
        return None
    depth = max(_DUCKERS[part.instrument] for part in kicked)
    return np.concatenate([_pushed(np.array(hits), depth, block)[::_COARSE] for block in blocks(frames)])


def _pushed(hits: NDArray[np.int64], depth: float, block: slice) -> NDArray[np.float64]:
    """The gain over a block, its edges rounded."""
    ramp = np.hanning(2 * int(0.006 * RATE) + 1)
    reach = len(ramp) // 2
    at = np.arange(block.start - reach, block.stop + reach)
    last = np.searchsorted(hits, at, "right") - 1
    since = (at - hits[np.maximum(last, 0)]) / RATE
    gain = np.where(last < 0, 1.0, 1 - depth * np.exp2(-np.maximum(since, 0) / _RECOVERY))
    return np.convolve(gain, ramp / ramp.sum(), "valid")
