"""What stores refuse in the words of a cover."""

from __future__ import annotations

import re

from albumen.sleeve.copytext import cleaned

_REFUSED: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (rule, said, re.compile(pattern, re.IGNORECASE))
    for rule, said, pattern in (
        ("url", "a web address", r"https?://|\bwww\.|\b[\w-]{2,}\.(com|net|org|io|co\.uk|de|fr|fm|me|tv|shop)\b"),
        ("handle", "a social media name", r"(?<![\w.])@\w{2,}|\b(instagram|facebook|tiktok|youtube|soundcloud)\b"),
        ("medium", "the name of a medium", r"\b(compact disc|CD|DVD|vinyl|cassette|digital download)\b"),
        ("advertising", "advertising", r"\b(exclusive|out now|pre-?order|for sale|free download|buy now)\b"),
        ("price", "a price", r"[$€£¥]\s?\d|\b\d+([.,]\d\d)?\s?(€|£|USD|EUR|GBP)"),
        ("date", "a date", r"\b\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d\d)\b|\b\d{4}-\d\d-\d\d\b"),
        ("store", "the name of a store", r"\b(spotify|itunes|apple music|deezer|amazon music|bandcamp)\b"),
    )
)  # fmt: skip


def refused(text: str | None) -> list[tuple[str, str, str]]:
    """What stores refuse in a text: the rule's name, what it is, and the words themselves."""
    found = ((rule, said, pattern.search(cleaned(text))) for rule, said, pattern in _REFUSED)
    return [(rule, said, match[0]) for rule, said, match in found if match]


def same(shown: str | None, metadata: str | None) -> bool:
    """Whether two texts are the same but for case and spacing, which are style."""
    return cleaned(shown).casefold() == cleaned(metadata).casefold()
