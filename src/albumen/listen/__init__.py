"""Describes songs, with the best listener that is ready."""

from __future__ import annotations

import numpy as np

from albumen.description import Description
from albumen.listen.engine import LISTENERS, Listener
from albumen.listen.musicnn.taggram import Taggram
from albumen.progress import Progress, silent
from albumen.song import Song

__all__ = ["LISTENERS", "Listener", "describe", "taggram_of"]


def describe(song: Song, listener: Listener | None = None, progress: Progress = silent) -> Description:
    """What is heard in a song, by `listener` or else by the first one that is ready.

    Raises
    ------
    BadAudio
        The song cannot be decoded, or is silent.
    MissingExtra, MissingWeights
        The listener is not ready; the text says what mends it.
    """
    listener = listener or LISTENERS.choose()[0]
    return listener.listen(song, np.random.default_rng(0), progress)


def taggram_of(song: Song, progress: Progress = silent) -> Taggram:
    """The tags of a song over time, each 3 s, from both of musicnn's taggers: MSD's 50 tags, then MTT's 50.

    Raises
    ------
    BadAudio
        The song cannot be decoded, or is silent.
    """
    from albumen.listen.ground import Musicnn

    with Musicnn() as listener:
        return listener.hear(song, progress).taggram()
