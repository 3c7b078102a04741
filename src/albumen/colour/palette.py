"""A palette for a song: few colours, from its affect, its key and its own material."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from albumen.colour.affect import hue_of, vividness
from albumen.colour.clarity import clear
from albumen.colour.contrast import readable
from albumen.colour.grounds import Ground, Kind, ground_kinds, ground_lch
from albumen.colour.harmony import accents, harmony
from albumen.colour.haze import air, shine
from albumen.colour.oklch import LCH, hue_between, rgb
from albumen.description import Description
from albumen.picture import RGB


@dataclass(frozen=True, slots=True)
class Palette:
    """Few colours, sRGB 8-bit: what a plate may use."""

    paper: RGB
    """The ground that the sheet is."""
    ink: RGB
    """Lines, type: at least 4.5:1 on the paper."""
    accents: tuple[RGB, ...]
    """Four colours, the strongest first, spread in lightness so that they hold in grey."""
    light: RGB
    """What shines: sun, lamp, window; near white or warm."""
    far: LCH
    """Where the haze path of a scene begins, in OKLCH: at the horizon."""
    near: LCH
    """Where it ends: the foreground."""
    dark: bool
    """Whether the paper is darker than the ink."""
    hues: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """The song's own three OKLCH hues in degrees, its base first, the same for all its covers of one seed."""

    def path(self, stops: int) -> tuple[RGB, ...]:
        """Colours from far to near for layers in haze: hue the short way round, no muddy stop among them."""
        share = np.linspace(0, 1, stops) if stops > 1 else np.zeros(1)
        (l0, c0, h0), (l1, c1, h1) = self.far, self.near
        hues = hue_between(h0, h1, share)
        return tuple(
            rgb(*clear((l0 + (l1 - l0) * s, c0 + (c1 - c0) * s, float(h)))) for s, h in zip(share, hues, strict=True)
        )


def palette(
    description: Description, rng: np.random.Generator, variant: int = 0, ground: Ground = "any", seed: int = 0
) -> Palette:
    """The palette of a song: base hue and harmony from affect, key and material, the roles from `variant` and `rng`.

    Colour follows music through emotion: happy is lighter, yellower and more saturated; sad darker, bluer, greyer;
    angry darker and redder; calm lighter, bluer, less saturated (Palmer, Schloss, Xu and Prado-Leon, "Music-color
    associations are mediated by emotion", PNAS 110(22), 2013).

    Parameters
    ----------
    description
        What was heard; its material seeds all that affect leaves open, so that a song's covers are related.
    rng
        Moves hues by a few degrees between covers.
    variant
        Which cover of the song: the same hues in other roles, dark and light grounds by turns.
    ground
        `dark` or `light` where a plate needs one.
    seed
        Another harmony and other grounds around nearly the same base hue.
    """
    song = song_dice(description)
    vivid, base = vividness(description), hue_of(description, song)
    dice = np.random.default_rng((int(song.integers(2**32)), seed))
    hues = harmony(base + float(dice.uniform(-12, 12)), dice)
    kind = _pick(ground_kinds(description, dice), variant, ground)
    paper = ground_lch(kind, hues, vivid, dice)
    dark = kind in ("deep", "night")
    turn = variant // 2 % 3
    moved = tuple((hue + float(rng.uniform(-4, 4))) % 360 for hue in hues[turn:] + hues[:turn])
    far, near = air(moved, vivid, dark)
    sheet = rgb(*paper)
    ink = rgb(0.955, 0.025, moved[1]) if dark else rgb(0.225, 0.045, near[2])
    chosen = accents(moved, vivid, paper, dark)
    return Palette(sheet, readable(ink, sheet, 7.0), chosen, shine(description.affect, dice), far, near, dark, hues)


def song_dice(description: Description) -> np.random.Generator:
    """A generator that is the same for every cover of one song: seeded by its material, or by all else without."""
    digest = hashlib.sha256()
    material = description.material
    if material is None:
        measures = (description.affect, description.tempo, description.key, sorted(description.tags.items()))
        digest.update(repr((measures, sorted(description.genres.items()))).encode())
    else:
        for held in (material.chroma, material.mel, material.loudness):
            digest.update(np.ascontiguousarray(held).tobytes())
    return np.random.default_rng(int.from_bytes(digest.digest()[:8], "little"))


def _pick(kinds: tuple[Kind, Kind], variant: int, ground: Ground) -> Kind:
    if ground == "any":
        return kinds[variant % 2]
    darks = ("deep", "night")
    return next(kind for kind in kinds if (kind in darks) == (ground == "dark"))
