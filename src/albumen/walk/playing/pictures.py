"""Which pictures are meant, and where each one's pieces go."""

from __future__ import annotations

from albumen.look.kinds import SUFFIXES
from albumen.walk.songs import Kind

PICTURES = Kind(SUFFIXES, "pictures", "a picture file", without=("-sheet",))
