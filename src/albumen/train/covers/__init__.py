"""Genres by covers: ConvNeXt as published, and a probe on frozen features (S4)."""
