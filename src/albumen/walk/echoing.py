"""A song made a cover, the cover made music, the music listened to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from albumen import audio, listen, look
from albumen.description import Description
from albumen.progress import Progress, part, silent
from albumen.sleeve import Cover
from albumen.song import Audio, Song
from albumen.vocabulary import Style
from albumen.walk.covers import cover
from albumen.walk.echo import Echo, echo
from albumen.walk.playing import Piece, play

STEPS = (0.0, 0.35, 0.5, 0.55, 0.8, 1.0)
"""Where listening, drawing, looking, playing and listening again begin and end."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What is wanted of a round trip."""

    engine: str = "auto"
    """Who draws."""
    player: str = "auto"
    style: Style = "album"
    size: int = 1000
    """Side of the cover in pixels."""
    seconds: float = 30.0
    seed: int = 0
    carry: bool = False
    """Whether tempo and key go with the cover, as its sidecar holds them; else only what is seen counts."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What there is at the end of a round trip, and what was heard and seen on the way."""

    song: Description
    cover: Cover
    seen: Description
    piece: Piece
    music: Description
    echo: Echo


@dataclass(frozen=True, slots=True)
class _Memory:
    """Sound that is at hand, as a song's source."""

    audio: Audio

    def read(self, start: float, seconds: float) -> Audio:
        """The sound from `start` for at most `seconds`."""
        rate = self.audio.rate
        return Audio(self.audio.samples[:, round(start * rate) : round((start + seconds) * rate)], rate)


def round_trip(path: Path, trip: Trip, progress: Progress = silent) -> Returned:
    """Listens to a song, draws its cover, looks at that, plays what is seen, and listens to it.

    What looks gets the finished cover's pixels and nothing else; only with `trip.carry` the song's tempo and key go to
    the player as well.

    Raises
    ------
    BadAudio
        The song cannot be listened to.
    MissingExtra, MissingWeights
        One of the engines is not ready.
    """
    step = iter([part(progress, *STEPS[i : i + 2]) for i in range(len(STEPS) - 1)])
    song = audio.open(path)
    heard = listen.describe(song, None, next(step))
    (sleeve,) = cover(
        song, style=trip.style, count=1, engine=trip.engine, size=trip.size, seed=trip.seed, description=heard,
        progress=next(step),
    )  # fmt: skip
    return back(heard, replace(sleeve, name=path.stem), trip, progress)


def back(heard: Description, sleeve: Cover, trip: Trip, progress: Progress = silent) -> Returned:
    """The second half of a round trip: from a cover to music and what is heard in it."""
    looking, playing, again = (part(progress, *STEPS[i : i + 2]) for i in (2, 3, 4))
    seen = look.describe(sleeve.picture, progress=looking)
    given = replace(seen, tempo=heard.tempo, key=heard.key) if trip.carry else seen
    shown = replace(sleeve.picture, origin=f"{sleeve.stem}.jpg")
    (piece,) = play(
        shown, engine=trip.player, seconds=trip.seconds, seed=trip.seed, description=given, progress=playing
    )  # fmt: skip
    music = listen.describe(as_song(piece.audio), None, again)
    return Returned(heard, sleeve, seen, piece, music, echo(heard, music))


def as_song(sound: Audio, path: Path = Path("echo.wav")) -> Song:
    """Sound that is at hand as a song without tags."""
    return Song(path, sound.seconds, _Memory(sound))
