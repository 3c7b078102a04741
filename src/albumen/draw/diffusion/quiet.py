"""Silence while the libraries load: an engine never prints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any


@contextmanager
def quiet() -> Iterator[None]:
    """No progress bars and no remarks of diffusers' and transformers'; afterwards both are as talkative as before."""
    speaking: Any = import_module("transformers.utils.logging")
    before = speaking.get_verbosity(), speaking.is_progress_bar_enabled()
    speaking.set_verbosity_error()
    speaking.disable_progress_bar()
    telling: Any = import_module("diffusers.utils.logging")  # not earlier: it speaks while it is imported
    told = telling.get_verbosity(), telling.is_progress_bar_enabled()
    telling.set_verbosity_error()
    telling.disable_progress_bar()
    try:
        yield
    finally:
        speaking.set_verbosity(before[0])
        telling.set_verbosity(told[0])
        if before[1]:
            speaking.enable_progress_bar()
        if told[1]:
            telling.enable_progress_bar()
