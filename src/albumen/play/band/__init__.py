"""The band: composes and performs music from a description, and records it in a studio of its own."""

from __future__ import annotations

from albumen.play.band.engine import Band

__all__ = ["Band"]
