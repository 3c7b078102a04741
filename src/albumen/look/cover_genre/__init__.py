"""The genre of the music in a cover: ConvNeXt, or a probe on frozen features ("Img2Music", section 2.1)."""

from __future__ import annotations

from albumen.look.cover_genre.classifier import Classifier, load_classifier

__all__ = ["Classifier", "load_classifier"]
