"""What a person asks for when they ask for covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from albumen import prompt
from albumen.brief import Brief
from albumen.description import Description
from albumen.song import Song
from albumen.vocabulary import STYLES, Style

Wish = tuple[Style, int]
"""One cover of a song: its style, and which of that style it is, from 0."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for when they ask for covers of a song."""

    style: Style | Literal["both"] = "both"
    count: int = 2
    """Covers in each style."""
    engine: str = "auto"
    size: int = 3000
    """Side in pixels."""
    seed: int = 0
    lettering: bool = True
    """Whether title and artist are set on the cover."""
    title: str | None = None
    """Instead of what the song's tags say; likewise `artist` and `released`."""
    artist: str | None = None
    released: str | None = None
    """A year or an ISO date. It is told to engines that paint from words, and never set on a cover."""
    name: str | None = None
    """What the files are called before style and number, instead of the song file's own name."""

    @property
    def wishes(self) -> list[Wish]:
        """Every cover that is asked for, in the order they are made."""
        styles = STYLES if self.style == "both" else (self.style,)
        return [(style, variant) for style in styles for variant in range(self.count)]

    def lettered(self, song: Song) -> tuple[str | None, str | None]:
        """The title and artist that are set on the song's covers, if any."""
        return (self.title or song.title, self.artist or song.artist) if self.lettering else (None, None)

    def sentence(self, song: Song, description: Description) -> str:
        """The song as a sentence, for engines that paint from one; see `prompt.sentence`."""
        return prompt.sentence(
            self.title or song.title,
            self.released or song.released,
            self.artist or song.artist,
            next(iter(description.top("genres", 1)), None),
            description.top("tags", 5),
        )

    def brief(self, song: Song, description: Description, wish: Wish) -> Brief:
        """All that a maker may know of one cover."""
        style, variant = wish
        written = prompt.write(description, style, self.seed, variant)
        return Brief(
            description=description,
            prompt=written.text,
            negative_prompt=written.negative,
            sentence=self.sentence(song, description),
            style=style,
            size=self.size,
            seed=self.seed,
            variant=variant,
        )
