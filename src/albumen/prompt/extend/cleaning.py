"""What a language model wrote, made fit for a painter: clean phrases, none twice, no names, not too long."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from albumen.prompt.extend.banned import banned, fold
from albumen.prompt.extend.naming import may_be_name, without_names

MOST_TOKENS = 75
"""CLIP reads 77 tokens at once (Radford et al. 2021), two of which mark start and end."""

_BREAKS = re.compile(r"[,;|\n\r\t]+|[.:!?]+(?=\s|$)|\s[-–—]+\s")
_STRANGE = re.compile(r"[^\w\s'’/&+%.,;|:!?–—-]+|_+")
_STUTTER = re.compile(r"\b(\w+)(?: \1\b)+", re.IGNORECASE)
_LEADS = frozenset(("&", "+", "and", "but", "of", "or", "with"))
_TRAILS = _LEADS | frozenset(
    ("a", "an", "as", "at", "by", "for", "from", "her", "his", "in", "is", "its", "on", "the", "their", "to", "very")
)
_SIGNS = " .'’/&+%-"


def clean(continuation: str, *, whole: bool = False, room: int = MOST_TOKENS, allow_names: bool = False) -> list[str]:
    """The phrases of a continuation that may follow a prompt, in their order.

    Names and other banned words take their whole phrase with them; `by X` and `in the style of X` go with all that
    follows in the phrase, and so do further names in the phrases after it.

    Parameters
    ----------
    continuation
        What the model wrote after the prompt.
    whole
        Whether the model came to its end; otherwise the last phrase may be cut off, and goes.
    room
        The most CLIP tokens for all phrases with their commas, as `estimated_tokens` counts.
    allow_names
        Keep names of artists and other people.
    """
    kept: list[str] = []
    for phrase in _phrases(continuation, whole, allow_names):
        together = ", ".join([*kept, phrase])
        if estimated_tokens(together) + 1 > room:
            break
        if not _said(phrase, kept) and not banned(together, allow_names):
            kept.append(phrase)
    return kept


def estimated_tokens(text: str) -> int:
    """About how many tokens CLIP makes of a text, rather too many than too few; its own vocabulary is not needed.

    A word of up to six letters is counted as one token, longer ones as one for each six begun; digits, punctuation
    and bytes outside ASCII one each.
    """
    count = 0
    for part in re.findall(r"[a-z]+|[^a-z\s]", text.casefold()):
        count += math.ceil(len(part) / 6) if part.isascii() else len(part.encode("utf-8"))
    return count


def _phrases(continuation: str, whole: bool, allow_names: bool) -> Iterator[str]:
    """The phrases without names, loose ends and signs, empty ones left out."""
    printable = "".join(letter if letter.isprintable() else "\n" for letter in continuation)
    parts = _BREAKS.split(_STRANGE.sub(" ", printable))
    after_a_name = False
    for part in parts if whole else parts[:-1]:
        phrase, names = _tidy(part), False
        if not allow_names:
            phrase, names = without_names(phrase)
            after_a_name = names or (after_a_name and may_be_name(phrase))
        if names or not after_a_name:
            yield from filter(_says_something, [_tidy(phrase)])


def _says_something(phrase: str) -> bool:
    return len(re.findall(r"[^\W\d_]", phrase)) > 2


def _tidy(phrase: str) -> str:
    """The phrase without stuttered words and loose ends."""
    plain = " ".join(phrase.split()).strip(_SIGNS)
    words = _STUTTER.sub(r"\1", plain).split()
    while words and words[0].casefold() in _LEADS:
        del words[0]
    while words and words[-1].casefold() in _TRAILS:
        del words[-1]
    return " ".join(words).strip(_SIGNS)


def _said(phrase: str, kept: Sequence[str]) -> bool:
    """Whether every word of the phrase came in one earlier phrase."""
    words = set(fold(phrase).split())
    return any(words <= set(fold(earlier).split()) for earlier in kept)
