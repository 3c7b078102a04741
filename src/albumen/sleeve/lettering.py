"""Title and artist set on a picture with real type."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from albumen.picture import RGB, Picture, Pixels, TypeArea
from albumen.sleeve.calm import calm_area
from albumen.sleeve.copytext import cleaned
from albumen.sleeve.fallback import choose, clusters
from albumen.sleeve.ink import Ink, cells, lay_scrim, readable_ink
from albumen.sleeve.layout import Block, set_block
from albumen.sleeve.outlines import coverage


@dataclass(frozen=True, slots=True)
class Lettered:
    """A picture with its lettering, the blocks as they were set, and what a person should know of it."""

    picture: Picture
    blocks: tuple[Block, ...]
    inks: tuple[Ink, ...]
    notes: tuple[str, ...]


def letter(picture: Picture, title: str | None, artist: str | None) -> Lettered:
    """`picture` with title and artist in the places its maker kept free, or in its calmest place if it kept none.

    The texts are set whole and exactly, up to capitals. A text with letters that no font at hand can draw is left
    off, rather than set wrong; a lone sign or emoji is passed over; both are noted.
    """
    title, artist = cleaned(title), cleaned(artist)
    if title.casefold() == artist.casefold():
        artist = ""  # a self-titled record says its name once
    if not (title or artist):
        return Lettered(picture, (), (), ())
    side = min(picture.pixels.shape[:2])
    blocks, notes = [], []
    for area in picture.areas or (calm_area(picture.pixels),):
        block, said = _block(title, artist, area, side)
        notes += said
        blocks += [block] if block else []
    aligned = _on_common_baselines(blocks, side)
    pixels = picture.pixels.copy()
    inks = tuple(draw(pixels, block) for block in aligned)
    return Lettered(replace(picture, pixels=pixels), tuple(aligned), inks, tuple(dict.fromkeys(notes)))


def _block(title: str, artist: str, area: TypeArea, side: int) -> tuple[Block | None, list[str]]:
    texts = [title if area.role != "artist" else "", artist if area.role != "title" else ""]
    notes: list[str] = []
    for i, name in enumerate(("title", "artist")):
        texts[i], note = _drawable(texts[i], name, area)
        notes += note
    if not any(texts):
        return None, notes
    shown = [text.upper() if area.capitals else text for text in texts]
    block = set_block(shown[0], shown[1], area, side)
    if block is None:
        notes.append(
            f"The {area.role if area.role != 'both' else 'title'} is too long for any readable size; left off."
        )
    return block, notes


def _drawable(text: str, name: str, area: TypeArea) -> tuple[str, list[str]]:
    """The text without signs that cannot be drawn; empty if letters are among them."""
    if text.isascii():
        return text, []
    runs, missing = choose(text.upper() if area.capitals else text, area.face, "title")
    if not missing:
        return text, []
    said = " ".join(dict.fromkeys(clusters(missing)))
    if any(unicodedata.category(c)[0] in "LN" for c in missing):
        return "", [
            f"No font here can draw {said} of the {name}, which is left off; install one (Noto has most scripts)."
        ]
    return cleaned("".join(t for _, t in runs)), [f"No font here can draw {said} of the {name}; set without."]


def _on_common_baselines(blocks: list[Block], side: int) -> list[Block]:
    """Blocks that hang from one line, or stand on one, given one baseline, if their areas have the room."""
    out = list(blocks)
    for i, j in combinations(range(len(out)), 2):
        first, second = out[i].area, out[j].area
        if first.anchor != second.anchor or first.anchor == "middle":
            continue
        if getattr(first, first.anchor) != getattr(second, second.anchor):
            continue
        at = -1 if first.anchor == "bottom" else 0
        lines = out[i].lines[at].baseline, out[j].lines[at].baseline
        common = min(lines) if at else max(lines)
        shifted = out[i].moved(common - lines[0]), out[j].moved(common - lines[1])
        if all(_within(block, side) for block in shifted):
            out[i], out[j] = shifted
    return out


def _within(block: Block, side: int) -> bool:
    _, top, _, bottom = block.box
    return top >= block.area.top * side - 0.5 and bottom <= block.area.bottom * side + 0.5


def draw(pixels: Pixels, block: Block) -> Ink:
    """Draws the block onto the pixels, in place, in a colour that reads there; returns it."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = block.box
    pad = 0.15 * (bottom - top)
    rows = slice(max(0, int(top - pad)), min(height, int(bottom + pad) + 1))
    columns = slice(max(0, int(left - pad)), min(width, int(right + pad) + 1))
    ink = readable_ink(block.area.colour, cells(pixels[rows, columns]))
    if ink.scrim:
        lay_scrim(pixels, block.box, ink)
    for placed in block.lines:
        _stamp(pixels, *coverage(placed.line, placed.scale, placed.x, placed.baseline), ink.colour)
    return ink


def _stamp(pixels: Pixels, mask: Pixels, left: int, top: int, colour: RGB) -> None:
    height, width = pixels.shape[:2]
    x, y = max(0, left), max(0, top)
    mask = mask[y - top : height - top, x - left : width - left]
    patch = pixels[y : y + mask.shape[0], x : x + mask.shape[1]]
    share = mask[..., None].astype(np.uint16)
    patch[:] = (patch * (255 - share) + np.array(colour, np.uint16) * share + 127) // 255
