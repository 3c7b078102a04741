"""Rooms: impulse responses made of early reflections and dying noise, and the convolution that puts sound into them."""

from __future__ import annotations

from functools import cache

import numpy as np

from albumen.play.band.studio.hiss import Bands, hiss
from albumen.play.band.studio.modal import RATE
from albumen.play.band.style import Room
from albumen.song import Samples


class Convolution:
    """An impulse response (one for all channels, or one each) at work on a sound that comes in blocks.

    Overlap-add of transforms. A mono sound with a stereo response becomes stereo.
    """

    def __init__(self, impulse: Samples) -> None:
        self._taps = impulse.shape[-1]
        self._size = max(1 << 14, 1 << (4 * self._taps - 1).bit_length())
        self._response = np.fft.rfft(np.atleast_2d(impulse), self._size)
        self._tail: Samples = np.zeros((1, self._taps - 1), np.float32)

    def __call__(self, sound: Samples) -> Samples:
        """The next block, float32 [channels, frames], with what still rings of those before it."""
        frames, rest = sound.shape[1], self._taps - 1
        total = np.zeros((max(len(sound), len(self._response)), frames + rest), np.float32)
        total[:, :rest] = self._tail
        for at in range(0, frames, self._size - rest):
            piece = sound[:, at : at + self._size - rest]
            answer = np.fft.irfft(np.fft.rfft(piece, self._size) * self._response, self._size)
            total[:, at : at + piece.shape[1] + rest] += answer[:, : piece.shape[1] + rest]
        self._tail = total[:, frames:].copy()
        return total[:, :frames]


def convolved(sound: Samples, impulse: Samples) -> Samples:
    """Each channel with its impulse response, cut to the sound's length; float32 [channels, frames]."""
    return Convolution(impulse)(sound)


def impulse(
    seconds: float, early: float, wall: float, bands: Bands, seed: int, density: int = 14, late: float = 1.0
) -> Samples:
    """A room's answer to a click, stereo, of unit energy a channel; float32 [2, frames].

    Parameters
    ----------
    seconds
        Its length.
    early, wall
        The span of the early reflections in seconds, and the hertz above which walls swallow.
    bands
        The reverberation's level and half-life along the spectrum.
    seed, density, late
        Which room; how many early reflections there are; the reverberation's level against theirs.
    """
    rng = np.random.default_rng(seed)
    frames, rise = int(seconds * RATE), int(early * RATE)
    sides = []
    for _ in range(2):
        taps = np.zeros(frames, np.float32)
        at = np.sort(rng.integers(int(0.0015 * RATE), rise, density))
        taps[at] = rng.choice([-1, 1], density, p=[0.3, 0.7]) * (1 - 0.8 * at / rise)
        tail = hiss(frames, bands, rng)
        tail[:rise] *= np.linspace(0.1, 1, rise, dtype=np.float32) ** 2
        dulled = _dulled(taps, wall)
        side = dulled / np.linalg.norm(dulled) + late * tail / np.linalg.norm(tail)
        side[-rise:] *= np.linspace(1, 0, rise, dtype=np.float32)
        sides.append(side / np.linalg.norm(side))
    return np.stack(sides).astype(np.float32)


def _dulled(taps: Samples, hertz: float) -> Samples:
    f = np.fft.rfftfreq(len(taps), 1 / RATE)
    return np.fft.irfft(np.fft.rfft(taps) / (1 + (f / hertz) ** 2), len(taps)).astype(np.float32)


def _tail(half: float, dark: float) -> Bands:
    return (
        (120, 0.5, half * 1.1), (400, 1.0, half), (1500, 0.8, half * 0.85), (4000, 0.45 * dark, half * 0.6),
        (9000, 0.2 * dark, half * 0.35),
    )  # fmt: skip


@cache
def hall(room: Room) -> Samples:
    """The room that a whole piece is heard in, as it answers, float32 [2, frames]."""
    length, early, half, dark = {
        "dry": (0.25, 0.02, 0.03, 0.8),
        "studio": (0.7, 0.03, 0.09, 0.9),
        "club": (1.0, 0.045, 0.13, 0.8),
        "hall": (2.4, 0.08, 0.32, 0.8),
        "cathedral": (4.5, 0.11, 0.62, 0.7),
    }[room]
    return impulse(length, early, 5000, _tail(half, dark), 11, density=24, late=1.6)


@cache
def booth(half: float, wall: float) -> Samples:
    """The small room a kit or an amplifier stands in, as near microphones hear it; float32 [2, frames].

    `half` is the seconds in which its reverberation falls to a half, `wall` the hertz above which walls swallow.
    """
    return impulse(min(8 * half + 0.05, 1.2), 0.03, wall, _tail(half, 1.2), 7, density=18, late=1.2)
