"""Covers by genre: folders of pictures, what is the same sleeve, and a split that no sleeve stands on both sides of."""

from __future__ import annotations

from albumen.data.covers.counts import Counts, count
from albumen.data.covers.folder import Cover, find_covers
from albumen.data.covers.library import Covers, only, read_covers, without
from albumen.data.covers.sleeves import SAME, fingerprint, same_sleeves
from albumen.data.covers.split import PARTS, Part, split

__all__ = [
    "PARTS",
    "SAME",
    "Counts",
    "Cover",
    "Covers",
    "Part",
    "count",
    "find_covers",
    "fingerprint",
    "only",
    "read_covers",
    "same_sleeves",
    "split",
    "without",
]
