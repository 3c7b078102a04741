"""Plays descriptions: engines that make music, and sound and scores as files.

The room has the name of the walk's function `albumen.play`. So that neither hides the other the module can be called:
`albumen.play("cover.jpg")` is `albumen.walk.playing.play("cover.jpg")`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from albumen.play.engine import ENGINES, Engine, check, play
from albumen.settings import options_of

__all__ = ["ENGINES", "Engine", "check", "options_of", "play"]


class _Room(ModuleType):
    def __call__(self, *picture: Any, **wishes: Any) -> Any:
        """The music of a picture; see `albumen.walk.playing.play`."""
        return import_module("albumen.walk.playing").play(*picture, **wishes)


sys.modules[__name__].__class__ = _Room
