"""Flutes, reeds and brass."""

from __future__ import annotations

import numpy as np

from albumen.play.band.studio.envelope import held, vibrato
from albumen.play.band.studio.envelope import seconds as times
from albumen.play.band.studio.hiss import noise
from albumen.play.band.studio.modal import RATE, formants, harmonics, modal, unison
from albumen.play.band.studio.voice import voice
from albumen.song import Samples


def _breath(frames: int, sound: Samples, low: float, high: float, much: float, rng: np.random.Generator) -> Samples:
    return (sound + noise(frames, low, high, rng) * much * float(np.abs(sound).max() + 1e-9)).astype(np.float32)


@voice("flute", gain=-16.5, lowest=60, highest=98)
def flute(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A flute: few harmonics, much air, a chiff as it speaks."""
    frames = int((seconds + 0.08) * RATE)
    a = np.array([1.0, 0.28 + 0.3 * velocity, 0.12 + 0.2 * velocity, 0.06 * velocity, 0.03])
    tone = modal(frequency * np.arange(1, 6), 0.0, a, frames, rng.uniform(0, 6.28, 5))
    chiff = noise(frames, frequency, 6000, rng) * np.exp(-times(frames) / 0.035) * 0.25
    airy = _breath(frames, tone, frequency * 1.2, 6500, 0.035, rng)
    return vibrato((airy + chiff).astype(np.float32) * held(frames, 0.04, 0.07), 4.9, 10, 0.25, rng)


def _reed(
    frequency: float,
    seconds: float,
    velocity: float,
    rng: np.random.Generator,
    even: float,
    peaks: tuple[tuple[float, float, float], ...],
    edge: float,
) -> Samples:
    frames = int((seconds + 0.07) * RATE)
    k, f = harmonics(frequency, 40)
    a = np.where(k % 2 == 1, 1.0, even) / k**0.8 * np.exp(-f / (edge * (0.5 + velocity))) * formants(f, peaks)
    tone = modal(f, 0.0, a, frames, rng.uniform(0, 6.28, len(k)))
    return _breath(frames, tone, 800, 5000, 0.012, rng) * held(frames, 0.035, 0.06)


@voice("clarinet", gain=-14.3, lowest=50, highest=91)
def clarinet(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A clarinet: a closed pipe's odd harmonics."""
    return _reed(frequency, seconds, velocity, rng, 0.12, ((1500, 500, 0.5),), 1900)


@voice("saxophone", gain=-20.2, lowest=46, highest=87)
def saxophone(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A tenor saxophone, scooped into its notes, with vibrato at their ends."""
    sound = _reed(frequency, seconds, velocity, rng, 0.9, ((550, 160, 1.3), (1250, 350, 1.0), (2600, 600, 0.5)), 2300)
    t = np.arange(len(sound)) / RATE
    late = t + 0.0022 * (1 - np.exp(-t / 0.035))
    scooped = np.interp(late * RATE, np.arange(len(sound)), sound).astype(np.float32)
    return vibrato(scooped, 5.2, 22, 0.3, rng)


def _brass(
    frequency: float, seconds: float, velocity: float, rng: np.random.Generator, edge: float, attack: float
) -> Samples:
    """A lip reed: the louder it blows the brighter, so a dark and a bright spectrum are crossed by the envelope."""
    frames = int((seconds + 0.09) * RATE)
    k, f = harmonics(frequency, 44)
    phase = rng.uniform(0, 6.28, len(k))
    dark = modal(f, 0.0, np.exp(-f / (edge * 0.4)) / k**0.3, frames, phase)
    bright = modal(f, 0.0, np.exp(-f / (edge * (0.7 + velocity))) * formants(f, ((1200, 500, 0.6),)), frames, phase)
    swell = held(frames, attack, 0.07, sustain=0.8, settle=0.2)
    blown = swell**2 * (0.35 + 0.65 * velocity)
    return ((dark * (1 - blown) + bright * blown) * swell).astype(np.float32)


@voice("trumpet", gain=-21.1, lowest=52, highest=88)
def trumpet(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A trumpet, open."""
    return vibrato(_brass(frequency, seconds, velocity, rng, 2400, 0.035), 5.0, 9, 0.35, rng)


@voice("muted trumpet", gain=-14.3, lowest=52, highest=88)
def muted_trumpet(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A trumpet with a Harmon mute: thin and nasal."""
    frames = int((seconds + 0.08) * RATE)
    k, f = harmonics(frequency, 44)
    a = formants(f, ((1700, 350, 3.0), (3600, 800, 2.0))) * 0.3 / k**0.5 * np.exp(-f / 5000)
    sound = modal(f, 0.0, a, frames, rng.uniform(0, 6.28, len(k))) * held(frames, 0.035, 0.07)
    return vibrato(sound, 5.0, 10, 0.3, rng)


@voice("horns", gain=-18.7, lowest=40, highest=79, wide=True)
def horns(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Three French horns."""
    takes = [_brass(frequency * u, seconds, velocity * 0.8, rng, 1100, 0.08) for u in unison(3, 6.0, rng)[0]]
    return np.asarray(np.sum(takes, axis=0), np.float32)


@voice("brass", gain=-25.0, lowest=40, highest=86, wide=True)
def brass(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A section of trumpets and trombones."""
    takes = [_brass(frequency * u, seconds, velocity, rng, 2000, 0.03) for u in unison(3, 8.0, rng)[0]]
    return np.asarray(np.sum(takes, axis=0), np.float32)
