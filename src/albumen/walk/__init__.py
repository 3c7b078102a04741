"""A song's way through the house, and a picture's, each room entered once: what `import albumen` offers."""

from __future__ import annotations

from albumen.look import is_picture
from albumen.walk.covers import cover, remake
from albumen.walk.crew import Crew, engage
from albumen.walk.folder import Made, Output, put_covers
from albumen.walk.hearing import hear
from albumen.walk.licences import restricted
from albumen.walk.rooms import rooms
from albumen.walk.seeing import describe, open, see
from albumen.walk.songs import Item, count_songs, find_songs
from albumen.walk.wanted import Wanted
from albumen.walk.wording import put_into_words

__all__ = [
    "Crew",
    "Item",
    "Made",
    "Output",
    "Wanted",
    "count_songs",
    "cover",
    "describe",
    "engage",
    "find_songs",
    "hear",
    "is_picture",
    "open",
    "put_covers",
    "put_into_words",
    "remake",
    "restricted",
    "rooms",
    "see",
]
