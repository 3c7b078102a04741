"""Everything that is measured in a song's sound, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from albumen.audio.acoustics import acoustics
from albumen.audio.beats import pulse_of
from albumen.audio.chroma import Peaks, chroma, tuning
from albumen.audio.columns import Columns, as_bytes, decibels, share
from albumen.audio.hearing import Heard, hear
from albumen.audio.key import key_of
from albumen.audio.sections import sections_of
from albumen.audio.spectrum import Floats
from albumen.audio.tempogram import rises
from albumen.audio.timbre import onset_rate
from albumen.description import Key
from albumen.material import Bytes, Material
from albumen.song import Passage

COLUMNS = 512
"""Columns of a song's material."""

_MEL_RANGE, _LOUDNESS_RANGE = 80.0, 60.0
_DARK, _BRIGHT = 100.0, 8000.0
_AUDIBLE = 1e-6  # of the loudest frame's power: 60 dB


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured."""

    tempo: float | None
    """Beats a minute; None if there is no pulse."""
    key: Key | None
    """None if there are no pitches."""
    brightness: float
    """Mean spectral centroid in hertz of what is less than 60 dB under the loudest moment; 0 in silence."""
    onset_rate: float
    """Note onsets a second."""
    acoustics: Floats
    """What it sounds like, float32 [89]; see `albumen.audio.acoustics.ACOUSTICS`."""
    material: Material


def measure(passages: Sequence[Passage], duration: float) -> Measures:
    """Tempo, key, brightness, onset rate and material of a song.

    Parameters
    ----------
    passages
        What was listened to, in order of time, at least one; they need not cover the song.
    duration
        Length of the song in seconds.
    """
    heard = [hear(passage) for passage in passages]
    seconds = max(duration, heard[-1].start + heard[-1].seconds)
    tuned = tuning_of(heard)
    pitches = np.concatenate([chroma(part.peaks, len(part.power), tuned) for part in heard])
    loudest = max(float(part.rising.max()) for part in heard)
    onsets = [rises(part.rising, loudest) for part in heard]
    tempo, beats = pulse_of(onsets)
    times = np.concatenate([part.start + times for part, times in zip(heard, beats, strict=True)])
    material = _material(heard, pitches, onsets, times.astype(np.float32), seconds)
    sound = acoustics(heard, pitches, onsets)
    return Measures(tempo, key_of(pitches), _brightness(heard), onset_rate(onsets), sound, material)


def tuning_of(heard: Sequence[Heard]) -> float:
    """The tuning of all passages together, in semitones from A = 440 Hz."""
    strength = np.concatenate([part.peaks.strength for part in heard])
    pitch = np.concatenate([part.peaks.pitch for part in heard])
    return tuning(Peaks(np.zeros(len(pitch), np.int64), pitch, strength))


def _material(
    heard: Sequence[Heard], pitches: Floats, onsets: Sequence[Floats], beats: Floats, seconds: float
) -> Material:
    columns = Columns(COLUMNS, seconds, np.concatenate([part.times for part in heard]))
    mel = decibels(columns.mean(np.concatenate([part.mel for part in heard])), _MEL_RANGE)
    classes = columns.mean(pitches)
    onset = columns.mean(np.concatenate(onsets))
    power = columns.mean(np.concatenate([part.power for part in heard]))
    return Material(
        mel=mel,
        chroma=share(classes, classes.max(axis=1, keepdims=True)),
        loudness=decibels(power, _LOUDNESS_RANGE),
        onset=share(onset, onset.max()),
        brightness=_height(columns.mean(np.concatenate([part.centroid for part in heard]))),
        beats=beats,
        sections=sections_of(mel, classes, seconds, beats),
        seconds=seconds,
    )


def _height(hertz: Floats) -> Bytes:
    return as_bytes(np.log(np.maximum(hertz, np.float32(1)) / _DARK) / np.log(_BRIGHT / _DARK))


def _brightness(heard: Sequence[Heard]) -> float:
    power = np.concatenate([part.power for part in heard])
    audible = power > power.max() * _AUDIBLE
    centroids = np.concatenate([part.centroid for part in heard])
    return float(centroids[audible].mean(dtype=np.float64)) if audible.any() else 0.0
