"""What a person asks for when they ask for covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from albumen import prompt
from albumen.brief import Brief
from albumen.description import Description
from albumen.prompt import Extender, Prompt
from albumen.song import Song
from albumen.vocabulary import STYLES, Style

Wish = tuple[Style, int]
"""One cover of a song: its style, and which of that style it is, from 0."""
GIVEN = "given"
"""Who wrote a prompt that a person gave."""


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
    prompt: str | Mapping[Wish, str] | None = None
    """Instead of our prompts: one for all covers, or one each; a cover without one gets ours."""
    negative: str | None = None
    """What should not be on the covers, instead of our list."""
    options: Mapping[str, str] = field(default_factory=dict)
    """The engine's own settings; `albumen engines` lists them."""
    extender: str | Extender = "auto"
    """Who makes conceptual prompts long: a name, or an extender with settings of your own."""
    listener: str = "auto"

    @property
    def wishes(self) -> list[Wish]:
        """Every cover that is asked for, in the order they are made."""
        styles = STYLES if self.style == "both" else (self.style,)
        return [(style, variant) for style in styles for variant in range(self.count)]

    @property
    def words(self) -> bool:
        """Whether the person cares about prompts at all."""
        return bool(self.prompt or self.negative is not None or self.extender != "auto")

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

    def given(self, wish: Wish) -> str | None:
        """The prompt that the person gave for a cover; None or blank means ours."""
        text = self.prompt if isinstance(self.prompt, str) else (self.prompt or {}).get(wish)
        return text.strip() or None if text else None

    def unwanted(self, style: Style) -> str:
        """What should not be on a cover."""
        return prompt.negative(style) if self.negative is None else self.negative

    def brief(
        self, song: Song, description: Description, wish: Wish, extender: Extender | None = None, listener: str = ""
    ) -> Brief:
        """All that a maker may know of one cover."""
        style, variant = wish
        written = self._written(description, wish, extender)
        return Brief(
            description=description,
            prompt=written.text,
            negative_prompt=written.negative,
            sentence=self.sentence(song, description),
            style=style,
            size=self.size,
            seed=self.seed,
            variant=variant,
            options=dict(self.options),
            listener=listener,
            extender=written.extender,
            models=written.models,
        )

    def _written(self, description: Description, wish: Wish, extender: Extender | None) -> Prompt:
        style, variant = wish
        given = self.given(wish)
        if given:
            return Prompt(given, self.unwanted(style), GIVEN)
        ours = prompt.write(description, style, self.seed, variant, extender)
        return Prompt(ours.text, self.unwanted(style), ours.extender, ours.models)
