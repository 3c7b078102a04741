"""Names of the files of pieces."""

from __future__ import annotations

from albumen.sleeve.cover import file_stem


def piece_stem(name: str, variant: int) -> str:
    """What a piece's file is called without its ending, whatever its picture is called: `forest-1`."""
    return f"{file_stem(name, 'album', 0).removesuffix('-album-1')}-{variant + 1}"
