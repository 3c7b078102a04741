"""Listens to songs: from sound to a Description."""
