"""A song's way through the house, each room entered once: what `import albumen` offers."""

from __future__ import annotations

from albumen.audio import open
from albumen.listen import describe
from albumen.walk.covers import cover, remake
from albumen.walk.folder import Made, Output, put_covers
from albumen.walk.hearing import hear
from albumen.walk.rooms import rooms
from albumen.walk.songs import Item, count_songs, find_songs
from albumen.walk.wanted import Wanted

__all__ = [
    "Item",
    "Made",
    "Output",
    "Wanted",
    "count_songs",
    "cover",
    "describe",
    "find_songs",
    "hear",
    "open",
    "put_covers",
    "remake",
    "rooms",
]
