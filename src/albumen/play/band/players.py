"""What each player does in a scene, and with the last chord."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from albumen.music import Note
from albumen.play.band.bass import Floor, near
from albumen.play.band.bass_riffs import bass
from albumen.play.band.comping import comp
from albumen.play.band.drums import drums, kicks
from albumen.play.band.form import Scene
from albumen.play.band.harmony import Chords
from albumen.play.band.lines import Lead, melody, second
from albumen.play.band.plan import Plan
from albumen.play.band.style import Beat, Player
from albumen.play.band.theory import chord
from albumen.play.band.voicing import lead


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene with all that its players need to know."""

    scene: Scene
    chords: Chords
    beat: Beat | None
    lead: Lead
    last: bool


def plays(player: Player, plan: Plan, scene: Scene) -> bool:
    """Whether a scene has the energy for a player; a melody comes back to close the piece, unless it is a dance."""
    if player.role == "melody" and scene.section.name == "ending":
        return plan.style.shape != "dance" or player.enters <= scene.energy
    return player.enters <= scene.energy < player.leaves


def played(player: Player, plan: Plan, stage: Stage, seed: tuple[int, int]) -> list[Note]:
    """A player's notes in a scene, in beats from the piece's beginning, as loud as the scene's energy."""
    lot = np.random.default_rng((*seed, zlib.crc32(stage.scene.theme.encode())))
    at = stage.scene.section.bar * plan.style.beats_per_bar
    loud = 0.78 + 0.16 * stage.scene.energy + 0.08 * plan.arousal
    return [
        replace(note, start=note.start + at, velocity=min(1.0, note.velocity * loud * 1.12))
        for note in _scene(player, plan, stage, lot)
        if note.start < len(stage.chords)
    ]


def _scene(player: Player, plan: Plan, stage: Stage, lot: np.random.Generator) -> list[Note]:
    style, beats, scene = plan.style, plan.style.beats_per_bar, stage.scene
    match player.role:
        case "drums":
            if stage.beat is None or scene.section.name == "break":
                return []
            return drums(style, scene, stage.beat, stage.last, lot)
        case "bass":
            floor = Floor(stage.chords, beats, player.register, kicks(stage.beat, beats))
            return bass(player.how, floor, lot) if scene.section.name != "break" else []
        case "melody":
            return [] if scene.section.name == "intro" else melody(player, plan, stage.lead, stage.chords, lot)
        case "counter":
            return [] if scene.section.name == "intro" else second(player, plan, stage.lead, stage.chords, lot)
        case "sweep":
            long = min(len(stage.chords), (4 if scene.section.name == "build" else 1) * beats)
            return [Note(len(stage.chords) - long, long, 60, 0.7)] if not stage.last else []
        case _:
            voiced = lead(stage.chords, player.register, player.voices)
            return comp(player.how, voiced, beats, scene.energy, lot)


def final(player: Player, plan: Plan, stages: Sequence[Stage]) -> list[Note]:
    """The last chord on the downbeat after the last bar, ringing till the end."""
    ending, beats = stages[-1].scene, plan.style.beats_per_bar
    if not plays(player, plan, ending):
        return []
    at = (ending.section.bar + ending.section.bars) * beats
    ring = max(1.0, plan.seconds * plan.tempo / 60 - at)
    tonic = chord("i" if plan.minor else "I", plan.tonic + ending.lift)
    middle = player.register + round(8 * (plan.light - 0.5))
    match player.role:
        case "drums":
            return [Note(at, 0.5, 36, 0.8), Note(at, 2.0, 49, 0.6)] if plan.style.crash else [Note(at, 0.5, 36, 0.6)]
        case "bass":
            return [Note(at, ring, near(tonic.root, player.register), 0.75)]
        case "melody":
            return [Note(at, ring, near(tonic.root, middle), 0.72)]
        case "counter":
            return [Note(at, ring, near(tonic.root + (tonic.third or 4), middle), 0.6)]
        case "sweep":
            return []
        case _:
            voiced = lead([tonic], player.register, player.voices)[0]
            return [Note(at + 0.02 * index, ring, pitch, 0.6) for index, pitch in enumerate(voiced)]
