"""Colour: OKLCH, contrast, and a palette for every song."""

from __future__ import annotations

from albumen.colour.contrast import contrast, luminance
from albumen.colour.grounds import Ground
from albumen.colour.oklch import LCH, lch, mix, rgb
from albumen.colour.palette import Palette, palette

__all__ = ["LCH", "Ground", "Palette", "contrast", "lch", "luminance", "mix", "palette", "rgb"]
