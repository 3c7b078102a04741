"""Who a phrase names: whatever follows `by` or `in the style of`, and the further names that come after it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from albumen.prompt.extend.banned import banned, fold

_HARMLESS = re.compile(
    r"\bby (?!the (?:artist|painter|photographer|illustrator|designer|director|studio|creator|maker|team)s?\b)"
    r"(?=(?:an?|the|its|their|day|night|hand|neon|lanterns?|candles?|fire|water|wind|waves|fog|mist|shadows?|trees?|"
    r"bright|dark|deep|distant|endless|heavy|soft|tall|thick|flowers?|lasers?|lightning|rain|snow|ivy|moss|dust|frost|"
    r"stars|clouds|hills|mountains|walls|birds|light|\w+light)\b)",
    re.IGNORECASE,
)
_NAMING = re.compile(
    r"\b(?:(?:(?:^art|^artwork|made|painted|drawn|illustrated|photographed|designed|directed|created|"
    r"inspired|styled) )?by|"
    r"(?:(?:in|with) )?(?:the |a )?(?:\w+ )?(?:style|styles|manner|spirit) of|inspired by|a la|"
    r"from (?:the )?(?:movie|film|game|series|anime))\b.*$",
    re.IGNORECASE,
)
_LONGEST_NAME = 3
_JOINS = frozenset(("a", "an", "at", "by", "from", "her", "his", "in", "into", "its", "near", "of", "on", "over", "the",
                    "their", "through", "under", "with"))  # fmt: skip
"""Words that hold descriptions together, and hardly ever names."""


def without_names(phrase: str) -> tuple[str, bool]:
    """The phrase up to where it begins to name someone, and whether it names anyone at all."""
    masked = _HARMLESS.sub(lambda found: "-" * len(found[0]), phrase)
    if found := _NAMING.search(masked):
        return phrase[: found.start()], True
    return phrase, banned(phrase) is not None and banned(phrase, allow_names=True) is None


def may_be_name(phrase: str) -> bool:
    """Whether a phrase that follows a name could be one more: it is short, and tells nothing of a picture's manner."""
    words = fold(phrase).split()
    return len(words) <= _LONGEST_NAME and not (_manner() | _JOINS) & set(words)


@cache
def _manner() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("manner.txt").read_text(encoding="utf-8").split())
