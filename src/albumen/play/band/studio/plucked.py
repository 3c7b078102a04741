"""Strings that are plucked: guitars, basses, harp."""

from __future__ import annotations

import numpy as np

from albumen.play.band.studio.envelope import decay, held, vibrato
from albumen.play.band.studio.hiss import hiss, noise
from albumen.play.band.studio.modal import RATE, formants, harmonics, modal
from albumen.play.band.studio.voice import voice
from albumen.song import Samples

Peaks = tuple[tuple[float, float, float], ...]
WOOD: Peaks = ((105, 25, 1.6), (205, 40, 1.3), (420, 90, 0.6), (2600, 900, 0.35))
"""A guitar's air and plate resonances: hertz, width, gain."""
HARP: Peaks = ((180, 90, 0.6), (900, 500, 0.3))
UPRIGHT: Peaks = ((62, 18, 1.0), (105, 30, 1.2), (190, 60, 0.6), (700, 260, 0.4))
PLAIN: Peaks = ()


def pluck(
    frequency: float,
    velocity: float,
    rng: np.random.Generator,
    *,
    at: float,
    ring: float,
    damping: float,
    roll: float,
    edge: float,
    body: Peaks = PLAIN,
    pickup: float | None = None,
    finger: float = 0.05,
    touch: tuple[float, float] = (400, 4500),
    rise: float = 0.0012,
) -> Samples:
    """A plucked string: harmonics shaped by where it is plucked and picked up, high ones dying first.

    Parameters
    ----------
    frequency, velocity, rng
        Hertz; 0..1; the lot.
    at, pickup
        Where along the string it is plucked, and picked up: fractions that leave combs in the spectrum.
    ring
        Seconds a middle A's fundamental takes to fall by 60 dB.
    damping
        How much quicker the k-th harmonic dies: the rate grows by `damping k^1.5`.
    roll, edge
        Amplitudes fall as `k^-roll exp(-k / edge)`; a harder pluck has a higher edge.
    body
        Resonances as (hertz, width, gain).
    finger, touch
        Loudness of the pluck's own noise, and the hertz it lies between.
    rise
        Seconds in which the string comes away from what plucks it.
    """
    long = ring * float(np.clip((220 / frequency) ** 0.45, 0.45, 1.7))
    frames = int(min(long, 6.0) * RATE)
    k, f = harmonics(frequency, 64, stiffness=3e-5)
    comb = np.abs(np.sin(np.pi * k * at))
    if pickup is not None:
        comb = comb * np.abs(np.sin(np.pi * k * pickup))
    a = comb / k**roll * np.exp(-k / (edge * (0.45 + 0.85 * velocity))) * formants(f, body)
    d = 6.9 / long * (1 + damping * k**1.5)
    sound = modal(f * (1 + 0.0003 * rng.standard_normal()), d, a, frames, np.pi / 2 * (k % 2))
    skin = int(0.03 * RATE)
    noisy = noise(skin, *touch, rng) * decay(skin, 0.005)
    sound[:skin] += noisy[: len(sound)] * finger * (0.4 + velocity) * float(np.abs(sound[:2000]).max())
    return sound * held(frames, rise, 0.04)


@voice("nylon guitar", gain=-12.7, rings=True, release=0.1, lowest=38, highest=88)
def nylon_guitar(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A classical guitar played with the finger."""
    return pluck(frequency, velocity, rng, at=0.22, ring=3.2, damping=0.055, roll=0.9, edge=13, body=WOOD, finger=0.06)


@voice("steel guitar", gain=-15.1, rings=True, release=0.08, wide=True, lowest=38, highest=88)
def steel_guitar(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A steel-strung acoustic guitar with a plectrum."""
    return pluck(frequency, velocity, rng, at=0.13, ring=4.2, damping=0.012, roll=0.62, edge=30, body=WOOD, finger=0.12)


@voice("clean guitar", gain=-16.2, rings=True, release=0.06, lowest=38, highest=90)
def clean_guitar(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """An electric guitar straight into a clean amplifier."""
    return pluck(
        frequency, velocity, rng, at=0.13, ring=4.5, damping=0.02, roll=0.2, edge=17, pickup=0.11, finger=0.06,
        touch=(300, 2500), rise=0.004,
    )  # fmt: skip


@voice("muted guitar", gain=-1.0, rings=True, release=0.02, lowest=38, highest=90)
def muted_guitar(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """An electric guitar with the palm on its strings, or a scratched chord: over in a moment at every pitch."""
    return pluck(
        frequency, velocity, rng, at=0.14, ring=0.2, damping=0.014, roll=0.4, edge=9, pickup=0.16, finger=0.3,
        touch=(150, 1800), rise=0.006,
    )  # fmt: skip


@voice("distorted guitar", gain=-16.1, release=0.05, lowest=35, highest=90)
def distorted_guitar(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """What the pick-up of an electric guitar sends to its amplifier; short low notes are damped by the palm."""
    muted = seconds < 0.17 and frequency < 200
    frames = int((seconds + 0.05) * RATE)
    k, f = harmonics(frequency * 2 ** (rng.normal(0, 2.5) / 1200), 44, stiffness=4e-5)
    comb = np.abs(np.sin(np.pi * k * 0.12)) * np.abs(np.sin(np.pi * k * 0.07)) + 0.03
    a = comb / k**0.25 * np.exp(-k / ((7 if muted else 17) * (0.5 + 0.7 * velocity)))
    fall = (9.0 + 2.0 * k) if muted else (0.9 + 0.035 * k**1.5)
    string = modal(f, fall, a, frames, np.pi / 2 * (k % 2))
    pick = hiss(frames, ((600, 0.6, 0.004), (2200, 1.0, 0.003), (5000, 0.5, 0.002)), rng)
    sound = string + pick * np.float32(0.05 * velocity * np.abs(string[:4000]).max())
    swayed = vibrato(sound, 5.4, 14, 0.3, rng) if seconds > 0.5 and frequency > 260 else sound
    return swayed * held(frames, 0.001, 0.04)


@voice("harp", gain=-15.2, rings=True, release=0.7, wide=True)
def harp(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A concert harp."""
    return pluck(frequency, velocity, rng, at=0.4, ring=4.0, damping=0.05, roll=1.0, edge=12, body=HARP, finger=0.03)


@voice("pizzicato", gain=-6.2, rings=True, release=0.1, wide=True)
def pizzicato(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A section of bowed strings, plucked."""
    body: Peaks = ((280, 60, 1.2), (460, 90, 1.0), (1000, 400, 0.4))
    return pluck(
        frequency, velocity, rng, at=0.2, ring=0.6, damping=0.12, roll=0.9, edge=6, body=body, finger=0.05, rise=0.008
    )


@voice("upright bass", gain=-16.4, rings=True, release=0.09, lowest=26, highest=67)
def upright_bass(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A double bass, plucked."""
    return pluck(frequency, velocity, rng, at=0.3, ring=1.5, damping=0.05, roll=0.7, edge=11, body=UPRIGHT, finger=0.12)


@voice("electric bass", gain=-6.7, rings=True, release=0.07, lowest=23, highest=67)
def electric_bass(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """An electric bass played with the fingers, its tone half closed."""
    return pluck(
        frequency, velocity, rng, at=0.22, ring=2.2, damping=0.16, roll=0.7, edge=5.5, pickup=0.24, finger=0.06,
        touch=(150, 1200), rise=0.016,
    )  # fmt: skip


@voice("slap bass", gain=-7.5, rings=True, release=0.04, lowest=23, highest=67)
def slap_bass(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """An electric bass struck with the thumb: the string slaps the frets, then sounds as low as ever."""
    string = pluck(
        frequency, velocity, rng, at=0.2, ring=2.2, damping=0.05, roll=0.75, edge=10, pickup=0.2, finger=0.0, rise=0.002
    )
    frets = ((600, 0.5, 0.008), (1200, 0.5, 0.007), (2200, 0.6, 0.009), (4000, 0.45, 0.010), (8000, 0.2, 0.008))
    slap = hiss(len(string), frets, rng) * np.float32(0.12 * (0.3 + velocity) * np.abs(string[:4000]).max())
    return string + slap * held(len(string), 0.0005, 0.04)
