"""A guitar amplifier: a filter before it, a valve that clips to one side first, and a cabinet with a microphone."""

from __future__ import annotations

from functools import cache

import numpy as np
import soxr

from albumen.music import Instrument
from albumen.play.band.studio.blocks import overlapped, through
from albumen.play.band.studio.body import Peaks, minimum_phase
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.room import Convolution
from albumen.song import Samples

_FRONT: Peaks = ((20, -30), (70, -6), (140, 0), (500, 1), (1600, 5), (4000, 4), (7000, -4), (16_000, -30))
"""Before the valves: bass would make them splutter, so it comes off here and back in the cabinet."""
_CABINET: Peaks = (
    (20, -50), (50, -12), (80, 6), (125, 8), (220, 3), (400, -4), (800, -3), (1600, 3), (2600, 9), (3600, 9), (4800, 2),
    (6000, -10), (8000, -24), (12_000, -44), (20_000, -70),
)  # fmt: skip
"""Four twelve-inch loudspeakers, a dynamic microphone near one of them."""
_COMBO: Peaks = (
    (20, -40), (60, -10), (100, 0), (200, 1), (400, -2), (800, -1), (1500, 1), (2400, 6), (3300, 6), (4500, -3),
    (5500, -14), (7000, -30), (12_000, -50), (20_000, -70),
)  # fmt: skip
"""Two open-backed ten-inch loudspeakers."""
_CONSOLE: Peaks = (
    (20, -30), (40, -3), (60, 1), (120, 1), (400, 0), (800, -2), (2000, -8), (3500, -18), (6000, -36), (20_000, -70),
)  # fmt: skip
"""A bass straight into the console, with its flat-wound strings and the tone half closed."""
_SPEAKERS: dict[Instrument, Peaks] = {"clean guitar": _COMBO, "muted guitar": _COMBO, "electric bass": _CONSOLE}
_OVER = 2
_MARGIN = 1024
"""Samples to either side of a block: more than the resampler's filters reach."""


def amplified(sound: Samples, drive: float = 24.0) -> Samples:
    """A pick-up's signal through the amplifier and its cabinet, written over; float32 [channels, frames].

    The valves work at twice the rate, so that what they add above hearing does not fold back into it. Notes that sound
    together clip together: that is where a power chord's difference tones come from.
    """
    loud = float(np.quantile(np.abs(sound[:, ::16]), 0.995))
    if loud == 0:
        return sound
    push = np.float32(drive / loud)
    pushed = through(sound, [lambda block: block * push, Convolution(_front())])
    bent = overlapped(pushed, lambda seen: np.stack([_valves(channel) for channel in seen]), _MARGIN)
    return through(bent, [Convolution(_cabinet())])


def loudspeaker(instrument: Instrument) -> list[Convolution]:
    """What a clean pick-up is heard through; most instruments have none."""
    return [Convolution(_speaker(_SPEAKERS[instrument]))] if instrument in _SPEAKERS else []


def _valves(channel: Samples) -> Samples:
    fine = soxr.resample(channel, RATE, _OVER * RATE, "MQ")
    first = np.tanh(0.25 * fine + 0.3) - np.float32(np.tanh(0.3))
    second = np.tanh(2.2 * first)
    down: Samples = soxr.resample(second, _OVER * RATE, RATE, "MQ")[: len(channel)]
    return np.pad(down, (0, len(channel) - len(down)))


@cache
def _front() -> Samples:
    return minimum_phase(_FRONT, 1024)


@cache
def _cabinet() -> Samples:
    return minimum_phase(_CABINET, 2048, ripple=1.8)


@cache
def _speaker(peaks: Peaks) -> Samples:
    return minimum_phase(peaks, 1024, ripple=1.2)
