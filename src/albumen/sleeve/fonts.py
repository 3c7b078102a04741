"""One font file, as HarfBuzz reads it: what it covers, how tall its capitals are, the outlines of its glyphs."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import uharfbuzz as hb
from numpy.typing import NDArray

Contour = NDArray[np.float32]
"""A closed polygon [points, 2] in ems, y upwards from the baseline."""

_STEPS = np.linspace(0, 1, 9, dtype=np.float32)[1:, None]


class Font:
    """A font file opened for shaping; cheap to make, for the file is mapped and not read.

    Raises
    ------
    OSError
        The file is not there or is no font.
    """

    def __init__(self, path: Path, index: int = 0) -> None:
        try:
            self.face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        except hb.HarfBuzzError as error:
            raise OSError(f"{path} is no font") from error
        if not self.face.glyph_count:
            raise OSError(f"{path} is no font")
        self.path = path
        self.font = hb.Font(self.face)
        self._outlines: dict[int, tuple[Contour, ...]] = {}

    def covers(self, character: str) -> bool:
        """Whether the font can draw it: it is mapped, and to an outline rather than to a coloured bitmap."""
        glyph = self.font.get_nominal_glyph(ord(character))
        return bool(glyph) and (character.isspace() or bool(self.outline(glyph)))

    @property
    def cap_height(self) -> float:
        """Height of a flat capital in ems."""
        glyph = self.font.get_nominal_glyph(ord("H")) or self.font.get_nominal_glyph(0x4E00)
        extents = self.font.get_glyph_extents(glyph) if glyph else None
        return extents.y_bearing / self.face.upem if extents else 0.7

    def outline(self, glyph: int) -> tuple[Contour, ...]:
        """The contours of a glyph, curves cut into eight straight pieces; empty for a space."""
        if glyph not in self._outlines:
            pen = _Pen()
            self.font.draw_glyph(glyph, _draw_funcs(), pen)
            upem = self.face.upem
            self._outlines[glyph] = tuple(np.concatenate(c) / np.float32(upem) for c in pen.contours if len(c) > 2)
        return self._outlines[glyph]


@lru_cache(maxsize=64)
def load(path: Path, index: int = 0) -> Font:
    """The font in a file, opened once."""
    return Font(path, index)


class _Pen:
    """Gathers contours as lists of [points, 2] arrays in font units."""

    def __init__(self) -> None:
        self.contours: list[list[Contour]] = []

    def move(self, x: float, y: float) -> None:
        self.contours.append([np.array([[x, y]], np.float32)])

    def line(self, x: float, y: float) -> None:
        self.contours[-1].append(np.array([[x, y]], np.float32))

    def curve(self, *points: tuple[float, float]) -> None:
        """A Bézier curve of the second or third degree, by de Casteljau's scheme."""
        level = [self.contours[-1][-1][-1:], *(np.array([p], np.float32) for p in points)]
        while len(level) > 1:
            level = [np.asarray(a + (b - a) * _STEPS, np.float32) for a, b in pairwise(level)]
        self.contours[-1].append(level[0])


@lru_cache(maxsize=1)
def _draw_funcs() -> hb.DrawFuncs:
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, pen: pen.move(x, y))
    funcs.set_line_to_func(lambda x, y, pen: pen.line(x, y))
    funcs.set_quadratic_to_func(lambda a, b, x, y, pen: pen.curve((a, b), (x, y)))
    funcs.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.curve((a, b), (c, d), (x, y)))
    return funcs
