"""All covers of a song on one sheet: what people see first, to choose from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from albumen.errors import AlbumenError
from albumen.picture import Picture, Pixels, TypeArea
from albumen.sleeve import atomic
from albumen.sleeve.layout import set_block
from albumen.sleeve.lettering import draw
from albumen.sleeve.print import encode

TILE = 640
"""Side of a tile in pixels: the picture, a margin round it and a label under it."""
_MARGIN, _LABEL = 0.05, 0.085
_PAPER = (240, 238, 234)
_INSET = (_MARGIN + _LABEL) / 2
_LABEL_AREA = TypeArea("artist", _INSET, 0.93, 1 - _INSET, 0.975, (60, 58, 56), anchor="middle", size=0.0155)


def contact_sheet(covers: Sequence[tuple[str, Picture]], tile: int = TILE) -> Picture:
    """The pictures, each over its label, in rows as nearly square as they go.

    Raises
    ------
    AlbumenError
        There are no covers.
    """
    if not covers:
        raise AlbumenError("There are no covers to put on a contact sheet.")
    columns = math.ceil(math.sqrt(len(covers)))
    rows = math.ceil(len(covers) / columns)
    edge = round(_MARGIN * tile / 2)
    sheet = np.empty((rows * tile + 2 * edge, columns * tile + 2 * edge, 3), np.uint8)
    sheet[:] = _PAPER
    for i, (label, picture) in enumerate(covers):
        top, left = edge + i // columns * tile, edge + i % columns * tile
        sheet[top : top + tile, left : left + tile] = _tile(label, picture.pixels, tile)
    return Picture(sheet, "contact sheet")


def save_contact_sheet(covers: Sequence[tuple[str, Picture]], path: Path) -> Path:
    """Writes the sheet as a JPEG, whole or not at all. Raises AlbumenError if there are no covers or no room."""
    atomic.write(path, encode(contact_sheet(covers).pixels, quality=90).data)
    return path


def _tile(label: str, pixels: Pixels, side: int) -> Pixels:
    tile = np.empty((side, side, 3), np.uint8)
    tile[:] = _PAPER
    room = round(side * (1 - _MARGIN - _LABEL))
    scale = room / max(pixels.shape[:2])
    width, height = (max(1, round(n * scale)) for n in (pixels.shape[1], pixels.shape[0]))
    small = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    top, left = round(_MARGIN * side) + (room - height) // 2, (side - width) // 2
    tile[top : top + height, left : left + width] = small
    block = set_block("", label, _LABEL_AREA, side)
    if block and block.lines:
        draw(tile, block)
    return tile
