"""One pass over a passage: every frame's features from the same short-time spectrum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.audio.chroma import Peaks, joined, peaks_of
from albumen.audio.mel import MelBands
from albumen.audio.resample import resample
from albumen.audio.spectrum import HOP, N_FFT, RATE, Floats, frames_of, power_blocks
from albumen.audio.tempogram import BANDS
from albumen.audio.timbre import centroid
from albumen.song import Passage, Samples

PICTURE = MelBands(RATE, N_FFT, 96, fmax=8000.0)
"""The bands that a song's material shows."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The features of a passage that begins `start` seconds into the song, every 512 samples at 22,050 Hz."""

    start: float
    seconds: float
    mel: Floats
    """Power in the bands of `PICTURE`, float32 [frames, 96]."""
    rising: Floats
    """Power in the bands whose rises are onsets, float32 [frames, 128]."""
    power: Floats
    """Mean square of the 512 samples around each frame's centre, float32 [frames]."""
    centroid: Floats
    """Spectral centroid in hertz, float32 [frames], 0 in silence."""
    peaks: Peaks

    @property
    def times(self) -> Floats:
        """The frames' centres in seconds from the song's start, float32 [frames]."""
        return (self.start + np.arange(len(self.power)) * (HOP / RATE)).astype(np.float32)


def hear(passage: Passage) -> Heard:
    """The features of a passage, its channels mixed, without a constant offset: that is no sound."""
    samples = resample(_level_with_zero(passage.audio.mono()), passage.audio.rate, RATE)
    frames = frames_of(samples, N_FFT, HOP, centre=True)
    mel = np.empty((len(frames), PICTURE.n_mels), np.float32)
    rising = np.empty((len(frames), BANDS.n_mels), np.float32)
    centres = np.empty(len(frames), np.float32)
    peaks = []
    for block, power in power_blocks(frames, N_FFT):
        mel[block], rising[block], centres[block] = PICTURE.apply(power), BANDS.apply(power), centroid(power)
        peaks.append(peaks_of(power, block.start))
    return Heard(passage.start, passage.audio.seconds, mel, rising, _level(samples), centres, joined(peaks))


def _level_with_zero(mono: Samples) -> Samples:
    return mono - np.float32(mono.mean(dtype=np.float64)) if len(mono) else mono


def _level(samples: Samples) -> Floats:
    """The mean square around each frame's centre; the first and the last frame have what there is of it."""
    if not len(samples):
        return np.zeros(1, np.float32)
    edges = np.maximum(np.arange(1 + len(samples) // HOP) * HOP - HOP // 2, 0)
    sums: Floats = np.add.reduceat(samples * samples, edges)
    return np.asarray(sums / np.diff(np.append(edges, len(samples))), np.float32)
