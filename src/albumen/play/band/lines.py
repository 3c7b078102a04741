"""The melody of each scene, and the second voices that follow it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from albumen.music import Note
from albumen.play.band.counter import delayed, in_thirds, ornamented
from albumen.play.band.form import Scene
from albumen.play.band.harmony import Chords
from albumen.play.band.melody import Ground, sung
from albumen.play.band.motif import Wish, riff, solo, theme
from albumen.play.band.plan import Curve, Plan
from albumen.play.band.style import Manner, Player

_HALF = 8
"""Semitones that a melody goes over and under its register."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A scene's melody before it is given to a player: its wishes, and how and where along the picture it is sung."""

    wishes: tuple[Wish, ...]
    contour: Curve
    manner: Manner
    tonic: int


def led(plan: Plan, scene: Scene, chords: Chords, scenes: Sequence[Scene], seed: int) -> Lead:
    """The melody of a scene as wishes; scenes of one theme share their motifs."""
    lot = np.random.default_rng((seed, zlib.crc32(scene.theme.encode())))
    beats, bars = plan.style.beats_per_bar, scene.section.bars
    whole = sum(each.section.bars for each in scenes)
    places = np.linspace(scene.section.bar, scene.section.bar + bars, 4 * bars) / whole
    contour = np.interp(places, np.linspace(0, 1, len(plan.contour)), plan.contour).astype(np.float32)
    busy = float(np.interp(places.mean(), np.linspace(0, 1, len(plan.density)), plan.density)) - 0.4
    manner = _manner(plan, scene, busy)
    if scene.theme.startswith("solo"):
        wishes = solo(bars, beats, manner, lot)
    else:
        varied = np.random.default_rng((seed, scene.turn)) if scene.turn else None
        wishes = theme(bars, beats, manner, lot, varied)
    return Lead(tuple(wishes), contour, manner, (plan.tonic + scene.lift) % 12)


def _manner(plan: Plan, scene: Scene, busy: float) -> Manner:
    wanted = plan.style.melody
    lively = 1.0 * busy + 0.5 * plan.arousal + (0.7 if scene.theme.startswith("solo") else 0.0)
    return replace(wanted, density=float(np.clip(wanted.density + lively, 1, 5)))


def melody(player: Player, plan: Plan, lead: Lead, chords: Chords, lot: np.random.Generator) -> list[Note]:
    """The lead as a player sings it, about the player's register and the picture's light."""
    ground = _ground(player.register, plan, lead, chords)
    return ornamented(sung(lead.wishes, ground, lead.contour, lead.manner), ground, lead.manner.ornament, lot)


def second(player: Player, plan: Plan, lead: Lead, chords: Chords, lot: np.random.Generator) -> list[Note]:
    """What a counter voice does with the lead."""
    beats = plan.style.beats_per_bar
    ground = _ground(player.register, plan, lead, chords)
    match player.how:
        case "imitation":
            return sung(delayed(lead.wishes, beats, len(chords)), ground, 1 - lead.contour, lead.manner)
        case "riff":
            return sung(riff(len(chords) // beats, beats, lot), ground, lead.contour, replace(lead.manner, legato=0.6))
        case _:
            return in_thirds(sung(lead.wishes, ground, lead.contour, lead.manner), ground, player.register)


def _ground(register: int, plan: Plan, lead: Lead, chords: Chords) -> Ground:
    middle = register + round(8 * (plan.light - 0.5))
    return Ground(chords, lead.tonic, plan.mode, middle - _HALF, middle + _HALF)
