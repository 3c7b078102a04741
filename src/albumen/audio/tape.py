"""Where decoded frames are laid down: one stretch of float32 sound at one rate, placed by the frames' own times."""

from __future__ import annotations

import math

import numpy as np
import soxr
from av.audio.frame import AudioFrame

from albumen.audio.frames import Unpacker
from albumen.song import Audio, Samples

LOUDEST = 8.0
"""Samples are held within this (18 dB over full scale): decoders overshoot by a little, damaged floats by anything."""

GAP = 0.1
"""Seconds by which a frame may come late before silence is left in front of it; container clocks jitter by less."""


class Tape:
    """Records `seconds` of sound from `start` (in seconds of the song) at `rate`, in no more memory than that takes."""

    def __init__(self, start: float, seconds: float, rate: int, channels: int) -> None:
        self._start = start
        self._rate = rate
        # calloc: pages of a tape that stays blank cost nothing, so a file that claims to be long is harmless.
        self._samples = np.zeros((channels, math.ceil(seconds * rate)), np.float32)
        self._at: int | None = None
        self._unpacker = Unpacker()
        self._resampler: soxr.ResampleStream | None = None
        self._from = rate

    @property
    def full(self) -> bool:
        """Whether there is no room left."""
        return self._at is not None and self._at >= self._samples.shape[1]

    def record(self, frame: AudioFrame, time: float | None) -> None:
        """Lays down what of a frame falls on the tape; `time` is its start in seconds of the song, if known."""
        samples = _fold(self._unpacker.samples(frame), len(self._samples))
        if frame.sample_rate != self._from:
            self._splice(frame.sample_rate)
        self._place(time)
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(np.ascontiguousarray(tame(samples).T)).reshape(-1, len(samples)).T
        self._lay(samples)

    def _place(self, time: float | None) -> None:
        expected = self._at
        if time is None:
            self._at = 0 if expected is None else expected
            return
        due = round((time - self._start) * self._rate)
        if expected is None or (due > expected + GAP * self._rate and self._resampler is None):
            self._at = due

    def _lay(self, samples: Samples) -> None:
        at = self._at or 0
        first, last = max(at, 0), min(at + samples.shape[1], self._samples.shape[1])
        if last > first:
            self._samples[:, first:last] = samples[:, first - at : last - at]
        self._at = at + samples.shape[1]

    def _splice(self, rate: int) -> None:
        """The rate changes here (or is not the tape's): what the old resampler still holds comes first."""
        self._flush()
        self._from = rate
        if rate != self._rate:
            self._resampler = soxr.ResampleStream(rate, self._rate, len(self._samples), dtype="float32", quality="HQ")

    def _flush(self) -> None:
        if self._resampler is not None:
            rest = self._resampler.resample_chunk(np.zeros((0, len(self._samples)), np.float32), last=True)
            self._lay(rest.reshape(-1, len(self._samples)).T)
        self._resampler = None

    def audio(self) -> Audio:
        """What was recorded, as long as sound came; finite and within `LOUDEST`."""
        self._flush()
        end = min(max(self._at or 0, 0), self._samples.shape[1])
        return Audio(tame(self._samples[:, :end]), self._rate)


def _fold(samples: Samples, channels: int) -> Samples:
    if len(samples) == channels:
        return samples
    return np.repeat(samples, channels, axis=0) if len(samples) == 1 else samples.mean(axis=0, keepdims=True)


def tame(samples: Samples) -> Samples:
    """The samples with not-a-number and infinity as silence and the rest within `LOUDEST`; the same array if it was."""
    if not samples.size or (samples.min() >= -LOUDEST and samples.max() <= LOUDEST):
        return samples
    return np.clip(np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0), -LOUDEST, LOUDEST)
