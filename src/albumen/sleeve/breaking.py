"""Where a line may end, and which ends make lines of nearly the same length."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from albumen.sleeve.fallback import clusters

_CLINGS_TO_NEXT = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "and", "or", "&", "my", "no", "i", "de", "la", "le",
    "les", "un", "une", "du", "des", "el", "los", "las", "y", "e", "o", "il", "lo", "di", "da", "der", "die", "das",
    "dem", "den", "und", "von", "im", "am", "zu", "в", "на", "и", "о", "с", "к", "у", "не", "feat.", "ft.", "vs.",
    "vs", "nr.", "no.", "op.", "vol.", "pt.",
))  # fmt: skip
"""Words that should not be left hanging at the end of a line."""
_NOT_FIRST = frozenset(")]}»›’”、。，．：；！？）」』】〉》ーっゃゅょッャュョ…")
_NOT_LAST = frozenset("([{«‹‘“（「『【〈《")
_AFTER = "-‐–—/·"


@dataclass(frozen=True, slots=True)
class Piece:
    """An unbreakable stretch `text[start:stop]`; `spaced` when white space stands before it."""

    start: int
    stop: int
    spaced: bool


def pieces(text: str, anywhere: bool = False) -> list[Piece]:
    """The unbreakable stretches of a text: words, parts after hyphens, ideographs; or, in need, single letters."""
    out: list[Piece] = []
    at = 0
    for cluster in clusters(text):
        start, at = at, at + len(cluster)
        if cluster.isspace():
            continue
        spaced = start > 0 and text[start - 1].isspace()
        if out and not spaced and not (anywhere or _may_part(text[start - 1], cluster[0], out[-1], start)):
            out[-1] = Piece(out[-1].start, at, out[-1].spaced)
        else:
            out.append(Piece(start, at, spaced and bool(out)))
    return out


def _may_part(before: str, after: str, piece: Piece, at: int) -> bool:
    if before in _AFTER and after.isalpha():
        return at - piece.start > 2  # not after "X-" or a leading dash
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return _ideograph(before) or _ideograph(after)


def _ideograph(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F") and not "\uac00" <= character <= "\ud7a3"


def balanced(text: str, parts: list[Piece], widths: list[float], space: float, count: int) -> list[tuple[int, int]]:
    """The `count` lines, as ranges of `text`, whose lengths differ least; by dynamic programming over line ends.

    Hanging articles and prepositions cost, as does a last line much shorter than the rest or of one word; a bracket
    or a colon is a welcome place to turn.
    """
    target = (sum(widths) + space * sum(p.spaced for p in parts)) / count
    turns = _turns(text, parts)
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(float("inf"), 0)] * len(parts)]
    for line in range(1, count + 1):
        row = [(float("inf"), 0)] * (len(parts) + 1)
        for stop in range(line, len(parts) + 1):
            width = 0.0
            for start in range(stop - 1, line - 2, -1):
                width += widths[start] + (space if parts[start].spaced and start < stop - 1 else 0)
                alone = stop == len(parts) and stop - start == 1 < count < stop
                cost = best[-1][start][0] + (width / target - 1) ** 2 + _last(stop == len(parts), alone, width / target)
                if cost + turns[stop] < row[stop][0]:
                    row[stop] = (cost + turns[stop], start)
                if width > 2.5 * target:
                    break  # some setting always does without longer lines
        best.append(row)
    return _traced(best, parts)


def _last(last: bool, alone: bool, length: float) -> float:
    """The price of a last line that is `length` times as long as the mean line."""
    return 0.4 if last and (length < 0.45 or (alone and length < 0.8)) else 0.0


def _turns(text: str, parts: list[Piece]) -> list[float]:
    """What it costs to end a line before each piece, and after the last."""
    costs, open_brackets = [0.0], 0
    for piece, following in pairwise(parts):
        last = text[piece.start : piece.stop]
        open_brackets += sum(last.count(c) for c in "([（") - sum(last.count(c) for c in ")]）")
        cost = 0.25 if last.lower() in _CLINGS_TO_NEXT else 0.0
        cost += 0.08 if open_brackets > 0 else 0.0
        if text[following.start] in "([（" or last[-1] in ":;–—/" or last in ("-", "|"):
            cost -= 0.2
        costs.append(cost)
    return [*costs, 0.0]


def _traced(best: list[list[tuple[float, int]]], parts: list[Piece]) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    stop = len(parts)
    for row in reversed(best[1:]):
        start = row[stop][1]
        lines.append((parts[start].start, parts[stop - 1].stop))
        stop = start
    return lines[::-1]
