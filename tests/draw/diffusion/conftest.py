"""Tiny checkpoints, made once, and a machine on which nothing else is."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from albumen.draw.diffusion import Diffusion, networks, rank

_OURS = ("HF_", "ALBUMEN_")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No weights anywhere but in the folder that is returned, which `ALBUMEN_MODELS` names."""
    for name in os.environ:
        if name.startswith(_OURS):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path / "models"))
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder above all caches, in which a test may put weights: into `own`; none are there at first."""
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    yield tmp_path
    rank.forget()
    networks.forget()


@pytest.fixture(scope="session")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `sd`, `sd2` (v-prediction), `lcm` and `xl`; not to be changed."""
    import torch

    from tests.draw.diffusion import tiny_checkpoints as tiny

    torch.set_num_threads(1)  # so small that threads would only wait for each other
    folder = tmp_path_factory.mktemp("checkpoints")
    tiny.plain(folder / "sd")
    tiny.plain(folder / "sd2", "v_prediction")
    tiny.plain(folder / "lcm", time_cond_proj_dim=8)
    tiny.xl(folder / "xl")
    gc.freeze()  # giving memory back would else look through all that the libraries' imports left, a second each time
    return folder


@pytest.fixture(scope="module")
def engine() -> Iterator[Diffusion]:
    with Diffusion() as engine:
        yield engine
