"""Voice leading: chords placed so that each voice moves as little as it can."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, product

from albumen.play.band.theory import Chord

Voiced = tuple[int, ...]
_LOW = 52
"""Under the E below middle C, intervals of less than a fourth are mud."""


def lead(chords: Sequence[Chord], centre: int, voices: int = 4) -> list[Voiced]:
    """One voicing a chord, MIDI notes from low to high about `centre`, each the nearest to the one before.

    Where there are more tones than voices the fifth goes first, then the root (the bass has it); where there are fewer,
    tones are doubled at the octave. A chord that stays keeps its voicing.
    """
    placed: list[Voiced] = []
    before: Voiced | None = None
    for each in chords:
        options = _options(each.root, each.tones, centre, voices)
        before = min(options, key=lambda option: _cost(option, before, centre))
        placed.append(before)
    return placed


@lru_cache(maxsize=4096)
def _options(root: int, tones: tuple[int, ...], centre: int, voices: int) -> tuple[Voiced, ...]:
    classes = _chosen(Chord(root, tones), voices)
    places = [[p for p in range(centre - 11, centre + 12) if p % 12 == each] for each in classes]
    found = sorted({tuple(sorted(set(option))) for option in product(*places)})
    full = [option for option in found if len(option) == len(classes)] or found
    playable = [option for option in full if _playable(option)]
    return tuple([option for option in playable if not _muddy(option)] or playable or full)


def _chosen(chord: Chord, voices: int) -> list[int]:
    tones = list(chord.tones)
    for spare in (7, 0):
        if len(tones) > voices and spare in tones:
            tones.remove(spare)
    classes = [(chord.root + tone) % 12 for tone in tones[:voices]]
    return classes + classes[: max(0, min(voices, 4) - len(classes))]


def _playable(option: Voiced) -> bool:
    gaps = [b - a for a, b in pairwise(option)]
    return bool(gaps) and option[-1] - option[0] <= 16 and max(gaps) <= 12 and gaps.count(1) <= 1


def _muddy(option: Voiced) -> bool:
    return any(low < _LOW and high - low < 5 for low, high in pairwise(option))


def _cost(option: Voiced, before: Voiced | None, centre: int) -> float:
    cost = 0.6 * abs(sum(option) / len(option) - centre)
    if before is None or option == before:
        return cost
    moves = [min(abs(p - q) for q in before) for p in option] + [min(abs(p - q) for p in option) for q in before]
    leap = 1.5 if abs(option[-1] - before[-1]) > 4 else 0.0
    slide = 1.5 if len({q - p for p, q in zip(before, option, strict=False)}) == 1 else 0.0
    return cost + sum(moves) / len(option) + leap + slide + 1.2 * _parallels(before, option)


def _parallels(before: Voiced, after: Voiced) -> int:
    """Pairs of voices that move in parallel fifths or octaves."""
    if len(before) != len(after):
        return 0
    moved = [
        (low, high, low_after, high_after)
        for i, (low, low_after) in enumerate(zip(before, after, strict=True))
        for high, high_after in zip(before[i + 1 :], after[i + 1 :], strict=True)
    ]
    return sum(
        low != low_after and (high - low) % 12 in (0, 7) and high - low == high_after - low_after
        for low, high, low_after, high_after in moved
    )
