"""All that a maker may know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from albumen.description import Description
from albumen.maker import Model
from albumen.picture import Picture
from albumen.song import Audio
from albumen.vocabulary import Style


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be made: the maker gets this, a random generator and a progress, and nothing else."""

    description: Description
    prompt: str
    negative_prompt: str = ""
    sentence: str = ""
    """The song in one sentence, for engines that paint from that; see `albumen.prompt.sentence`."""
    style: Style = "album"
    size: int = 3000
    """Side of the square picture in pixels."""
    seed: int = 0
    variant: int = 0
    """Which of the pictures of this song and style it is: 0 is the first choice, 1 the second …"""
    seconds: float = 15.0
    """How long music is to be; makers of pictures have no use for it."""
    example_picture: Picture | None = None
    example_clip: Audio | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    """The engine's own settings by name, as text: the checkpoint, the steps, the scheduler … An engine refuses what it
    does not know."""
    listener: str = ""
    """Who described the song."""
    extender: str = ""
    """Who made the prompt long: an extender's name, `none` for a template alone, `given` for a person's own words."""
    models: tuple[Model, ...] = ()
    """The models that had a say in the prompt."""
