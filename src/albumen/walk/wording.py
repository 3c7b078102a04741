"""The words for a song's covers, without a picture drawn."""

from __future__ import annotations

from albumen import audio, listen
from albumen.brief import Brief
from albumen.description import Description
from albumen.progress import Progress, silent
from albumen.walk.crew import engage
from albumen.walk.songs import Item
from albumen.walk.wanted import Wanted


def put_into_words(
    item: Item, wanted: Wanted, progress: Progress = silent, description: Description | None = None
) -> list[Brief]:
    """The brief of each cover that is wanted of a song; the engine that would draw them need not be ready.

    Raises
    ------
    BadAudio
        The song cannot be listened to.
    MissingExtra, MissingWeights
        Who should listen or write is not ready.
    """
    song, hands = audio.open(item.path), engage(wanted, drawing=False)
    if description is None:
        description = listen.describe(song, hands.listener, progress)
    name = hands.listener.card.name
    return [wanted.brief(song, description, wish, hands.extender, name) for wish in wanted.wishes]
