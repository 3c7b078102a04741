"""Tones: a song in light and dark, to be printed as dots; uint8 [FIELD, FIELD], 255 full ink."""

from __future__ import annotations

import cv2
import numpy as np

from albumen.draw.press.canvas import Mask
from albumen.draw.press.reading import Reading, grid, smooth, spread, stretches
from albumen.draw.press.structure import parts, relief, texture
from albumen.material import Material

FIELD = 300
"""Cells a side."""
_LOWEST, _RISE = 0.10, 0.50
"""Height of the land in silence, and what full loudness adds."""


def planet(material: Material, x: float, y: float, radius: float, side: int) -> Mask:
    """Ink on a sphere: bands of the pitch classes from pole to pole, time around it.

    It thickens away from the light for a dark ink (`side` 1), toward the light for a bright one (-1).
    """
    across = (np.arange(FIELD, dtype=np.float32) + 0.5) / FIELD
    right, down = (across[None] - x) / radius, (across[:, None] - y) / radius
    tilt = np.radians(24)
    along, up = right * np.cos(tilt) + down * np.sin(tilt), down * np.cos(tilt) - right * np.sin(tilt)
    far = np.hypot(right, down)
    turn = np.arcsin(np.clip(along / np.sqrt(np.maximum(1 - up**2, 1e-3)), -1, 1)) / np.pi + 0.5
    over_time = cv2.GaussianBlur(grid(material.chroma, 96, 12).T, (0, 0), sigmaX=1.6, sigmaY=0.3)
    bands = 0.5 * over_time + 0.5 * spread(over_time.mean(axis=1, keepdims=True), 0, 100)
    rows = np.asarray((np.arcsin(np.clip(up, -1, 1)) / np.pi + 0.5) * 11, np.float32)
    shown = cv2.remap(spread(bands), np.asarray(turn * 95, np.float32), rows, cv2.INTER_LINEAR)
    toward = 0.45 * (-right if x > 0.5 else right) - 0.75 * down
    light = np.clip(0.68 - side * 0.80 * toward, 0.42 if side > 0 else 0.12, 1)
    edge = np.clip((1 - far) * radius * FIELD + 0.5, 0, 1)
    return np.asarray(np.rint(edge * np.clip((0.14 + 0.92 * shown) * light + 0.11, 0, 0.97) * 255), np.uint8)


def eye(material: Material, x: float, y: float, radius: float, pupil: float) -> Mask:
    """Ink around a pupil: time clockwise from twelve o'clock, pitch from the pupil to the rim."""
    across = (np.arange(FIELD, dtype=np.float32) + 0.5) / FIELD
    right, down = across[None] - x, across[:, None] - y
    far = np.hypot(right, down)
    turn = (np.arctan2(right, -down) / (2 * np.pi)) % 1
    up = (far - pupil) / (radius - pupil)
    # The end is blended into the start, or there would be a seam.
    sound = cv2.GaussianBlur(texture(material, 72, 360), (0, 0), sigmaX=1.6, sigmaY=1.1)[::-1]
    ease = np.linspace(0.5, 0, 18, dtype=np.float32)
    sound[:, :18], sound[:, -18:] = (
        sound[:, :18] * (1 - ease) + sound[:, -18:][:, ::-1] * ease,
        sound[:, -18:] * (1 - ease[::-1]) + sound[:, :18][:, ::-1] * ease[::-1],
    )
    rows = np.asarray(np.clip(up, 0, 1) * 71, np.float32)
    shown = cv2.remap(np.ascontiguousarray(sound), np.asarray(turn * 359, np.float32), rows, cv2.INTER_LINEAR)
    loud = np.interp(turn, np.linspace(0, 1, 360), relief(material, 360, 5))
    rim = np.clip((0.55 + 0.45 * loud - up) * (radius - pupil) * FIELD / 2 + 0.5, 0, 1)
    inside = np.clip((far - pupil) * FIELD + 0.5, 0, 1)
    return np.asarray(np.rint(rim * inside * np.clip(0.06 + 1.05 * shown**1.3, 0, 0.97) * 255), np.uint8)


def wave(material: Material, heights: Reading, start: float = 0.0) -> Mask:
    """Ink on a swell: lines of equal depth, each as strong as its band of the spectrum, crests thin, troughs full.

    There are as many rollers as the song has long sections; `start` is the phase of the first, in radians.
    """
    y = np.arange(FIELD, dtype=np.float32)[:, None] / FIELD
    count = len(parts(material, 2, 5)) / 2.5
    roll = np.sin(np.linspace(start, start + 2 * np.pi * count, FIELD, dtype=np.float32))
    crest = 0.62 - 0.16 / (0.5 + count) * roll - 0.20 * heights
    depth = (y - crest[None]) / (1 - crest[None])
    # The lines lie closer and flatter the deeper they are.
    phase = np.clip(depth, 0, 1) ** 0.8 * 7.5
    rows = np.asarray(np.clip(depth, 0, 1) * (FIELD - 1), np.float32)
    columns = np.ascontiguousarray(np.broadcast_to(np.arange(FIELD, dtype=np.float32)[None], rows.shape))
    sound = cv2.remap(cv2.GaussianBlur(texture(material, FIELD, FIELD), (0, 0), 5), columns, rows, cv2.INTER_LINEAR)
    swell = 0.5 - 0.5 * np.cos(2 * np.pi * phase)
    edge = np.clip((y - crest[None]) * (FIELD / 3) + 0.5, 0, 1)
    tone = edge * np.clip(0.10 + 0.60 * swell * (0.45 + 0.8 * sound) + 0.25 * np.clip(depth, 0, 1), 0, 0.96)
    return np.asarray(np.rint(tone * 255), np.uint8)


def far_range(material: Material) -> Mask:
    """Ink of a range in the distance: as high as the song is bright, one pale tone, fading at its foot."""
    bright = spread(smooth(stretches(material.brightness, FIELD), 7))
    y = np.arange(FIELD, dtype=np.float32)[:, None] / FIELD
    top = 0.66 - 0.20 * bright[None]
    edge = np.clip((y - top) * (FIELD / 4) + 0.5, 0, 1)
    return np.asarray(np.rint(edge * np.clip(0.34 - 0.5 * (y - top), 0.12, 1) * 255), np.uint8)


def mountains(material: Material, heights: Reading) -> Mask:
    """Ink under a line of `heights` [FIELD]: the spectrogram as rock, thinning out below."""
    y = np.arange(FIELD, dtype=np.float32)[:, None] / FIELD
    top = 1 - (_LOWEST + _RISE * heights)[None]
    rows = np.clip((y - top) / (1 - top), 0, 1) * (FIELD - 1)
    columns = np.broadcast_to(np.arange(FIELD, dtype=np.float32)[None], rows.shape)
    rock = cv2.GaussianBlur(texture(material, FIELD, FIELD), (0, 0), 1.8)
    shown = cv2.remap(rock, np.ascontiguousarray(columns), np.asarray(rows, np.float32), cv2.INTER_LINEAR)
    edge = np.clip((y - top) * (FIELD / 4) + 0.5, 0, 1)
    thinning = 1 - 0.5 * np.clip((y - 0.68) / 0.3, 0, 1)
    return np.asarray(np.rint(edge * (0.40 + 0.5 * shown) * thinning * 255), np.uint8)
