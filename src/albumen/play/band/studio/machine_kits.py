"""Kits that machines play: drum computers, an old sampler, a sound chip."""

from __future__ import annotations

import numpy as np

from albumen.play.band.studio.cymbals import Plate, struck
from albumen.play.band.studio.drums import burst, sweep, together
from albumen.play.band.studio.envelope import decay, held
from albumen.play.band.studio.hand_drums import HANDS
from albumen.play.band.studio.kits import ACOUSTIC
from albumen.play.band.studio.modal import RATE, modal
from albumen.play.band.studio.percussion import (
    CLAP,
    CLOSED,
    CRASH,
    HIGH_TOM,
    KICK,
    LIKE,
    LOW_TOM,
    MID_TOM,
    OPEN,
    PEDAL,
    RIDE,
    RIDE_BELL,
    SNARE,
    Hit,
    Hits,
    played,
)  # fmt: skip
from albumen.play.band.studio.shells import TOMS
from albumen.play.band.studio.voice import kit
from albumen.song import Samples


def _kick(top: float, bottom: float, half: float, click: float, bend: float) -> Hit:
    def hit(v: float, rng: np.random.Generator) -> Samples:
        beater = burst(1200, 6000, 0.003, 0.03, rng) * click * v
        return together(sweep(top, bottom, 0.022, half, half * 8, bend), beater)

    return hit


def _snare(tone: float, wires: float, half: float, crack: float) -> Hit:
    def hit(v: float, rng: np.random.Generator) -> Samples:
        shell = modal([tone, tone * 1.62, tone * 2.3], [22.0, 26.0, 40.0], [0.55, 0.35, 0.15], 16_000)
        rattle = burst(1600, 9500, half * (0.6 + 0.5 * v), 0.5, rng, slope=1.0) * wires
        return together(shell * held(16_000, 0.0005, 0.05), rattle, burst(2500, 9000, 0.004, 0.03, rng) * crack * v)

    return hit


def _plates(closed: float, opened: float) -> Hits:
    """Cymbals as a drum computer makes them: high, bright and always the same length."""
    tuned = {
        CLOSED: Plate(2500, closed, 0.2, 1.1, 0.2), PEDAL: Plate(2500, closed, 0.15, 0.8, 0.1),
        OPEN: Plate(2500, opened, 0.7, 1.1, 0.2), RIDE: Plate(900, 0.3, 1.5, 0.7, 0.6, tone=1.0, cast=2),
        CRASH: Plate(800, 0.5, 2.5, 1.1, 0.3, cast=3), RIDE_BELL: Plate(1100, 0.3, 1.2, 0.5, 0.6, tone=2.0, cast=4),
    }  # fmt: skip

    def hit(plate: Plate, level: float) -> Hit:
        return lambda v, rng: struck(plate, v, rng) * np.float32(level)

    levels = {CRASH: 0.42, CLOSED: 0.5, PEDAL: 0.6}
    return {number: hit(plate, levels.get(number, 0.25)) for number, plate in tuned.items()}


def _toms(lowest: float, half: float) -> Hits:
    def tom(frequency: float) -> Hit:
        return lambda v, rng: sweep(frequency * 1.6, frequency, 0.04, half, half * 7) * np.float32(0.8)

    return {number: tom(lowest * ratio) for number, ratio in TOMS.items()}


_MACHINE: Hits = {
    **HANDS, KICK: _kick(180, 47, 0.16, 0.2, 0.8), SNARE: _snare(210, 0.45, 0.045, 0.15), **_plates(0.014, 0.12),
    **_toms(95, 0.16),
}  # fmt: skip
_HOUSE: Hits = {
    **HANDS, KICK: _kick(240, 50, 0.085, 0.5, 1.6), SNARE: _snare(220, 0.6, 0.05, 0.3), **_plates(0.018, 0.11),
    **_toms(100, 0.12),
}  # fmt: skip


@kit("machine kit", gain=-7.3)
def machine(number: int, velocity: float, rng: np.random.Generator) -> Samples:
    """A drum computer with a long, low kick."""
    return played(_MACHINE, number, velocity, rng)


@kit("house kit", gain=-7.7)
def house(number: int, velocity: float, rng: np.random.Generator) -> Samples:
    """A drum computer for dancing: a hard, short kick."""
    return played(_HOUSE, number, velocity, rng)


@kit("dusty kit", gain=2.9, spread=0.3)
def dusty(number: int, velocity: float, rng: np.random.Generator) -> Samples:
    """A break from an old record: an acoustic kit, played hard and driven into tape."""
    sound = played(ACOUSTIC, number, 0.3 + 0.7 * velocity, rng)
    return np.asarray(np.tanh(0.8 * sound) / 0.8, np.float32)


@kit("chip kit", gain=-3.5)
def chip(number: int, velocity: float, rng: np.random.Generator) -> Samples:
    """A sound chip's noise channel and its falling squares."""
    number = LIKE.get(number, number)
    tops = {KICK: 190, LOW_TOM: 240, MID_TOM: 320, HIGH_TOM: 420}
    if number in tops:
        fall = sweep(tops[number], tops[number] * 0.25, 0.05, 1.0, 0.22)
        square = np.tanh(6 * fall)  # its edges take some samples, as a chip's own output filter leaves them
        return np.asarray(square * decay(len(fall), 0.045) * held(len(fall), 0.0005, 0.03), np.float32)
    hold = 4 if number in (SNARE, CLAP, CRASH) else 1
    long = {CRASH: 0.7, SNARE: 0.2, OPEN: 0.2}.get(number, 0.06)
    frames = int(long * RATE)
    bits = np.sign(rng.standard_normal(frames // hold + 1)).astype(np.float32)
    shape = decay(frames, long / 7) * held(frames, 0.001, long / 4)
    return np.repeat(bits, hold)[:frames] * shape * np.float32(0.5 if hold > 1 else 0.3)
