"""Scenery: what conceptual plates are built of: hours and skies, land and water, houses and those who live there."""
