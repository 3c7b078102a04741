"""Words that no prompt of ours may hold: names, sites, brands, lettering, nudity and gore."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("banned.json")
NAMES = ("artists", "people")
"""The lists that a person may allow; see `Banned`."""
_STUBBORN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
"""Letters that Unicode does not take apart."""


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The banned terms of each list, folded; the file says why each list is there."""
    held = json.loads(TABLE.read_text(encoding="utf-8"))
    return {name: tuple(fold(term) for term in part["terms"]) for name, part in held.items()}


def fold(text: str) -> str:
    """The text without capitals, accents and punctuation: `H.R. Giger's` becomes `h r giger s`."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_STUBBORN)
    kept = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.split())


def banned(text: str, allow_names: bool = False) -> str | None:
    """The first banned term in a text, on word boundaries whatever its capitals, accents and punctuation; or None."""
    found = _pattern(allow_names).search(fold(text))
    return found[0] if found else None


@cache
def _pattern(allow_names: bool) -> re.Pattern[str]:
    terms = [term for name, part in lists().items() if not (allow_names and name in NAMES) for term in part]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(terms, key=len, reverse=True)))})\b")
