"""Pictures to set type on and to check."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from albumen.picture import RGB, Picture, Pixels, TypeArea


def flat(colour: RGB = (20, 24, 60), side: int = 300) -> Pixels:
    return np.full((side, side, 3), colour, np.uint8)


def grainy(colour: RGB = (20, 24, 60), side: int = 300, spread: float = 4.0) -> Pixels:
    rng = np.random.default_rng(5)
    return np.clip(np.array(colour) + rng.normal(0, spread, (side, side, 3)), 0, 255).astype(np.uint8)


def fractal(side: int = 1024, seed: int = 3) -> Image.Image:
    """Detail at every fineness: noise with a 1/f amplitude, as in nature."""
    rng = np.random.default_rng(seed)
    fineness = np.hypot(np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None])
    spectrum = np.fft.rfft2(rng.normal(size=(side, side))) / np.maximum(fineness, 1 / side)
    tone = np.fft.irfft2(spectrum, s=(side, side))
    grey = np.clip(128 + 45 * tone / tone.std(), 0, 255).astype(np.uint8)
    return Image.fromarray(np.repeat(grey[..., None], 3, axis=2))


def with_areas(*areas: TypeArea, colour: RGB = (20, 24, 60), side: int = 600) -> Picture:
    return Picture(flat(colour, side), "test", areas)


def ink_mask(before: Pixels, after: Pixels) -> NDArray[np.bool_]:
    """Where lettering changed the picture."""
    return np.asarray((before != after).any(axis=2))


def jpeg(image: Image.Image, quality: int = 92, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, **options)
    return out.getvalue()


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
