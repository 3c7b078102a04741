"""A picture of what was heard: the taggram, tags over time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from albumen.colour.oklch import from_oklch
from albumen.listen.musicnn.taggram import Taggram
from albumen.picture import Pixels
from albumen.sleeve import atomic

ROWS = 24
"""Tags that are shown: the likeliest of all."""
_ROW, _LEFT, _TOP, _FOOT, _RIGHT = 30, 190, 70, 46, 110
_GROUND, _INK, _FAINT = (18, 20, 26), (232, 230, 224), (142, 142, 148)


def save_taggram(taggram: Taggram, title: str, path: Path, width: int = 1200) -> None:
    """Writes the taggram as a PNG, whole or not at all.

    Raises
    ------
    AlbumenError
        The file cannot be written.
    """
    out = BytesIO()
    Image.fromarray(taggram_picture(taggram, title, width)).save(out, "PNG")
    atomic.write(path, out.getvalue())


def taggram_picture(taggram: Taggram, title: str, width: int = 1200) -> Pixels:
    """The likeliest tags, likeliest on top, each a row over time; brighter is likelier. uint8 [height, width, 3]."""
    taggram = _once(taggram)
    mean = taggram.probabilities.mean(axis=0)
    shown = np.argsort(-mean, kind="stable")[:ROWS]
    room = width - _LEFT - _RIGHT
    image = Image.new("RGB", (width, _TOP + _ROW * len(shown) + _FOOT), _GROUND)
    heat = Image.fromarray(_heat(taggram.probabilities[:, shown].T))
    image.paste(heat.resize((room, _ROW * len(shown)), Image.Resampling.NEAREST), (_LEFT, _TOP))
    draw = ImageDraw.Draw(image)
    draw.text((_LEFT, _TOP / 2), title, _INK, _font(22), anchor="lm")
    for row, tag in enumerate(shown):
        middle = _TOP + (row + 0.5) * _ROW
        draw.text((_LEFT - 14, middle), taggram.tags[tag], _INK, _font(15), anchor="rm")
        draw.text((width - _RIGHT + 14, middle), f"{mean[tag]:.0%}", _FAINT, _font(15), anchor="lm")
    _time_axis(draw, taggram, room, _TOP + _ROW * len(shown))
    return np.asarray(image)


def _once(taggram: Taggram) -> Taggram:
    """The taggram with a tag that both taggers know as one, the mean of the two."""
    tags = tuple(dict.fromkeys(taggram.tags))
    columns = [np.flatnonzero(np.array(taggram.tags) == tag) for tag in tags]
    means = [taggram.probabilities[:, column].mean(axis=1) for column in columns]
    return Taggram(taggram.times, tags, np.stack(means, axis=1))


def _heat(probabilities: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Pixels:
    """Probabilities as colours from the ground through plum and coral to cream, evenly to the eye."""
    share = np.sqrt(np.clip(probabilities, 0, 1)).astype(np.float64)
    colours = np.stack([0.2 + 0.76 * share, 0.02 + 0.30 * share * (1 - share) * 2, 300 + 150 * share], axis=-1)
    return np.rint(from_oklch(colours) * 255).astype(np.uint8)


def _time_axis(draw: ImageDraw.ImageDraw, taggram: Taggram, room: int, top: int) -> None:
    times = taggram.times
    for part in np.linspace(0, len(times) - 1, min(len(times), 9)).round().astype(int):
        minutes, seconds = divmod(round(float(times[part])), 60)
        x = _LEFT + (part + 0.5) / len(times) * room
        draw.text((x, top + _FOOT / 2), f"{minutes}:{seconds:02d}", _FAINT, _font(14), anchor="mm")


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
