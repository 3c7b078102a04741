"""press: prints covers from the song's own material."""

from __future__ import annotations

from albumen.draw.press.engine import Press

__all__ = ["Press"]
