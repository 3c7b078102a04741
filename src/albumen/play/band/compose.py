"""A plan to a score: scenes with their chords, then every player's part through all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from albumen.description import Key
from albumen.music import Note, Part, Score
from albumen.play.band.drums import chosen
from albumen.play.band.form import Frame, Scene, form
from albumen.play.band.grooves import grooves
from albumen.play.band.harmony import assigned, harmonised
from albumen.play.band.humanise import humanised
from albumen.play.band.lines import led
from albumen.play.band.plan import Plan
from albumen.play.band.players import Stage, final, played, plays
from albumen.play.band.style import BandStyle, Player
from albumen.play.band.theory import chord
from albumen.vocabulary import PITCHES

_LONG = 75.0
"""Seconds from which on a second soloist takes the bridges and every other solo."""
_SECOND = ("C", "D", "E", "solo 2", "solo 4", "solo 6", "solo 8", "solo 10", "solo 12")


def compose(plan: Plan, rng: np.random.Generator) -> Score:
    """The piece that was planned; the same plan and generator give the same notes."""
    style = plan.style
    lift = 2 if rng.random() < 0.6 and plan.arousal > -0.4 else 0
    frame = Frame(plan.seconds, plan.tempo, style.beats_per_bar, _cycle(style, plan.major), style.shape)
    scenes = form(frame, plan.density, plan.arousal, lift)
    seed = int(rng.integers(2**31))
    stages = _staged(plan, scenes, seed, rng)
    cast = _cast(plan, rng)
    parts = [_part(number, *cast[number], plan, stages, seed) for number in range(len(cast))]
    key = Key(PITCHES[plan.tonic], "minor" if plan.minor else "major", 1.0)
    sections = tuple(scene.section for scene in scenes)
    return Score(
        plan.tempo, style.beats_per_bar, key, style.name, sections, tuple(filter(None, parts)), style.room, style.unit
    )


def _cycle(style: BandStyle, major: bool) -> int:
    """Bars of the longest round of chords."""
    rounds = style.major if major else style.minor
    return round(max(len(numerals.split()) for numerals in rounds) * style.bars_per_chord)


def _staged(plan: Plan, scenes: Sequence[Scene], seed: int, rng: np.random.Generator) -> list[Stage]:
    style = plan.style
    themes = assigned(style, plan.major, rng)
    home = chord("i" if plan.minor else "I", plan.tonic)
    stages = []
    for scene, follows in zip(scenes, [*scenes[1:], None], strict=True):
        chords = harmonised(scene, follows, themes, style, home)
        beat = chosen(style, scene.energy, grooves().get(style.grooves))
        lead = led(plan, scene, chords, scenes, seed)
        stages.append(Stage(scene, chords, beat, lead, follows is None))
    return stages


def _cast(plan: Plan, rng: np.random.Generator) -> list[tuple[Player, bool]]:
    """The players who came, and whether each is the melody's second."""
    came = [player for player in plan.style.players if rng.random() <= player.chance]
    cast: list[tuple[Player, bool]] = []
    for player in came:
        cast.append((player, False))
        if player.role == "melody" and plan.seconds > _LONG and len(player.instruments) > 1:
            cast.append((player, True))
    return cast


def _part(number: int, player: Player, second: bool, plan: Plan, stages: Sequence[Stage], seed: int) -> Part | None:
    """A player's part; None where it has nothing to play."""
    shared = plan.seconds > _LONG and player.role == "melody" and len(player.instruments) > 1
    mine = [stage for stage in stages if not shared or (stage.scene.theme in _SECOND) == second]
    notes: list[Note] = []
    for stage in mine:
        if plays(player, plan, stage.scene):
            notes += played(player, plan, stage, (seed, plan.style.players.index(player)))
    if not notes:
        return None
    if stages[-1] in mine:
        notes += final(player, plan, stages)
    loose = np.random.default_rng((seed, number, 77))
    performed = humanised(notes, plan.style, plan.tempo, loose, player.role == "drums")
    choice = min(int((1 - plan.warmth) * len(player.instruments)), len(player.instruments) - 1)
    instrument = player.instruments[(choice + second) % len(player.instruments)]
    return Part(f"{number + 1} {player.role}", instrument, performed, player.level, player.pan, player.room)
