"""A picture's way through the house: looked at, played, saved."""

from __future__ import annotations

from albumen.walk.playing.folder import Output, Played, put_music
from albumen.walk.playing.perform import play, remake
from albumen.walk.playing.piece import Piece, Saved
from albumen.walk.playing.players import Players, engage
from albumen.walk.playing.programme import Programme

__all__ = ["Output", "Piece", "Played", "Players", "Programme", "Saved", "engage", "play", "put_music", "remake"]
