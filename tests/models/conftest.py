"""A clean environment for every test, and a web server on this machine for those that pull."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.web_server import WebServer

OURS = ("HF_", "ALBUMEN_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "PIP_INDEX_URL")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and none of the variables that would lead anywhere else; the folder of pulled models."""
    for name in os.environ:
        if name.upper().startswith(OURS):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "albumen" / "models"


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer() as running:
        yield running


@pytest.fixture
def hub(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> WebServer:
    """The server, as the hub that `HF_ENDPOINT` names."""
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    return server
