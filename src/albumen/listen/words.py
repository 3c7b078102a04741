"""The tags of two taggers as one list that reads like a person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

SAME: dict[str, tuple[str, ...]] = {
    "female vocals": ("female vocalists", "female vocalist", "female vocal", "female voice", "female", "woman"),
    "male vocals": ("male vocalists", "male vocal", "male voice", "male", "man"),
    "instrumental": ("instrumental", "no vocals", "no vocal", "no voice"),
    "vocals": ("vocals", "vocal", "voice", "singing"),
    "classical": ("classical", "classic"),
    "choir": ("choir", "choral"),
    "beats": ("beats", "beat"),
    "electronic": ("electronic", "electronica"),
    "electro": ("electro",),
    "chillout": ("chillout", "chill"),
    "alternative": ("alternative", "alternative rock"),
    "indie": ("indie", "indie rock", "indie pop"),
    "metal": ("metal", "heavy metal"),
    "R&B": ("rnb",),
}
"""Tags that say the same thing, by the word that stands for them; all others stand for themselves, in lower case."""

GOES_WITH: dict[str, tuple[str, ...]] = {
    "techno": ("electronic", "electro", "dance", "house"),
    "indian": ("sitar",),
}
"""Words of MTT's, whose music is of one label with little rap, soul or reggae, and those that come with them when they
are true. It says *techno* of rap and metal, and *indian* of soul and reggae; there the others are heard much less."""

AT_MOST = 2.0
"""How much likelier a word may be than the likeliest that goes with it."""

STANDS_FOR: dict[str, str] = {tag: word for word, tags in SAME.items() for tag in tags}


def merge(taggers: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """One probability a word: the mean where taggers share a tag, then the greatest among tags that say the same.

    A word that goes with others is not said alone (`GOES_WITH`).
    """
    shared: defaultdict[str, list[float]] = defaultdict(list)
    for tags in taggers:
        for tag, probability in tags.items():
            shared[tag].append(probability)
    merged: dict[str, float] = {}
    for tag, probabilities in shared.items():
        word = STANDS_FOR.get(tag, tag.lower())
        merged[word] = max(merged.get(word, 0.0), sum(probabilities) / len(probabilities))
    return {word: min(probability, _most(word, merged)) for word, probability in merged.items()}


def _most(word: str, merged: Mapping[str, float]) -> float:
    """The most that a word may have, by those that go with it; 1 if it needs none, or none of them was asked for."""
    others = [merged[other] for other in GOES_WITH.get(word, ()) if other in merged]
    return AT_MOST * max(others) if others else 1.0
