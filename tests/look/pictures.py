"""Pictures that the tests look at, made here."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw

from albumen.colour.oklch import from_oklch
from albumen.picture import Picture, Pixels


def plain(colour: tuple[int, int, int], height: int = 64, width: int = 64) -> Picture:
    """One colour."""
    return Picture(np.full((height, width, 3), colour, np.uint8))


def plain_lch(light: float, chroma: float, hue: float) -> Picture:
    """One colour of OKLCH."""
    red, green, blue = np.rint(from_oklch((light, chroma, hue)) * 255).astype(int).tolist()
    return plain((red, green, blue))


def cloud(seed: int, height: int, width: int, exponent: float = 1.0) -> np.ndarray:
    """Noise whose amplitudes fall as 1 / f^exponent, as in photographs, float64 [height, width] in 0..1."""
    rng = np.random.default_rng(seed)
    down, across = np.fft.fftfreq(height)[:, None] * height, np.fft.fftfreq(width)[None] * width
    radius = np.maximum(np.hypot(down, across), 1)
    spectrum = np.fft.fft2(rng.standard_normal((height, width))) / radius**exponent
    values = np.real(np.fft.ifft2(spectrum))
    return np.asarray((values - values.min()) / np.ptp(values))


def photograph(seed: int, height: int = 200, width: int = 240) -> Picture:
    """Clouds of light, chroma and hue; no gamut is left."""
    rng = np.random.default_rng(seed)
    light = 0.15 + 0.7 * cloud(seed, height, width)
    chroma = float(rng.uniform(0.01, 0.12)) * cloud(seed + 1000, height, width)
    hue = float(rng.uniform(0, 360)) + 120 * cloud(seed + 2000, height, width)
    return Picture(np.rint(from_oklch(np.stack([light, chroma, hue], axis=-1)) * 255).astype(np.uint8))


def screenshot(height: int = 480, width: int = 640) -> Picture:
    """A window with a bar, and lines of type on white."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, width, 30], fill=(40, 80, 160))
    for line in range(12):
        draw.text((30, 60 + 32 * line), "The quick brown fox jumps over the lazy dog " * 2, fill="black", font_size=18)
    return Picture(np.asarray(image, np.uint8))


def stripes(upright: bool, side: int = 160) -> Picture:
    """Black and white bars, 16 pixels each."""
    row = np.where(np.arange(side) // 16 % 2, 255, 0).astype(np.uint8)
    grey = np.broadcast_to(row if upright else row[:, None], (side, side))
    return Picture(np.ascontiguousarray(np.repeat(grey[..., None], 3, axis=2)))


def disc(x: float, y: float, side: int = 160) -> Picture:
    """A white disc on dark blue, its middle at fractions of the side from the left and from the bottom."""
    image = Image.new("RGB", (side, side), (20, 30, 70))
    left, top, radius = x * side, (1 - y) * side, side / 12
    ImageDraw.Draw(image).ellipse([left - radius, top - radius, left + radius, top + radius], fill="white")
    return Picture(np.asarray(image, np.uint8))


def mirrored(picture: Picture) -> Picture:
    """Left is right."""
    return Picture(np.ascontiguousarray(picture.pixels[:, ::-1]))


def saved(image: Image.Image, form: str, **settings: object) -> bytes:
    """The file that Pillow writes."""
    out = BytesIO()
    image.save(out, form, **settings)
    return out.getvalue()


def ramp(height: int = 40, width: int = 60) -> Pixels:
    """Smooth colours that survive JPEG."""
    down, across = np.mgrid[0:height, 0:width]
    return np.stack([across * 4, down * 5, 255 - across * 2 - down], axis=-1).astype(np.uint8)
