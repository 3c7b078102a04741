"""Composes and performs `first-light.mp3`, the piece that the README's first command makes a cover for.

Run it to make the same piece again: `python examples/compose_first_light.py examples/first-light.mp3`.
The piece and this script are in the public domain (CC0 1.0).
"""

from __future__ import annotations

import sys
from pathlib import Path

import av
import numpy as np
import pyloudnorm
from mutagen.id3 import ID3, TDRC, TIT2, TPE1
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, sosfilt

Sound = NDArray[np.float64]

RATE = 44_100
BEAT = 60 / 96
BAR = 4 * BEAT
BARS = 26
CHORDS = ((45, 60, 64, 67, 71), (41, 60, 64, 69, 72), (36, 60, 64, 67, 74), (43, 59, 62, 67, 69))
"""Am9, Fmaj7, Cadd9 and G6 as MIDI notes, the bass first; one a bar."""
MELODY = ((0, 76), (1.5, 74), (2, 72), (3.5, 71), (4, 69), (6, 67), (6.5, 69), (8, 72), (9.5, 74), (10, 76), (12, 74),
          (13.5, 71), (14, 67))  # fmt: skip
"""(beat, MIDI note) over four bars."""
rng = np.random.default_rng(2026)


def hertz(note: float) -> float:
    """Frequency of a MIDI note in hertz."""
    return float(440 * 2 ** ((note - 69) / 12))


def times(seconds: float) -> Sound:
    """Sample times in seconds."""
    return np.arange(int(seconds * RATE)) / RATE


def swell(t: Sound, attack: float, release: float) -> Sound:
    """An envelope that rises over `attack` seconds and falls over `release` seconds at the end."""
    return np.clip(t / attack, 0, 1) * np.clip((t[-1] - t) / release, 0, 1)


def low_pass(sound: Sound, cutoff: float) -> Sound:
    """The sound below `cutoff` hertz."""
    return np.asarray(sosfilt(butter(2, cutoff, fs=RATE, output="sos"), sound))


def pad(notes: tuple[int, ...], seconds: float, cutoff: float) -> Sound:
    """A chord of detuned saws in stereo [2, frames]."""
    t = times(seconds)
    sides = [
        sum(2 * ((hertz(n + d * s) * t + rng.random()) % 1) - 1 for n in notes for d in (0.04, 0.09)) for s in (-1, 1)
    ]
    return np.stack([low_pass(np.asarray(side), cutoff) for side in sides]) * swell(t, 0.8, 0.9) * 0.05


def pluck(note: int, seconds: float = 1.4, bright: float = 0.5) -> Sound:
    """A plucked string (Karplus and Strong 1983), as a comb filter on a burst of noise."""
    period = round(RATE / hertz(note))
    burst = low_pass(rng.uniform(-1, 1, period), 2000 + 8000 * bright)
    sound = np.zeros(int(seconds * RATE))
    for start in range(0, len(sound), period):
        sound[start : start + period] = burst[: len(sound) - start]
        burst = 0.996 * 0.5 * (burst + np.roll(burst, 1))
    return sound


def bass(note: int, seconds: float) -> Sound:
    """A round bass: a sine, its octave, and a soft edge."""
    t = times(seconds)
    return (
        np.tanh(1.6 * np.sin(2 * np.pi * hertz(note) * t) + 0.3 * np.sin(4 * np.pi * hertz(note) * t))
        * swell(t, 0.01, 0.12)
        * 0.34
    )


def kick() -> Sound:
    """A bass drum that falls from 130 to 45 hertz."""
    t = times(0.4)
    return (
        np.sin(2 * np.pi * (45 * t + 85 * 0.035 * (1 - np.exp(-t / 0.035))))
        * np.exp(-t / 0.11)
        * swell(t, 0.001, 0.02)
        * 0.8
    )


def noise_hit(seconds: float, low: float, high: float, gain: float) -> Sound:
    """A burst of filtered noise: hats, claps, brushes."""
    t = times(seconds)
    return (
        np.asarray(sosfilt(butter(2, (low, high), "bandpass", fs=RATE, output="sos"), rng.standard_normal(len(t))))
        * np.exp(-6 * t / seconds)
        * gain
    )


def put(track: Sound, sound: Sound, at: float, pan: float = 0.0) -> None:
    """Adds a mono sound to a stereo track `at` seconds, `pan` from -1 (left) to 1 (right)."""
    start = int(at * RATE)
    sound = sound[: track.shape[1] - start]
    track[0, start : start + len(sound)] += sound * np.sqrt((1 - pan) / 2)
    track[1, start : start + len(sound)] += sound * np.sqrt((1 + pan) / 2)


def harmony(track: Sound) -> None:
    """The pad all through, opening slowly; the bass where the drums are."""
    for bar in range(BARS):
        root, *upper = CHORDS[bar % 4]
        sound = pad((root, *upper), BAR * 1.15, 500 + 90 * min(bar, 26 - bar) ** 1.25)
        start = int(bar * BAR * RATE)
        sound = sound[:, : track.shape[1] - start]
        track[:, start : start + sound.shape[1]] += sound
        if 8 <= bar < 16 or 18 <= bar < 24:
            for beat, length in ((0, 1.4), (1.5, 0.9), (2.5, 1.4)):
                put(track, bass(root, length * BEAT), bar * BAR + beat * BEAT)


def strings(track: Sound) -> None:
    """The plucked figure in eighths, from bar 4; sparser at the end."""
    order = (0, 2, 1, 3, 2, 1, 3, 2)
    for bar in range(4, 25):
        upper = CHORDS[bar % 4][1:]
        for step, which in enumerate(order):
            if (bar >= 23 and step % 2) or (16 <= bar < 18 and step % 4):
                continue
            late = rng.normal(0, 0.004)
            put(
                track,
                pluck(upper[which], bright=0.3 + 0.4 * (step == 0)) * 0.24,
                bar * BAR + step * BEAT / 2 + max(late, 0),
                0.5 * np.sin(step),
            )


def lead(track: Sound) -> None:
    """The melody, twice low and once an octave up."""
    for first, lift in ((8, 0), (12, 0), (18, 12)):
        for beat, note in MELODY:
            put(track, pluck(note + lift, 2.2, 0.9) * 0.34, first * BAR + beat * BEAT, 0.15)


def drums(track: Sound) -> None:
    """Kick, brush and hats in the middle and the last third."""
    for bar in (*range(8, 16), *range(18, 24)):
        at = bar * BAR
        for beat in (0, 1.75, 2.5) if bar % 2 else (0, 2):
            put(track, kick(), at + beat * BEAT)
        for beat in (1, 3):
            put(track, noise_hit(0.22, 900, 6000, 0.4), at + beat * BEAT, 0.1)
        for step in range(8):
            put(
                track,
                noise_hit(0.06, 6000, 14000, 0.22 if step % 2 else 0.12),
                at + (step + 0.06 * (step % 2)) * BEAT / 2,
                -0.3,
            )


def room(track: Sound, seconds: float = 2.6) -> Sound:
    """The track in a hall: noise that decays exponentially, different on each side."""
    t = times(seconds)
    tail = np.stack([low_pass(rng.standard_normal(len(t)) * np.exp(-4.5 * t / seconds), 5200) for _ in range(2)])
    wet = np.stack([fftconvolve(track[side], tail[side])[: track.shape[1]] for side in range(2)])
    return track + 0.012 * wet


def perform() -> Sound:
    """The whole piece in stereo [2, frames] at -14 LUFS with peaks under -1 dB."""
    track = np.zeros((2, int((BARS + 1) * BAR * RATE)))
    for part in (harmony, strings, lead, drums):
        part(track)
    track = room(track) * swell(times(track.shape[1] / RATE), 0.05, 3.0)
    track *= 10 ** ((-14 - pyloudnorm.Meter(RATE).integrated_loudness(track.T)) / 20)
    return 0.89 * np.tanh(track / 0.89)


def save(track: Sound, path: Path) -> None:
    """Writes the track as an MP3 with its tags."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libmp3lame", RATE, layout="stereo", bit_rate=128_000)
        frame = av.AudioFrame.from_ndarray(track.astype(np.float32), format="fltp", layout="stereo")
        frame.sample_rate = RATE
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    tags = ID3()
    for held in (TIT2(text="First Light"), TPE1(text="The Albumen House Band"), TDRC(text="2026")):
        tags.add(held)
    tags.save(path)


if __name__ == "__main__":
    save(perform(), Path(sys.argv[1]))
