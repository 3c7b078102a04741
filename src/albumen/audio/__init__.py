"""Signal processing: from a file to samples, and from samples to the field's features."""

from __future__ import annotations

from albumen.audio.decode import open
from albumen.audio.loudness import loudness
from albumen.audio.measure import Measures, measure
from albumen.audio.passages import heard, passages, silent
from albumen.audio.resample import resample

__all__ = ["Measures", "heard", "loudness", "measure", "open", "passages", "resample", "silent"]
