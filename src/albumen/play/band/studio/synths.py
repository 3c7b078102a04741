"""Synthesizers: leads, pads and basses from waveforms through a filter that moves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.play.band.studio.envelope import decay, held
from albumen.play.band.studio.modal import RATE, harmonics, modal, unison
from albumen.play.band.studio.voice import voice
from albumen.song import Samples

Shape = NDArray[np.float64]


def _lowpass(f: Shape, cutoff: float, resonance: float) -> Shape:
    """The gain of a resonant four-pole low pass."""
    ratio = f / max(cutoff, 30.0)
    return 1 / np.sqrt(1 + ratio**8) * (1 + resonance * np.exp(-0.5 * ((ratio - 1) / 0.14) ** 2))


def _waves(k: Shape, kind: str) -> Shape:
    if kind == "saw":
        return 1 / k
    if kind == "square":
        return (k % 2) / k * 1.3
    return np.abs(np.sin(np.pi * k * 0.25)) / k * 1.6  # a pulse of a quarter


def swept(
    frequency: float,
    frames: int,
    rng: np.random.Generator,
    *,
    kind: str = "saw",
    voices: int = 1,
    cents: float = 0.0,
    cutoffs: tuple[float, ...],
    moves: NDArray[np.float32] | None = None,
    resonance: float = 0.0,
) -> Samples:
    """A waveform through a low pass whose cutoff moves along `cutoffs` (hertz) as `moves` (0..1, [frames]) says.

    The filter's positions are made one by one and crossed, which costs no recursion over samples.
    """
    factors, _ = unison(voices, cents, rng)
    numbers, partials = zip(*(harmonics(frequency * u, 72) for u in factors), strict=True)
    k, f = np.concatenate(numbers), np.concatenate(partials)
    phase = rng.uniform(0, 6.28, len(f)) if voices > 1 else np.zeros(len(f))
    wave = _waves(k, kind) / np.sqrt(voices)
    takes = [modal(f, 0.0, wave * _lowpass(f, cutoff, resonance), frames, phase) for cutoff in cutoffs]
    if moves is None or len(takes) == 1:
        return takes[-1]
    place = np.clip(moves, 0, 1) * (len(takes) - 1)
    total = sum(take * np.clip(1 - np.abs(place - i), 0, 1) for i, take in enumerate(takes))
    return np.asarray(total, np.float32)


@voice("saw lead", gain=-18.4, wide=True)
def saw_lead(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Five detuned saws, open."""
    frames = int((seconds + 0.12) * RATE)
    sound = swept(frequency, frames, rng, voices=5, cents=16, cutoffs=(2500 + 7000 * velocity,))
    return sound * held(frames, 0.006, 0.11, 0.8, 0.15)


@voice("square lead", gain=-18.3)
def square_lead(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A hollow square wave, rounder the lower it is."""
    frames = int((seconds + 0.06) * RATE)
    cutoff = min(3000 + 6000 * velocity, 16 * frequency)
    sound = swept(frequency, frames, rng, kind="square", cutoffs=(cutoff,))
    return sound * held(frames, 0.004, 0.05, 0.75, 0.12)


@voice("pulse lead", gain=-17.0)
def pulse_lead(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """The quarter pulse of a home computer's sound chip, gated hard."""
    frames = int((seconds + 0.012) * RATE)
    sound = swept(frequency, frames, rng, kind="pulse", cutoffs=(15_000,))
    steps = np.ceil(held(frames, 0.0, 0.0, 0.55, 0.18) * 15) / 15  # the chip has sixteen volumes
    return (sound * steps * held(frames, 0.001, 0.006)).astype(np.float32)


@voice("soft lead", gain=-19.4, wide=True)
def soft_lead(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Two triangles, gliding vibrato, dark."""
    frames = int((seconds + 0.2) * RATE)
    sound = swept(frequency, frames, rng, kind="square", voices=2, cents=6, cutoffs=(frequency * 2.2 + 300,))
    return sound * held(frames, 0.03, 0.18)


@voice("pluck", gain=-13.5, wide=True)
def synth_pluck(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Saws through a filter that snaps shut."""
    frames = int((min(seconds, 0.5) + 0.5) * RATE)
    moves = decay(frames, 0.07)
    cutoffs = (frequency * 1.2 + 150, 1100.0, 2500.0 + 6500 * velocity)
    sound = swept(frequency, frames, rng, voices=3, cents=9, cutoffs=cutoffs, moves=moves, resonance=0.5)
    return sound * decay(frames, 0.16) * held(frames, 0.002, 0.1)


@voice("synth bass", gain=-16.7, lowest=24, highest=60)
def synth_bass(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Two saws and a sine under a snapping filter."""
    frames = int((seconds + 0.05) * RATE)
    cutoffs = (240.0, 600.0 + 2200 * velocity)
    saws = swept(frequency, frames, rng, voices=2, cents=5, cutoffs=cutoffs, moves=decay(frames, 0.1), resonance=0.5)
    return (saws + 0.7 * modal(frequency, 0.0, 1.0, frames)) * held(frames, 0.004, 0.04, 0.8, 0.2)


@voice("acid bass", gain=-17.7, lowest=28, highest=64)
def acid_bass(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A saw through a squealing filter."""
    frames = int((seconds + 0.03) * RATE)
    cutoffs = (220.0, 500.0, 1000.0, 1200.0 + 2600 * velocity)
    sound = swept(frequency, frames, rng, cutoffs=cutoffs, moves=decay(frames, 0.06 + 0.08 * velocity), resonance=3.2)
    return sound * held(frames, 0.003, 0.025)


@voice("sub bass", gain=-12.3, lowest=24, highest=55)
def sub_bass(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A sine with a little of its octave, so that small loudspeakers tell its pitch."""
    frames = int((seconds + 0.06) * RATE)
    tone = modal([frequency, 2 * frequency, 3 * frequency], 0.0, [1.0, 0.22, 0.08], frames)
    return np.asarray(np.tanh(1.3 * tone) * held(frames, 0.006, 0.055, 0.85, 0.3), np.float32)
