"""Draws pictures from descriptions, with the best engine that is ready."""

from __future__ import annotations

from albumen.draw.engine import ENGINES, Batching, Engine, check, draw, draw_all, reads_prompt
from albumen.settings import options_of

__all__ = ["ENGINES", "Batching", "Engine", "check", "draw", "draw_all", "options_of", "reads_prompt"]
