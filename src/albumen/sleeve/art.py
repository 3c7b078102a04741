"""A picture as the tags of sound files hold it."""

from __future__ import annotations

from dataclasses import dataclass

FRONT = 3
"""The picture type "cover (front)" of ID3v2 and FLAC."""


@dataclass(frozen=True, slots=True)
class Art:
    """A picture as tags hold it: the bytes, their true type, the size and depth that the bytes have."""

    data: bytes
    mime: str
    width: int
    height: int
    depth: int = 24
