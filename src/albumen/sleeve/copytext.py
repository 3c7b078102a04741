"""A text in one voice, ready to be broken into any number of lines."""

from __future__ import annotations

import math
import unicodedata

from albumen.picture import Face
from albumen.sleeve.breaking import balanced, pieces
from albumen.sleeve.faces import Voice
from albumen.sleeve.fallback import choose, invisible
from albumen.sleeve.fonts import Font
from albumen.sleeve.shaping import Line, reads_rightwards, shape

_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters that are drawn as nothing: the grapheme joiner, fillers of Hangul, Khmer's inherent vowels, empty Braille."""
_IDEOGRAPH = 0.84
"""Usual height of an ideograph's ink in ems."""


class Copy:
    """One text in one voice: the font of every letter, and its lines at a given number of lines.

    `tracking` is in ems. Characters that no font on this machine can draw are passed over.
    """

    def __init__(self, text: str, face: Face, voice: Voice, tracking: float, anywhere: bool = False) -> None:
        runs, _ = choose(text, face, voice)
        self.text = "".join(t for _, t in runs)
        self._fonts = [font for font, t in runs for _ in t]
        self._tracking = tracking
        self._capitals = voice == "capitals"
        self._rightwards = reads_rightwards(self.text)
        self._parts = pieces(self.text, anywhere)
        self._widths = [self._line(p.start, p.stop).width for p in self._parts]
        self._set: dict[int, tuple[Line, ...]] = {}

    @property
    def cap_height(self) -> float:
        """Height of a capital in ems, in the font that draws most of the text; of an ideograph where most are such."""
        wide = sum(unicodedata.east_asian_width(c) in "WF" for c in self.text)
        if 2 * wide > len(self.text):
            return _IDEOGRAPH
        most = max(self._fonts, key=lambda font: (self._fonts.count(font), font.path.name))
        return most.cap_height

    @property
    def visible(self) -> bool:
        """Whether there is any ink: joiners, selectors and fillers alone leave none."""
        return any(width > 0 for width in self._widths)

    @property
    def most_lines(self) -> int:
        """How many lines it can be broken into."""
        return len(self._parts)

    def likely(self, shape: float, most: int = 6) -> range:
        """Numbers of lines worth trying in a place `shape` times as wide as it is high.

        All up to `most`; beyond, those near which lines a good em apart fill the place evenly.
        """
        filling = round(math.sqrt(1.25 * sum(self._widths) / shape))
        return range(max(1, min(filling - 2, self.most_lines)), min(max(most, filling + 2), self.most_lines) + 1)

    def lines(self, count: int) -> tuple[Line, ...]:
        """The text on `count` lines of nearly the same length."""
        if count not in self._set:
            ends = balanced(self.text, self._parts, self._widths, 0.25 + self._tracking, count)
            self._set[count] = tuple(self._line(start, stop) for start, stop in ends)
        return self._set[count]

    def _line(self, start: int, stop: int) -> Line:
        runs: list[tuple[Font, str]] = []
        for font, character in zip(self._fonts[start:stop], self.text[start:stop], strict=True):
            if runs and runs[-1][0] is font:
                runs[-1] = (font, runs[-1][1] + character)
            else:
                runs.append((font, character))
        return shape(runs, self._tracking, self._capitals, self._rightwards)


def cleaned(text: str | None) -> str:
    """The text as it can be set: composed (NFC), white space and control characters single spaces, none outside.

    Empty if nothing of it would be seen.
    """
    composed = unicodedata.normalize("NFC", text or "")
    kept = (" " if c.isspace() or unicodedata.category(c) == "Cc" else c for c in composed if not _embedding(c))
    whole = " ".join("".join(kept).split())
    return whole if any(_seen(c) for c in whole) else ""


def _seen(character: str) -> bool:
    return not (invisible(character) or character in _BLANK or character.isspace())


def _embedding(character: str) -> bool:
    """Direction marks and their like, byte order marks, lone surrogates: never seen, only in the way."""
    category = unicodedata.category(character)
    return category in ("Cs", "Cn", "Co") or (category == "Cf" and character not in "\u200c\u200d")
