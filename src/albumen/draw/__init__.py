"""Draws pictures from descriptions, with the best engine that is ready."""

from __future__ import annotations

from albumen.draw.engine import ENGINES, Engine, draw

__all__ = ["ENGINES", "Engine", "draw"]
