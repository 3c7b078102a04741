"""What is written on a picture: lines of lettering, found and read by PP-OCRv4 (PaddleOCR, Apache-2.0)."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.card import Readiness
from albumen.look.cover_genre.lettering import Box, lettered
from albumen.look.cover_genre.places import File
from albumen.models.runtime import session
from albumen.picture import Pixels

_WHERE = ("pp-ocr-v4", "rapidocr_onnxruntime", "models")
FINDER = File(_WHERE[0], "ch_PP-OCRv4_det_infer.onnx", *_WHERE[1:])
READER = File(_WHERE[0], "ch_PP-OCRv4_rec_infer.onnx", *_WHERE[1:])
MOST = 24
"""Lines that are read; the smaller ones of a cover full of print tell nothing more."""
HEIGHT, LEAST, LONGEST = 48, 320, 1280
"""Pixels of a line as it is read: its height, and how wide it is at least (padded) and at most."""
SURE = 0.5
"""A line that is read with less certainty is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line of lettering: what it says, the mean certainty of its letters, and where it stands."""

    text: str
    certainty: float
    box: Box


class Reader:
    """Reads pictures; its weights load at first use."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._finder: Any = None
        self._reader: Any = None
        self._letters: tuple[str, ...] = ()

    def ready(self) -> Readiness:
        """Whether the weights are here."""
        return READER.ready() if FINDER.ready().ok else FINDER.ready()

    def lines(self, picture: Pixels) -> list[Line]:
        """The lines in a picture uint8 [height, width, 3], largest first; MissingWeights without its weights."""
        self._load()
        read = ((box, *self._read(upright(picture, box))) for box in lettered(self._finder, picture)[:MOST])
        return [Line(text, certainty, box) for box, text, certainty in read if certainty >= SURE and text.strip()]

    def _read(self, line: Pixels) -> tuple[str, float]:
        taken = padded(line)
        (told,) = self._reader.run(None, {self._reader.get_inputs()[0].name: taken})
        return spelt(np.asarray(told[0]), self._letters)

    def _load(self) -> None:
        with self._lock:
            if self._reader is None:
                self._finder = session(FINDER.checked(), threads=0)
                reader = session(READER.checked(), threads=0)
                written = reader.get_modelmeta().custom_metadata_map["character"].splitlines()
                self._letters, self._reader = ("", *written, " "), reader


def upright(picture: Pixels, box: Box) -> Pixels:
    """The slanted rectangle set straight, 48 pixels high; what is much higher than wide is turned to lie."""
    corners = box * np.array(picture.shape[1::-1], np.float32)
    wide, high = (max(float(np.linalg.norm(corners[0] - corners[at])), 1.0) for at in (1, 3))
    if high >= 1.5 * wide:
        corners, wide, high = np.roll(corners, -1, axis=0), high, wide
    cut = max(round(high), HEIGHT)
    across = max(round(cut * wide / high), 1)
    straight = np.array([[0, 0], [across, 0], [across, cut], [0, cut]], np.float32)
    place = cv2.getPerspectiveTransform(corners, straight)
    line = cv2.warpPerspective(picture, place, (across, cut), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    size = max(min(round(HEIGHT * wide / high), LONGEST), 1), HEIGHT
    return np.asarray(cv2.resize(line, size, interpolation=cv2.INTER_AREA), np.uint8)


def padded(line: Pixels) -> NDArray[np.float32]:
    """A line [48, width, 3] as the reader takes it: float32 [1, 3, 48, width], B, G, R of -1..1, 0 behind its end."""
    taken = np.zeros((1, 3, HEIGHT, max(line.shape[1], LEAST)), np.float32)
    taken[0, :, :, : line.shape[1]] = (line[..., ::-1].astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)
    return taken


def spelt(told: NDArray[np.floating], letters: tuple[str, ...]) -> tuple[str, float]:
    """The likeliest letters of probabilities [steps, letters], and their mean certainty.

    A letter that lasts is one letter, and the first of `letters` is none: best path decoding (Graves et al. 2006,
    "Connectionist temporal classification", section 3.2).
    """
    best = told.argmax(axis=1)
    new = np.append(True, best[1:] != best[:-1]) & (best > 0)
    certainty = float(told.max(axis=1)[new].mean()) if new.any() else 0.0
    return "".join(letters[at] for at in best[new]), certainty
