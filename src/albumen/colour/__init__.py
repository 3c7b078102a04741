"""Colour science: OKLCH, contrast, palettes."""
