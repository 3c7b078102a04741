"""What each instrument's sound passes through before the desk, and the rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from albumen.music import Instrument
from albumen.play.band.studio.amp import amplified, loudspeaker
from albumen.play.band.studio.blocks import Stage, blocks, through
from albumen.play.band.studio.body import bodies
from albumen.play.band.studio.chains import chain
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.room import Convolution, booth, hall
from albumen.play.band.style import Room
from albumen.song import Samples

if TYPE_CHECKING:
    from pedalboard import Plugin

_BOOTHS: dict[Instrument, tuple[float, float, float]] = {
    "acoustic kit": (0.5, 0.06, 5500), "dusty kit": (1.0, 0.09, 5000), "brush kit": (0.6, 0.06, 4500),
    "rock kit": (0.8, 0.1, 6500), "heavy kit": (0.65, 0.1, 6500), "orchestral drums": (0.6, 0.09, 4500),
    "distorted guitar": (0.2, 0.03, 5000), "clean guitar": (0.22, 0.03, 4500), "muted guitar": (0.22, 0.03, 4500),
    "upright bass": (0.15, 0.025, 3500), "brass": (0.3, 0.06, 5000), "trumpet": (0.25, 0.06, 5000),
    "saxophone": (0.25, 0.06, 5000), "singer": (0.2, 0.05, 5000),
}  # fmt: skip
"""How much of the small room is heard beside the near microphones, its half-life in seconds, its walls in hertz."""

_PREDELAY = 0.018
"""Seconds before the room answers, so that it does not blur the attack."""


_RETURN = 0.6
"""The room's answer against what was sent into it."""


def affected(sound: Samples, instrument: Instrument, beat: float, place: Samples | None = None) -> Samples:
    """The stem through its instrument's body, amplifier and effects, as loud as before; float32 [1 or 2, frames].

    It is written over; a mono sound that comes out of its small room in stereo is written to `place` [2, frames].
    """
    from pedalboard import HighpassFilter

    before = _level(sound)
    if before == 0:
        return sound
    floor = 28 if "bass" in instrument or "kit" in instrument or "drums" in instrument else 70
    source = amplified(sound) if instrument == "distorted guitar" else sound
    plugins = board([HighpassFilter(floor), *chain(instrument, beat)])
    heard = through(source, [*bodies(instrument), *loudspeaker(instrument), plugins, *_boothed(instrument)], place)
    if after := _level(heard):
        heard *= np.float32(before / after)
    return heard


def board(plugins: list[Plugin]) -> Stage:
    """Plugins as a stage."""
    from pedalboard._pedalboard import Pedalboard

    chained = Pedalboard(plugins)
    return lambda block: chained(np.ascontiguousarray(block), RATE, reset=False)


def _boothed(instrument: Instrument) -> list[Stage]:
    """Adds the small room that the sound was recorded in."""
    if instrument not in _BOOTHS:
        return []
    much, half, wall = _BOOTHS[instrument]
    walls = Convolution(booth(half, wall))
    return [lambda block: block + np.float32(much) * walls(block)]


def reverberant(sends: Samples, room: Room) -> Samples:
    """What comes back from the room for what was sent into it, float32 [2, frames]; `sends` is written over."""
    from pedalboard import HighpassFilter

    late = np.pad(hall(room), ((0, 0), (int(_PREDELAY * RATE), 0))) * np.float32(_RETURN)
    return through(sends, [Convolution(late), board([HighpassFilter(180)])])


def _level(sound: Samples) -> float:
    """Root mean square over what is not silence."""
    loud = power = 0.0
    for block in blocks(sound.shape[1]):
        part = np.ascontiguousarray(sound[:, block])
        loud += np.count_nonzero(np.abs(part) > 1e-5)
        power += float(np.vdot(part, part))
    return float(np.sqrt(power / loud)) if loud else 0.0
