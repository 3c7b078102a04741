"""Keyboards and struck bars."""

from __future__ import annotations

import numpy as np

from albumen.play.band.studio.envelope import decay, held
from albumen.play.band.studio.hiss import noise
from albumen.play.band.studio.modal import RATE, formants, harmonics, modal
from albumen.play.band.studio.voice import voice
from albumen.song import Samples


def _piano(frequency: float, velocity: float, rng: np.random.Generator, soft: float) -> Samples:
    """Three strings a note, each partial with a quick and a slow decay (Weinreich 1977), and the hammer's knock."""
    seconds = float(np.clip(7.0 * (110 / frequency) ** 0.45, 0.8, 9.0))
    frames = int(seconds * RATE)
    k, f = harmonics(frequency, 48, stiffness=1.5e-4 * (frequency / 130) ** 1.2)
    edge = (4 + 15 * velocity**1.4) * soft * (262 / frequency) ** 0.35
    a = np.abs(np.sin(np.pi * k / 8.3)) / k**0.6 * np.exp(-k / edge)
    d = 6.9 / seconds * (1 + 0.11 * k**1.15)
    detune = rng.uniform(0.2, 0.5) / 1200
    both = np.concatenate([f, f * 2**detune])
    strings = modal(both, np.concatenate([d * 2.6, d * 0.62]), np.concatenate([a, 0.42 * a]), frames)
    knock = noise(int(0.05 * RATE), 60, 900 + 1800 * velocity, rng) * decay(int(0.05 * RATE), 0.008)
    strings[: len(knock)] += knock * float(np.abs(a).sum()) * 0.05 * soft
    return strings * held(frames, 0.0015 + 0.004 * (1 - soft), 0.05)


@voice("grand piano", gain=-12.4, rings=True, release=0.12, wide=True)
def grand_piano(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A concert grand, a little bright."""
    return _piano(frequency, velocity, rng, 1.0)


@voice("felt piano", gain=-6.6, rings=True, release=0.2, wide=True)
def felt_piano(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """An upright with felt before its strings, close and dark, its action heard."""
    sound = _piano(frequency, velocity * 0.5, rng, 0.42)
    short = int(0.2 * RATE)
    action = noise(short, 200, 2500, rng) * decay(short, 0.02) * held(short, 0.0, 0.05)
    sound[:short] += 0.006 * float(np.abs(sound).max()) * action
    return sound


@voice("electric piano", gain=-14.3, rings=True, release=0.1, wide=True)
def electric_piano(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A tine and its tone bar before a pickup: a near sine that barks when struck hard."""
    ring = float(np.clip(4.5 * (200 / frequency) ** 0.4, 1.0, 6.0))
    frames = int(ring * RATE)
    tone = modal(frequency, 3.2 / ring, 1.0, frames, rng.uniform(0, 0.3))
    bark = 0.5 + 1.6 * velocity
    bent = np.tanh(bark * (tone + 0.45)) - np.tanh(bark * 0.45)
    tine = modal([frequency * 7.1, frequency * 14.8], [18.0, 40.0], [0.09 * velocity, 0.02 * velocity], frames)
    sway = 1 + 0.09 * np.sin(2 * np.pi * 4.6 * np.arange(frames) / RATE + rng.uniform(0, 6.28))
    return np.asarray((bent + tine) * sway * held(frames, 0.002, 0.05), np.float32)


@voice("organ", gain=-19.0, release=0.06)
def organ(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Nine drawbars, key click, and a slowly turning loudspeaker."""
    frames = int((seconds + 0.06) * RATE)
    bars = np.array([0.5, 1, 1.5, 2, 3, 4, 5, 6, 8])
    draw = np.array([0.7, 1.0, 0.55, 0.6, 0.25, 0.35, 0.08, 0.08, 0.18])
    pipes = modal(frequency * bars, 0.0, draw, frames, rng.uniform(0, 6.28, 9))
    t = np.arange(frames) / RATE
    turning = 1 + 0.16 * np.sin(2 * np.pi * 5.9 * t) + 0.05 * np.sin(2 * np.pi * 0.8 * t)
    click = noise(frames, 1500, 6000, rng) * decay(frames, 0.004) * 0.25
    return ((pipes * turning + click) * held(frames, 0.006, 0.05)).astype(np.float32)


@voice("harpsichord", gain=-16.8, rings=True, release=0.05)
def harpsichord(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Two choirs, eight and four foot, plucked close to the nut."""
    frames = int(np.clip(3.2 * (220 / frequency) ** 0.4, 0.8, 4.0) * RATE)
    k, f = harmonics(frequency, 60)
    a = np.abs(np.sin(np.pi * k * 0.09)) / k**0.55
    low = modal(f, 1.6 + 0.045 * k**1.4, a, frames, rng.uniform(0, 6.28, len(k)))
    k, f = harmonics(2.001 * frequency, 30)
    high = modal(f, 2.6 + 0.06 * k**1.4, 0.4 * np.abs(np.sin(np.pi * k * 0.1)) / k**0.6, frames)
    return (low + high) * held(frames, 0.001, 0.03)


@voice("accordion", gain=-24.6, release=0.08)
def accordion(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Two reeds a little apart, as a musette is tuned."""
    frames = int((seconds + 0.08) * RATE)
    total = np.zeros(frames, np.float32)
    for cents in (-7.0, 6.0):
        k, f = harmonics(frequency * 2 ** (cents / 1200), 40)
        body = formants(f, ((900, 350, 0.9), (2400, 700, 0.7)))
        total += modal(f, 0.0, body / k**0.85, frames, rng.uniform(0, 6.28, len(k)))
    return total * held(frames, 0.045, 0.07)


@voice("vibraphone", gain=-15.0, rings=True, release=0.25, wide=True)
def vibraphone(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Metal bars tuned 1 : 4 : 10 over turning fans."""
    sound = _struck(frequency, velocity, rng, (1.0, 4.0, 10.1), (0.75, 2.6, 7.0), (1.0, 0.3, 0.12), 0.02)
    fan = 1 + 0.22 * np.sin(2 * np.pi * 5.2 * np.arange(len(sound)) / RATE + rng.uniform(0, 6.28))
    return (sound * fan).astype(np.float32)


@voice("marimba", gain=-11.0, rings=True, release=0.1)
def marimba(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Rosewood bars tuned 1 : 4 : 9.2."""
    return _struck(frequency, velocity, rng, (1.0, 3.93, 9.24), (4.2, 11.0, 24.0), (1.0, 0.28, 0.1), 0.05)


@voice("music box", gain=-14.3, rings=True, release=0.6)
def music_box(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A steel comb: a clamped bar's partials."""
    ratios, decays = (1.0, 2.0, 6.27, 17.55), (1.6, 3.0, 8.0, 20.0)
    return _struck(frequency, velocity, rng, ratios, decays, (1.0, 0.12, 0.2, 0.06), 0.03)


@voice("bell", gain=-17.7, rings=True, release=0.5, wide=True)
def bell(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A small bell: hum, prime, tierce, quint, nominal and above (Fletcher and Rossing, table 21.1)."""
    ratios = (0.5, 1.0, 1.2, 1.5, 2.0, 2.5, 2.66, 3.01, 4.17, 5.43)
    decays = (0.5, 0.9, 1.3, 1.5, 1.6, 2.6, 2.8, 3.2, 4.5, 6.0)
    amplitudes = (0.35, 0.7, 0.45, 0.25, 1.0, 0.25, 0.25, 0.3, 0.2, 0.12)
    return _struck(frequency, velocity, rng, ratios, decays, amplitudes, 0.02)


def _struck(
    frequency: float,
    velocity: float,
    rng: np.random.Generator,
    ratios: tuple[float, ...],
    decays: tuple[float, ...],
    amplitudes: tuple[float, ...],
    mallet: float,
) -> Samples:
    """Modes at `ratios`, the upper ones louder the harder it is struck, and the mallet's own noise."""
    quicker = (frequency / 440) ** 0.5
    frames = int(np.clip(6.0 / (min(decays) * quicker), 0.3, 6.0) * RATE)
    hard = np.array([1.0, *[0.3 + 0.9 * velocity] * (len(ratios) - 1)])
    sound = modal(frequency * np.array(ratios), np.array(decays) * quicker, np.array(amplitudes) * hard, frames)
    short = int(0.06 * RATE)
    sound[:short] += noise(short, 250, 5000, rng) * decay(short, 0.005) * np.float32(mallet * (0.3 + velocity))
    return sound * held(frames, 0.001, 0.08)
