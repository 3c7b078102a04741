"""How the tests are run: without deadlines, in CI with the same examples every time, and on a machine without weights.

What this machine has in its caches must not change what a test does: `--engine auto` would paint with diffusion where
somebody once pulled a checkpoint. So every test, and every process that one starts, sees empty folders instead.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

settings.register_profile("everywhere", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")


def _without_weights() -> None:
    """Set before any test module is imported, since transformers and others read these once."""
    empty = Path(tempfile.mkdtemp(prefix="albumen-tests-"))
    atexit.register(shutil.rmtree, empty, ignore_errors=True)
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    os.environ.setdefault("MPLCONFIGDIR", str(usual / "matplotlib"))  # else it would look for fonts in every run
    for name, folder in (
        ("XDG_CACHE_HOME", "cache"), ("HF_HOME", "hf"), ("HF_HUB_CACHE", "hf/hub"), ("ALBUMEN_MODELS", "models"),
    ):  # fmt: skip
        os.environ[name] = str(empty / folder)
        (empty / folder).mkdir(parents=True)


_without_weights()
