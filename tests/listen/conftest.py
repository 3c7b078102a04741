"""VGGish at its real size, with made-up weights: written once for all tests, and taken away at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vggish_weights import write_converted


@pytest.fixture(scope="session")
def own_models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for `ALBUMEN_MODELS` that holds `vggish/vggish.safetensors`."""
    folder = tmp_path_factory.mktemp("models")
    path = write_converted(folder / "vggish" / "vggish.safetensors")
    yield folder
    path.unlink()


@pytest.fixture(scope="session")
def vggish_file(own_models: Path) -> Path:
    """The weights of `tests.vggish_weights`, converted."""
    return own_models / "vggish" / "vggish.safetensors"
