"""What a person asks for when they ask for a picture's music."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from albumen.brief import Brief
from albumen.description import Description
from albumen.errors import BadOption
from albumen.play import Engine, options_of
from albumen.vocabulary import GENRES

MOST_PIECES = 25


@dataclass(frozen=True, slots=True)
class Programme:
    """The pieces that are wanted of a picture.

    One piece is what the engine makes of all that is seen. Several are in the picture's likeliest genres, one each,
    or, where `genre` is given or the engine takes none, several by lot.
    """

    engine: str = "auto"
    seconds: float = 15.0
    genre: str | None = None
    """One of AudioSet's 25 genres for all pieces, instead of what the picture looks like."""
    top: int = 1
    """How many pieces."""
    seed: int = 0
    options: Mapping[str, str] = field(default_factory=dict)
    """The engine's own settings; `albumen engines` lists them."""
    looker: str = "auto"

    @property
    def ranked(self) -> bool:
        """Whether the pieces go through the picture's likeliest genres."""
        return self.genre is None and self.top > 1 and not {"genre", "style"} & set(self.options)

    @property
    def choice(self) -> str:
        """How the pieces' genres are chosen: `ranked`, the genre that is given, or empty for all that is seen."""
        return self.genre or ("ranked" if self.ranked else "")

    def brief(self, description: Description, variant: int, engine: Engine, looker: str = "") -> Brief:
        """All that the engine may know of one piece.

        An engine with a setting `genre` gets the piece's genre there. Another reads it from the description: the only
        one there where it was given; where pieces are ranked, `variant` tells it which.
        """
        genre = self._genre(description, variant)
        settable = "genre" in options_of(engine)
        if self.genre and not settable:
            description = replace(description, genres={self.genre: 1.0})
        mood = next(iter(description.top("moods", 1)), "")
        words = genre or next(iter(description.top("genres", 1)), "")
        return Brief(
            description=description,
            prompt=" ".join(f"{mood} {words} music".split()),
            seed=self.seed,
            variant=variant,
            seconds=self.seconds,
            options={**self.options, **({"genre": genre} if genre and settable else {})},
            listener=looker,
        )

    def checked(self) -> Programme:
        """The same with the genre as the vocabulary spells it; BadOption if it or `top` is not a possible one."""
        if not 1 <= self.top <= MOST_PIECES:
            raise BadOption(f"From 1 to {MOST_PIECES} pieces are made of a picture, not {self.top}.")
        if self.genre is None:
            return self
        known = {name.casefold(): name for name in GENRES}
        genre = known.get(self.genre.strip().casefold())
        if genre is None:
            raise BadOption(f"There is no genre {self.genre!r}; there are: {', '.join(GENRES)}.")
        return replace(self, genre=genre)

    def _genre(self, description: Description, variant: int) -> str | None:
        if self.ranked:
            ranks = description.top("genres", len(GENRES))
            return ranks[variant] if variant < len(ranks) else None
        return self.genre
