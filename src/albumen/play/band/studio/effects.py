"""What each instrument's sound passes through before the desk, and the rooms."""

from __future__ import annotations

import numpy as np

from albumen.music import Instrument
from albumen.play.band.studio.amp import amplified
from albumen.play.band.studio.body import embodied
from albumen.play.band.studio.chains import chain
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.room import booth, convolved, hall
from albumen.play.band.style import Room
from albumen.song import Samples

_BOOTHS: dict[Instrument, tuple[float, float, float]] = {
    "acoustic kit": (0.3, 0.03, 5000), "brush kit": (0.35, 0.04, 4500), "rock kit": (0.35, 0.045, 6000),
    "orchestral drums": (0.6, 0.09, 4500), "distorted guitar": (0.2, 0.03, 5000), "clean guitar": (0.22, 0.03, 4500),
    "muted guitar": (0.2, 0.02, 4500), "upright bass": (0.15, 0.025, 3500),
}  # fmt: skip
"""How much of the small room is heard beside the near microphones, its half-life in seconds, its walls in hertz."""

_PREDELAY = 0.018
"""Seconds before the room answers, so that it does not blur the attack."""


_RETURN = 0.6
"""The room's answer against what was sent into it."""


def affected(sound: Samples, instrument: Instrument, beat: float) -> Samples:
    """The stem through its instrument's body, amplifier and effects, as loud as before; float32 [1 or 2, frames]."""
    from pedalboard import HighpassFilter
    from pedalboard._pedalboard import Pedalboard

    before = _level(sound)
    if before == 0:
        return sound
    floor = 28 if "bass" in instrument or "kit" in instrument or "drums" in instrument else 70
    plugins = [HighpassFilter(floor), *chain(instrument, beat)]
    source = amplified(sound) if instrument == "distorted guitar" else embodied(sound, instrument)
    heard: Samples = _boothed(Pedalboard(plugins)(source, RATE), instrument)
    after = _level(heard)
    return heard * np.float32(before / after) if after else heard


def _boothed(sound: Samples, instrument: Instrument) -> Samples:
    """The sound with the small room it was recorded in."""
    if instrument not in _BOOTHS:
        return sound
    much, half, wall = _BOOTHS[instrument]
    return sound + np.float32(much) * convolved(sound, booth(half, wall))


def reverberant(sends: Samples, room: Room) -> Samples:
    """What comes back from the room for what was sent into it, float32 [2, frames]."""
    from pedalboard import HighpassFilter
    from pedalboard._pedalboard import Pedalboard

    late = np.zeros_like(sends)
    delay = int(_PREDELAY * RATE)
    late[:, delay:] = sends[:, : sends.shape[1] - delay]
    wet: Samples = Pedalboard([HighpassFilter(180)])(convolved(late, hall(room)), RATE)
    return wet * np.float32(_RETURN)


def _level(sound: Samples) -> float:
    """Root mean square over what is not silence."""
    loud = np.count_nonzero(np.abs(sound) > 1e-5)
    return float(np.sqrt(np.vdot(sound, sound) / loud)) if loud else 0.0
