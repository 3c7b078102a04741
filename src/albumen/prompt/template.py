"""The two published ways to put a song into words for a painter."""

from __future__ import annotations

from collections.abc import Sequence

from albumen.description import Description

ANY_CATEGORY = "music"
"""What stands for CATEGORY when it is unknown, so that the sentence still reads."""


def template(description: Description) -> str:
    """`MOOD GENRE music album cover`, as "Tender Jazz music album cover" (Music Is All You Need for Art, section 4.1).

    A mood or a genre that was not heard is left out.
    """
    return " ".join([*description.top("moods", 1), *description.top("genres", 1), "music album cover"])


def sentence(
    title: str | None = None,
    released: str | None = None,
    artist: str | None = None,
    category: str | None = None,
    tags: Sequence[str] = (),
) -> str:
    """The song sentence of "Album cover generation from audio", section Methods; what is unknown is left out.

    >>> sentence("2000", "2023-03-17", "Manuel Turizo Marshmello", "Top Lists", ["techno", "pop", "fast"])
    'cover album of Top Lists song, titled 2000, released in 2023-03-17, by Manuel Turizo Marshmello, with the \
following music tags techno, pop, fast'
    """
    parts = [f"cover album of {_clean(category) or ANY_CATEGORY} song"]
    listed = ", ".join(filter(None, map(_clean, tags)))
    facts = (
        ("titled", title),
        ("released in", released),
        ("by", artist),
        ("with the following music tags", listed),
    )
    parts.extend(f"{lead} {_clean(fact)}" for lead, fact in facts if _clean(fact))
    return ", ".join(parts)


def _clean(text: str | None) -> str:
    """One line, single spaces, nothing that cannot be printed: tags in files hold anything."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text or "").split())
