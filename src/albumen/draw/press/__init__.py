"""press: prints covers from the song's own material."""
