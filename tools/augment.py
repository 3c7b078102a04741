"""Changes music so that it stays music: speed and pitch, filters, loudness, distortion, a coder, a second sound."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from albumen import audio
from albumen.song import Audio, Samples

SEMITONES = 3.5
CODED = 0.12
"""The share that is sent through a coder, which costs more time than all else."""

HIGHEST_EDGE = 0.45
"""Of a filter, as a share of the rate: speech and old games are at 8 kHz."""

Change = Callable[[Samples, int, np.random.Generator, Sequence[Samples]], Samples]


def augment(
    heard: Audio, rng: np.random.Generator, companions: Sequence[Samples] = ()
) -> tuple[Audio, tuple[str, ...]]:
    """A changed copy, and the names of the changes made; each is made by chance.

    Parameters
    ----------
    heard
        What is changed.
    rng
        Chooses.
    companions
        Drum loops, voices: mono sound at the same rate that may be mixed in.
    """
    samples, rate = heard.samples, heard.rate
    made = []
    for name, chance, change in CHANGES:
        if rng.random() < chance:
            samples = np.clip(change(samples, rate, rng, companions), -1, 1).astype(np.float32)
            made.append(name)
    return Audio(np.ascontiguousarray(samples), rate), tuple(made)


def faster(samples: Samples, rate: int, rng: np.random.Generator, _: Sequence[Samples]) -> Samples:
    """Speed and pitch together, as a turntable changes them."""
    played = round(rate * 2 ** (rng.uniform(-SEMITONES, SEMITONES) / 12))
    return np.stack([audio.resample(np.ascontiguousarray(channel), played, rate) for channel in samples])


def equalised(samples: Samples, rate: int, rng: np.random.Generator, _: Sequence[Samples]) -> Samples:
    """Bass and treble up or down by at most 9 dB."""
    bands: tuple[tuple[Literal["low", "high"], float, float], ...] = (("low", 120, 500), ("high", 1500, 5000))
    for kind, low, high in bands:
        band = _filtered(samples, rate, rng.uniform(low, high), kind, 1)
        samples = samples + np.float32(10 ** (rng.uniform(-9, 9) / 20) - 1) * band
    return samples


def dulled(samples: Samples, rate: int, rng: np.random.Generator, _: Sequence[Samples]) -> Samples:
    """As behind a door."""
    return _filtered(samples, rate, rng.uniform(1800, 7000), "low", 4)


def thinned(samples: Samples, rate: int, rng: np.random.Generator, _: Sequence[Samples]) -> Samples:
    """As from a small loudspeaker."""
    return _filtered(samples, rate, rng.uniform(120, 400), "high", 2)


def mixed(samples: Samples, rate: int, rng: np.random.Generator, companions: Sequence[Samples]) -> Samples:
    """A companion under it or over it, 9 dB softer to 6 dB louder."""
    if not companions:
        return samples
    other = np.resize(companions[int(rng.integers(len(companions)))], samples.shape[1])
    gain = _rms(samples) / _rms(other) * 10 ** (rng.uniform(-9, 6) / 20)
    return samples + other * np.float32(gain)


def driven(samples: Samples, rate: int, rng: np.random.Generator, _: Sequence[Samples]) -> Samples:
    """Soft clipping."""
    drive = 10 ** (rng.uniform(6, 24) / 20)
    return np.asarray(np.tanh(samples * drive) / drive**0.5, np.float32)


def louder(samples: Samples, rate: int, rng: np.random.Generator, _: Sequence[Samples]) -> Samples:
    """Down by at most 15 dB or up by at most 4."""
    return samples * np.float32(10 ** (rng.uniform(-15, 4) / 20))


def coded(samples: Samples, rate: int, rng: np.random.Generator, _: Sequence[Samples]) -> Samples:
    """Through an MP3 at 24 to 48 kbit/s, in mono."""
    import soundfile

    held = io.BytesIO()
    soundfile.write(held, samples.mean(axis=0), rate, format="MP3", compression_level=rng.uniform(0.85, 0.99))
    held.seek(0)
    back: NDArray[np.float32] = soundfile.read(held, dtype="float32")[0]
    return back[None]


CHANGES: tuple[tuple[str, float, Change], ...] = (
    ("faster", 0.5, faster), ("equalised", 0.5, equalised), ("dulled", 0.2, dulled), ("thinned", 0.1, thinned),
    ("mixed", 0.4, mixed), ("driven", 0.12, driven), ("louder", 0.5, louder), ("coded", CODED, coded),
)  # fmt: skip
"""Every change with its chance, in the order in which they are made."""


def _filtered(samples: Samples, rate: int, edge: float, kind: Literal["low", "high"], order: int) -> Samples:
    sections = signal.butter(order, min(edge, HIGHEST_EDGE * rate), kind, fs=rate, output="sos")
    return np.asarray(signal.sosfilt(sections, samples, axis=1), np.float32)


def _rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples)))) + 1e-6
