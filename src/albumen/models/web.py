"""Asking over HTTP: proxies and mirrors honoured, redirects kept safe, and every failure as one sentence.

Standard library only, so that the ground floor can pull. Proxies come from `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import IO, Any, TypeVar
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from albumen import __version__
from albumen.errors import MissingWeights
from albumen.models.places import offline

T = TypeVar("T")


class Passing(MissingWeights):
    """A failure that may pass: what has come so far is kept, and asking again goes on from there."""


class OutOfRange(Passing):
    """The server has nothing at the place where a part broke off: what is here is not the beginning of its file."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a server, how often to ask, and the first pause in seconds (each next is twice as long)."""

    timeout: float = 30.0
    tries: int = 4
    pause: float = 0.5


@contextmanager
def ask(url: str, headers: Mapping[str, str], timeout: float) -> Iterator[HTTPResponse]:
    """The open answer to a GET of `url`. `Authorization` never follows a redirect to another host.

    Raises
    ------
    Passing
        The server cannot be reached, is slow, overworked, or breaks off.
    MissingWeights
        The server says no, or the network is forbidden.
    """
    if switch := offline():
        raise MissingWeights(f"{switch} is set, so {url} is not asked; unset it, or pull --from a folder.")
    asked, host = _request(url, headers)
    try:
        answer = _opener().open(asked, timeout=timeout)
    except HTTPError as fault:
        fault.close()
        raise _refusal(host, url, fault.code) from fault
    except TimeoutError as fault:
        raise _slow(host, timeout) from fault
    except (OSError, HTTPException) as fault:
        reason = fault.reason if isinstance(fault, URLError) else fault
        if isinstance(reason, TimeoutError):
            raise _slow(host, timeout) from fault
        raise Passing(
            f"{host} cannot be reached ({reason}); look to the connection or the proxy, set HF_ENDPOINT to a mirror, "
            "or pull --from a folder."
        ) from fault
    with answer:
        yield answer


def patiently(work: Callable[[], T], patience: Patience) -> T:
    """What `work` returns, tried again after a pause while its failure may pass."""
    for attempt in range(patience.tries - 1):
        try:
            return work()
        except Passing:
            time.sleep(patience.pause * 2**attempt)
    return work()


def read_json(url: str, headers: Mapping[str, str], patience: Patience) -> Any:
    """A JSON answer of at most 64 MiB; raises as `ask` does, and MissingWeights if it is not JSON."""

    def read() -> bytes:
        with ask(url, headers, patience.timeout) as answer:
            return b"".join(chunks(answer, url, patience.timeout, limit=1 << 26))

    try:
        return json.loads(patiently(read, patience))
    except ValueError as fault:
        host = urlsplit(url).netloc
        raise MissingWeights(
            f"{host} does not answer as expected (no JSON at {url}); is it the right mirror?"
        ) from fault


def chunks(answer: HTTPResponse, url: str, timeout: float, limit: int | None = None) -> Iterator[bytes]:
    """The answer's bytes by the mebibyte; raises Passing when the connection breaks, MissingWeights past `limit`."""
    host, came = urlsplit(url).netloc, 0
    while True:
        try:
            chunk = answer.read(1 << 20)
        except TimeoutError as fault:
            raise _slow(host, timeout) from fault
        except (OSError, HTTPException) as fault:
            raise Passing(f"The connection to {host} broke off; pull again and it goes on from there.") from fault
        if not chunk and answer.length:  # short of Content-Length; http.client itself says nothing
            raise Passing(f"The connection to {host} broke off; pull again and it goes on from there.")
        if not chunk:
            return
        came += len(chunk)
        if limit is not None and came > limit:
            raise MissingWeights(f"{host} sends more than was announced for {url}; nothing of it is trusted.")
        yield chunk


def _request(url: str, headers: Mapping[str, str]) -> tuple[request.Request, str]:
    try:
        parts = urlsplit(url)
    except ValueError as fault:
        raise MissingWeights(f"{url} is not a web address ({fault}).") from fault
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise MissingWeights(f"{url} is not a web address.")
    asked = request.Request(url, headers={"User-Agent": f"albumen/{__version__}", "Accept-Encoding": "identity"})  # noqa: S310 - the scheme was looked at
    for key, value in headers.items():
        add = asked.add_unredirected_header if key == "Authorization" else asked.add_header
        add(key, value)
    return asked, parts.netloc.rpartition("@")[2]


def _opener() -> request.OpenerDirector:
    director = request.OpenerDirector()  # build_opener would bring file: and ftp: along
    for handler in (
        request.ProxyHandler(),
        request.UnknownHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        _Redirects(),
        request.HTTPErrorProcessor(),
    ):
        director.add_handler(handler)
    return director


class _Redirects(request.HTTPRedirectHandler):
    http_error_308 = request.HTTPRedirectHandler.http_error_302  # Python 3.10 does not know 308

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> request.Request:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if old.scheme == "https" and new.scheme != "https":
            raise URLError(f"it redirects to the unprotected address {newurl}")
        kept = {key: value for key, value in req.headers.items() if key != "Proxy-authorization"}
        again = request.Request(newurl, headers=kept)  # noqa: S310 - urllib lets redirects go to http and https alone
        if new.netloc == old.netloc and (token := req.unredirected_hdrs.get("Authorization")):
            again.add_unredirected_header("Authorization", token)
        return again


def _slow(host: str, timeout: float) -> Passing:
    return Passing(f"{host} did not answer within {timeout:g} s; pull again and it goes on from there.")


def _refusal(host: str, url: str, code: int) -> MissingWeights:
    if code in (401, 403):
        return MissingWeights(
            f"{host} refuses {url} ({code}); accept the licence on the model's page and set HF_TOKEN to your token."
        )
    if code in (404, 410):
        return MissingWeights(
            f"{host} does not have {url} ({code}); the model or the revision is not there (any more)."
        )
    if 300 <= code < 400:
        return MissingWeights(f"{host} sends {url} on and on ({code}); is it the right mirror?")
    if code == 416:
        return OutOfRange(f"{host} cannot go on from where the file broke off (416); pull again.")
    if code in (408, 425, 429) or code >= 500:
        return Passing(f"{host} is in trouble ({code}); pull again later and it goes on from there.")
    return MissingWeights(f"{host} refuses {url} ({code}).")
