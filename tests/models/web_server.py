"""A real web server on loopback that keeps files, resumes, and can be told to misbehave."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from albumen.models.web import Patience

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "fedcba9876543210fedcba9876543210fedcba98"
ONCE = Patience(timeout=5, tries=1, pause=0.001)
OFTEN = Patience(timeout=5, tries=4, pause=0.001)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class Page:
    """One file of the server. `breaks` are the byte counts after which its next answers break off."""

    data: bytes
    etag: str | None = '"one"'
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    seconds: float = 0.0
    hold: Event | None = None
    ranges: bool = True


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up (a killed process) is no news."""


class WebServer:
    """`pages` by path; `asked` is every request's path and headers, in order."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._server = _Quiet(("127.0.0.1", 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> WebServer:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def put(self, path: str, data: bytes, **how: Any) -> Page:
        self.pages[path] = Page(data, **how)
        return self.pages[path]

    def publish(self, repo: str, files: dict[str, bytes], commit: str = COMMIT, branch: str = "main") -> None:
        """A repository as the hub tells of it: large files with their checksums, small ones without."""
        rows = [
            {"rfilename": name, "size": len(data), **({"lfs": {"sha256": sha256(data)}} if _large(name) else {})}
            for name, data in files.items()
        ]
        told = json.dumps({"sha": commit, "siblings": rows}).encode()
        for revision in (commit, branch):
            self.put(f"/api/models/{repo}/revision/{revision}", told)
        for name, data in files.items():
            self.put(f"/{repo}/resolve/{commit}/{name}", data)

    def got(self, ending: str) -> list[dict[str, str]]:
        """The headers of all requests whose path ends so."""
        return [headers for path, headers in self.asked if path.endswith(ending)]


def _large(name: str) -> bool:
    return name.endswith((".safetensors", ".bin"))


def _handler(server: WebServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            server.asked.append((self.path if self.path.startswith("http") else path, dict(self.headers)))
            page = server.pages.get(path)
            if page is None:
                self.send_error(404)
                return
            time.sleep(page.seconds)
            self._answer(page)

        def _answer(self, page: Page) -> None:
            start = self._start(page)
            if start > 0 and start >= len(page.data):
                self.send_error(416)
                return
            self.send_response(206 if start else page.status)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(page.data) - 1}/{len(page.data)}")
            for key, value in {"Content-Length": str(len(page.data) - start), **page.headers}.items():
                self.send_header(key, value)
            if page.etag:
                self.send_header("ETag", page.etag)
            self.end_headers()
            self._send(page, page.data[start:])

        def _send(self, page: Page, data: bytes) -> None:
            cut = page.breaks.pop(0) if page.breaks else None
            self.wfile.write(data if cut is None else data[:cut])
            if cut is not None and page.hold:
                self.wfile.flush()
                page.hold.wait(20)
            self.close_connection = True

        def _start(self, page: Page) -> int:
            wanted, expected = self.headers.get("Range"), self.headers.get("If-Range")
            if not wanted or page.status != 200 or not page.ranges or (expected and expected != page.etag):
                return 0
            return int(wanted.removeprefix("bytes=").rstrip("-"))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
            pass

    return Handler
