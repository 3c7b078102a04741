"""From a description to a plan: style, tempo, key, mode, and the curves that a picture gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.brief import Brief
from albumen.description import Affect, Description
from albumen.material import level
from albumen.play.band.happiness import happiness
from albumen.play.band.style import BandStyle
from albumen.play.band.theory import Mode, is_minor
from albumen.play.band.wishes import Wishes, wishes
from albumen.vocabulary import PITCHES

Curve = NDArray[np.float32]
_MOODS = {
    "Happy": (0.8, 0.4), "Funny": (0.6, 0.3), "Sad": (-0.8, -0.4), "Tender": (0.3, -0.6), "Exciting": (0.4, 0.8),
    "Angry": (-0.6, 0.8), "Scary": (-0.7, 0.3),
}  # fmt: skip
"""Valence and arousal of AudioSet's moods, after their places on Russell's circumplex (1980)."""
_FEELING = 0.12
"""What a step of 1 in arousal or valence weighs against a genre's probability."""
_STRETCH = (0.8, 1.25)
"""How far outside its tempi a style goes to keep a song's tempo."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be composed."""

    style: BandStyle
    seconds: float
    tempo: float
    """Of the style's beats, a minute."""
    tonic: int
    """Pitch class of the key."""
    mode: Mode
    major: bool
    contour: Curve
    """Where the melody lies along the piece, 0..1."""
    density: Curve
    """How much happens along the piece, 0..1."""
    light: float
    """Mean light of the picture 0..1: register."""
    warmth: float
    """Mean warmth 0..1: timbre."""
    arousal: float
    """-1 calm to 1 excited: tempo, energy, loudness of the strokes."""
    valence: float
    """-1 sad to 1 happy: mode."""

    @property
    def minor(self) -> bool:
        """Whether the tonic chord is minor; a blues scale goes over either, and some styles are always in minor."""
        return not self.major or (self.mode != "blues" and is_minor(self.mode))


def plan(brief: Brief, styles: Iterable[BandStyle], rng: np.random.Generator) -> Plan:
    """What the band plays for a brief; what its options ask goes before what was described. Raises BadOption."""
    heard, known = brief.description, list(styles)
    wanted = wishes(brief.options, known)
    feeling = felt(heard)
    style = _style(wanted, heard, known, rng)
    tonic, major = _key(wanted, heard, feeling.valence + style.major_bias >= 0, rng)
    contour, density, light, warmth = _curves(heard, rng)
    quarters = style.unit / 4
    tempo = (wanted.tempo or 0) * quarters or _tempo(style, (heard.tempo or 0) * quarters, feeling.arousal)
    return Plan(
        style, brief.seconds, tempo, tonic, style.modes[0 if major else 1], major,
        contour, density, light, warmth, feeling.arousal, feeling.valence,
    )  # fmt: skip


def felt(heard: Description) -> Affect:
    """The description's affect, leaned a third of the way to its moods where it has any."""
    total = sum(heard.moods.get(mood, 0.0) for mood in _MOODS)
    if total <= 0:
        return heard.affect
    lean = np.array([_MOODS[mood] for mood in _MOODS]).T @ [heard.moods.get(mood, 0.0) / total for mood in _MOODS]
    both = np.array([heard.affect.valence, heard.affect.arousal]) * 2 / 3 + lean / 3
    return Affect(float(np.clip(both[0], -1, 1)), float(np.clip(both[1], -1, 1)))


def fit(style: BandStyle, heard: Description) -> float:
    """How well a style suits a description: its genres' probabilities, and how near its arousal and valence are."""
    genres = sum(heard.genres.get(genre, 0.0) * weight for genre, weight in style.genres.items())
    feeling = felt(heard)
    apart = abs(style.arousal - feeling.arousal) + abs(_valence(style) - feeling.valence)
    return genres - _FEELING * apart


def _valence(style: BandStyle) -> float:
    """How happy a style is heard to be; one that is never in major is not for happy pictures, whatever is heard."""
    return min(happiness(style.name), 0.0) if style.major_bias <= -1 else happiness(style.name)


def _style(wanted: Wishes, heard: Description, styles: list[BandStyle], rng: np.random.Generator) -> BandStyle:
    if wanted.style:
        return next(style for style in styles if style.name == wanted.style)
    asked = Description(genres={wanted.genre: 1.0}, moods=heard.moods, affect=heard.affect) if wanted.genre else heard
    scores = np.array([fit(style, asked) for style in styles])
    return styles[int(np.argmax(scores + 0.015 * rng.gumbel(size=len(styles))))]


def _key(wanted: Wishes, heard: Description, major: bool, rng: np.random.Generator) -> tuple[int, bool]:
    tonic = int(rng.integers(12))
    if wanted.tonic is not None:
        return wanted.tonic, bool(wanted.major)
    if heard.key is not None:
        return PITCHES.index(heard.key.tonic), heard.key.mode == "major"
    return tonic, major


def _tempo(style: BandStyle, heard: float, arousal: float) -> float:
    """A song's tempo in the octave that the style is nearest to; without one, as excited as the description."""
    low, high = style.tempo
    if not heard:
        return low + (high - low) * (arousal + 1) / 2
    octaves = [heard * 2.0**by for by in (-2, -1, 0, 1, 2)]
    nearest = min(octaves, key=lambda tempo: max(np.log2(low / tempo), np.log2(tempo / high), 0.0))
    return float(np.clip(nearest, low * _STRETCH[0], high * _STRETCH[1]))


def _curves(heard: Description, rng: np.random.Generator) -> tuple[Curve, Curve, float, float]:
    """Contour and density along the piece, mean light and warmth; drawn by lot where there is no picture."""
    if heard.scan is not None:
        scan = heard.scan
        warmth = float(level(scan.warmth).mean())
        return _stretched(level(scan.contour)), level(scan.density), float(level(scan.light).mean()), warmth
    light = 0.5 + 0.3 * heard.affect.valence
    if heard.material is not None:
        material = heard.material
        return _stretched(level(material.brightness)), level(material.onset), light, 0.5
    walk = np.cumsum(rng.standard_normal(64)).astype(np.float32)
    return _stretched(walk), np.full(64, 0.5, np.float32), light, float(rng.random())


def _stretched(curve: Curve) -> Curve:
    """The curve over all of 0.1 to 0.9, a flat one in the middle with a slow arch."""
    low, high = float(np.quantile(curve, 0.05)), float(np.quantile(curve, 0.95))
    if high - low < 0.05:
        arch: Curve = (0.4 + 0.25 * np.sin(np.linspace(0, 3 * np.pi, 64))).astype(np.float32)
        return arch
    spread: Curve = (0.1 + 0.8 * np.clip((curve - low) / (high - low), 0, 1)).astype(np.float32)
    return spread
