"""The sheet that plates draw on: places and widths in fractions of its side, so it looks alike at any size."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.colour.oklch import oklab, srgb
from albumen.draw.press.shapes import Points, disc, ribbon
from albumen.picture import RGB, Pixels

Mask = NDArray[np.uint8]
Stops = Sequence[tuple[float, RGB]]
"""A gradient: places 0..1 in rising order, and the colour there."""

_SHIFT = 6
_SMALLEST = 1400
"""Smaller pictures are drawn at a whole multiple of this many pixels or more and averaged down, so fine lines hold."""


class Canvas:
    """A square sheet of 8-bit sRGB.

    Attributes
    ----------
    pixels
        uint8 [side, side, 3], in RGB order; plates may work on it directly.
    side
        The side in pixels that is drawn: `size`, or a multiple of a small `size`.
    """

    def __init__(self, size: int, paper: RGB = (255, 255, 255)) -> None:
        self.size = size
        self.side = size * max(-(-_SMALLEST // size), 1)
        self.pixels: Pixels = np.empty((self.side, self.side, 3), np.uint8)
        self.fill(paper)

    def fill(self, colour: RGB) -> None:
        """One colour over everything."""
        # A row at a time is five times as fast as a pixel at a time.
        self.pixels[0] = colour
        self.pixels[1:] = self.pixels[0]

    def gradient(self, stops: Stops, angle: float = 180.0) -> None:
        """A linear gradient over everything, mixed in OKLab, running towards `angle` (180 down, 90 right)."""
        self.pixels[:] = self.ramp(stops, angle)

    def radial(self, x: float, y: float, radius: float, stops: Stops) -> None:
        """A round gradient over everything, from its centre (0) to `radius` (1) and beyond."""
        across = (np.arange(512) + 0.5) / 512
        far = np.hypot(across[None, :] - x, across[:, None] - y) / radius
        small = blend(stops, far)
        cv2.resize(small, (self.side, self.side), dst=self.pixels, interpolation=cv2.INTER_CUBIC)

    def ramp(self, stops: Stops, angle: float = 180.0, top: float = 0.0, bottom: float = 1.0) -> Pixels:
        """A linear gradient as pixels that broadcast over the rows from `top` to `bottom` of the sheet."""
        y0, y1 = round(top * self.side), round(bottom * self.side)
        if angle == 180:
            return blend(stops, (np.arange(y1 - y0) + 0.5) / max(y1 - y0, 1))[:, None, :]
        if angle == 90:
            return blend(stops, (np.arange(self.side) + 0.5) / self.side)[None, :, :]
        across = (np.arange(512) + 0.5) / 512 - 0.5
        way = np.radians(angle)
        along = across[None, :] * np.sin(way) - across[:, None] * np.cos(way)
        small = blend(stops, along / (abs(np.sin(way)) + abs(np.cos(way))) + 0.5)
        grown: Pixels = cv2.resize(small, (self.side, self.side), interpolation=cv2.INTER_CUBIC)  # type: ignore[assignment]
        return grown[y0:y1]

    def polygon(self, points: Points, colour: RGB, alpha: float = 1.0) -> None:
        """A flat shape, edges smoothed."""
        self.polygons([points], colour, alpha)

    def polygons(self, shapes: Sequence[Points], colour: RGB, alpha: float = 1.0) -> None:
        """Several flat shapes at once; where they overlap an even number of times there is a hole."""
        if not len(shapes):
            return
        if alpha >= 1:
            cv2.fillPoly(self.pixels, self._all_fixed(shapes), colour, cv2.LINE_AA, _SHIFT)
            return
        box = self._box(np.concatenate(list(shapes)))
        if box is not None:
            x0, y0, x1, y1 = box
            # One table for the whole colour: the shape is then laid on as if it were opaque.
            table = np.rint(np.arange(256)[:, None] * (1 - alpha) + np.array(colour) * alpha).astype(np.uint8)
            mixed: Pixels = cv2.LUT(self.pixels[y0:y1, x0:x1], table[None])  # type: ignore[assignment]
            self.paint(self.mask(shapes, box), box, mixed)

    def shade(self, points: Points, stops: Stops, top: float | None = None, bottom: float | None = None) -> None:
        """A shape filled with a gradient from `top` to `bottom` (by default the shape's own), edges smoothed."""
        y0 = float(points[:, 1].min()) if top is None else top
        y1 = float(points[:, 1].max()) if bottom is None else bottom
        box = self._box(points)
        if box is None:
            return
        rows = (np.arange(box[1], box[3]) + 0.5) / self.side
        self.paint(self.mask([points], box), box, blend(stops, (rows - y0) / max(y1 - y0, 1e-6))[:, None, :])

    def disc(self, x: float, y: float, radius: float, colour: RGB, alpha: float = 1.0) -> None:
        """A filled circle."""
        self.polygon(disc(x, y, radius), colour, alpha)

    def ring(self, x: float, y: float, inner: float, outer: float, colour: RGB) -> None:
        """A circle with a round hole."""
        self.polygons([disc(x, y, outer), disc(x, y, inner)], colour)

    def stroke(self, points: Points, width: float | NDArray[np.floating], colour: RGB) -> None:
        """A line of one width or of one a point, in fractions of the side, at least about two pixels."""
        # OpenCV's smoothed edge adds about a pixel on each side.
        slim = np.maximum(np.asarray(width, np.float64) - 1.4 / self.side, 0.05 / self.side)
        outline = self.fixed(ribbon(points, slim))
        count = len(points)
        # Short pieces, each drawn alone: where a line crosses itself a single outline would leave a hole.
        for start in range(0, count - 1, 6):
            stop = min(start + 7, count)
            piece = np.concatenate([outline[start:stop], outline[2 * count - stop : 2 * count - start]])
            cv2.fillPoly(self.pixels, [piece], colour, cv2.LINE_AA, _SHIFT)

    def mask(self, shapes: Sequence[Points], box: tuple[int, int, int, int] | None = None) -> Mask:
        """How much of each pixel the shapes cover, uint8 [height, width], in the pixel box (or the whole sheet)."""
        x0, y0, x1, y1 = box or (0, 0, self.side, self.side)
        mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
        cv2.fillPoly(mask, self._all_fixed(shapes, x0, y0), (255,), cv2.LINE_AA, _SHIFT)
        return mask

    def paint(self, mask: Mask, box: tuple[int, int, int, int], colours: Pixels) -> None:
        """Colours that broadcast to the box laid on through a mask."""
        x0, y0, x1, y1 = box
        under = self.pixels[y0:y1, x0:x1]
        if not mask.any():
            return
        over = np.ascontiguousarray(np.broadcast_to(colours, under.shape))
        cv2.copyTo(over, cv2.compare(mask, 255, cv2.CMP_EQ), under)  # type: ignore[call-overload]
        part = np.nonzero((mask > 0) & (mask < 255))
        share = mask[part].astype(np.int32)[:, None]
        under[part] = ((under[part] * (255 - share) + over[part] * share + 127) // 255).astype(np.uint8)

    def finished(self) -> Pixels:
        """The picture at its wanted size."""
        if self.side == self.size:
            return self.pixels
        small: Pixels = cv2.resize(self.pixels, (self.size, self.size), interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
        return small

    def fixed(self, points: Points, x: int = 0, y: int = 0) -> NDArray[np.int32]:
        """Points as OpenCV's drawing wants them, in 64ths of a pixel, with the pixel (x, y) as origin."""
        pixels = np.clip(points * self.side - 0.5 - (x, y), -2 * self.side, 3 * self.side)
        return np.rint(pixels * (1 << _SHIFT)).astype(np.int32)

    def _all_fixed(self, shapes: Sequence[Points], x: int = 0, y: int = 0) -> list[NDArray[np.int32]]:
        """Each of the shapes as `fixed` has it: all at once, for a town has thousands of windows."""
        points = self.fixed(np.concatenate(list(shapes)), x, y)
        ends = np.cumsum([len(shape) for shape in shapes]).tolist()
        return [points[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def _box(self, points: Points) -> tuple[int, int, int, int] | None:
        low = np.floor(points.min(axis=0) * self.side).astype(int) - 2
        high = np.ceil(points.max(axis=0) * self.side).astype(int) + 2
        (x0, y0), (x1, y1) = np.clip(low, 0, self.side).tolist(), np.clip(high, 0, self.side).tolist()
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def blend(stops: Stops, places: NDArray[np.floating]) -> Pixels:
    """Colours uint8 [..., 3] at places of a gradient, mixed in OKLab."""
    table = oklab(np.array([colour for _, colour in stops]) / 255)
    fine = np.linspace(stops[0][0], stops[-1][0], 1024)
    mixed = np.stack([np.interp(fine, [p for p, _ in stops], table[:, i]) for i in range(3)], axis=1)
    colours = np.rint(np.clip(srgb(mixed), 0, 1) * 255).astype(np.uint8)
    span = max(stops[-1][0] - stops[0][0], 1e-9)
    index = np.clip((places - stops[0][0]) / span * 1023, 0, 1023).astype(np.int32)
    return np.asarray(colours[index], np.uint8)
