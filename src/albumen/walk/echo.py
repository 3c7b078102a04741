"""How much of a song comes back after it went through a picture: two descriptions held against each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from albumen.description import Description, Key
from albumen.vocabulary import PITCHES


@dataclass(frozen=True, slots=True)
class Echo:
    """What came back. Each figure is None where one of the two has nothing to compare."""

    genre_first: bool | None
    """Whether both have the same likeliest genre."""
    genre_third: float | None
    """The share of the song's three likeliest genres that are among the music's three, 0..1."""
    genre_cosine: float | None
    """Cosine of the genre distributions, 0..1."""
    mood_first: bool | None
    mood_cosine: float | None
    affect: float
    """Distance on the circumplex, 0 to 2.83; two places by lot in the square are 1.04 apart."""
    valence: float
    """The music's less the song's; likewise `arousal`."""
    arousal: float
    tempo: float | None
    """How much slower or faster, octaves apart: 0 the same (or double, or half), at most 0.414 (half an octave)."""
    key: float | None
    """MIREX's score: 1 the same key, 0.5 a fifth apart, 0.3 relative, 0.2 parallel, else 0."""

    def to_dict(self) -> dict[str, bool | float | None]:
        """Every figure by its name."""
        return {name: getattr(self, name) for name in self.__slots__}


def echo(song: Description, music: Description) -> Echo:
    """What of a song's description is in that of the music which came of it."""
    valence, arousal = music.affect.valence - song.affect.valence, music.affect.arousal - song.affect.arousal
    return Echo(
        genre_first=_first(song.genres, music.genres),
        genre_third=_third(song, music),
        genre_cosine=cosine(song.genres, music.genres),
        mood_first=_first(song.moods, music.moods),
        mood_cosine=cosine(song.moods, music.moods),
        affect=math.hypot(valence, arousal),
        valence=valence,
        arousal=arousal,
        tempo=tempo_error(song.tempo, music.tempo),
        key=key_score(song.key, music.key),
    )


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    """The cosine of two mappings as vectors over all their names; None if one of them is empty or zero."""
    lengths = [math.sqrt(sum(value * value for value in each.values())) for each in (one, other)]
    if not all(lengths):
        return None
    return sum(one[name] * other.get(name, 0.0) for name in one) / (lengths[0] * lengths[1])


def tempo_error(one: float | None, other: float | None) -> float | None:
    """2^d - 1, where d is the distance in octaves after whole octaves are taken out: 0.05 is five per cent."""
    if not one or not other:
        return None
    octaves = math.log2(one / other)
    return float(2 ** abs(octaves - round(octaves)) - 1)


def key_score(one: Key | None, other: Key | None) -> float | None:
    """How near two keys are, by the weights of MIREX's audio key detection task."""
    if one is None or other is None:
        return None
    up = (PITCHES.index(other.tonic) - PITCHES.index(one.tonic)) % 12
    if one.mode == other.mode:
        return {0: 1.0, 5: 0.5, 7: 0.5}.get(up, 0.0)
    relative = 9 if one.mode == "major" else 3
    return {0: 0.2, relative: 0.3}.get(up, 0.0)


def _first(one: Mapping[str, float], other: Mapping[str, float]) -> bool | None:
    if not one or not other:
        return None
    return max(one, key=one.__getitem__) == max(other, key=other.__getitem__)


def _third(song: Description, music: Description) -> float | None:
    if not song.genres or not music.genres:
        return None
    return len(set(song.top("genres", 3)) & set(music.top("genres", 3))) / 3
