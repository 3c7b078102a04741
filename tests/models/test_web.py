"""Asking over HTTP: every failure is one sentence, and proxies, redirects and tokens go where they should."""

from __future__ import annotations

import socket
from urllib.error import URLError
from urllib.request import Request

import pytest

from albumen.errors import MissingWeights
from albumen.models import web
from albumen.models.web import Passing, ask, read_json
from tests.models.web_server import OFTEN, ONCE, WebServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def get(url: str, timeout: float = 5.0, **headers: str) -> bytes:
    with ask(url, headers, timeout) as answer:
        return b"".join(web.chunks(answer, url, timeout))


@pytest.mark.parametrize(
    ("status", "said", "passing"),
    [
        (401, "accept the licence on the model's page and set HF_TOKEN", False),
        (403, "accept the licence on the model's page and set HF_TOKEN", False),
        (404, "does not have", False),
        (410, "does not have", False),
        (418, "refuses", False),
        (429, "is in trouble", True),
        (500, "is in trouble", True),
        (503, "pull again later", True),
    ],
)
def test_a_server_that_says_no_is_one_sentence(server: WebServer, status: int, said: str, passing: bool) -> None:
    server.put("/x.json", b"", status=status)
    with pytest.raises(MissingWeights, match=said) as raised:
        get(f"{server.url}/x.json")
    assert isinstance(raised.value, Passing) is passing
    assert str(raised.value).startswith(server.host)
    assert f"({status})" in str(raised.value)


def test_a_server_that_is_silent_is_one_sentence(server: WebServer) -> None:
    server.put("/x.json", b"{}", seconds=0.5)
    with pytest.raises(Passing, match=r"did not answer within 0\.1 s"):
        get(f"{server.url}/x.json", timeout=0.1)


def test_no_server_is_one_sentence() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Passing, match=rf"127\.0\.0\.1:{port} cannot be reached .*refused.*HF_ENDPOINT"):
        get(f"http://127.0.0.1:{port}/x.json")


def test_no_network_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(Passing, match=r"huggingface\.co cannot be reached .*name resolution.*--from a folder"):
        get("https://huggingface.co/x.json")


def test_what_is_not_http_is_one_sentence(server: WebServer) -> None:
    with pytest.raises(Passing, match="cannot be reached"):
        get(server.url.replace("http:", "https:") + "/x.json")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", "models.example/x", "http:///x", "http://[::1/x"]
)
def test_only_the_web_is_asked(url: str) -> None:
    with pytest.raises(MissingWeights, match="is not a web address"):
        get(url)


@pytest.mark.parametrize("switch", ["ALBUMEN_OFFLINE", "HF_HUB_OFFLINE"])
def test_an_offline_switch_keeps_every_request_back(
    server: WebServer, switch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put("/x.json", b"{}")
    monkeypatch.setenv(switch, "1")
    with pytest.raises(MissingWeights, match=f"{switch} is set"):
        get(f"{server.url}/x.json")
    assert server.asked == []
    monkeypatch.setenv(switch, "0")
    assert get(f"{server.url}/x.json") == b"{}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server: WebServer, status: int) -> None:
    server.put("/old.json", b"", status=status, headers={"Location": "/new.json"})
    server.put("/new.json", b"{}")
    assert get(f"{server.url}/old.json", Range="bytes=1-") == b"}"


def test_redirects_in_a_ring_end(server: WebServer) -> None:
    server.put("/a.json", b"", status=302, headers={"Location": "/a.json"})
    with pytest.raises(MissingWeights, match=r"on and on \(302\)"):
        get(f"{server.url}/a.json")


def test_a_token_stays_with_its_host(server: WebServer) -> None:
    with WebServer() as other:
        server.put("/here.json", b"", status=302, headers={"Location": "/moved.json"})
        server.put("/moved.json", b"", status=302, headers={"Location": f"{other.url}/x.json"})
        other.put("/x.json", b"{}")
        assert get(f"{server.url}/here.json", Authorization="Bearer secret") == b"{}"
        assert [headers.get("Authorization") for _, headers in server.asked] == ["Bearer secret"] * 2
        assert [headers.get("Authorization") for _, headers in other.asked] == [None]


def test_a_redirect_to_an_unprotected_address_is_refused() -> None:
    asked = Request("https://huggingface.co/x")
    with pytest.raises(URLError, match="unprotected"):
        web._Redirects().redirect_request(asked, None, 302, "", None, "http://huggingface.co/x")  # type: ignore[arg-type]


def test_a_proxy_is_used_and_no_proxy_honoured(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with WebServer() as proxy:
        proxy.put("/x.json", b'"through the proxy"')
        server.put("/x.json", b'"straight"')
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        assert read_json("http://models.invalid/x.json", {}, ONCE) == "through the proxy"
        assert proxy.asked[0][0] == "http://models.invalid/x.json"
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        assert read_json(f"{server.url}/x.json", {}, ONCE) == "straight"


def test_an_answer_longer_than_announced_is_cut_off(server: WebServer) -> None:
    server.put("/x.json", b"[" + b" " * 5000 + b"]")
    with ask(f"{server.url}/x.json", {}, 5) as answer, pytest.raises(MissingWeights, match="sends more than"):
        list(web.chunks(answer, f"{server.url}/x.json", 5, limit=100))


def test_what_is_no_json_is_one_sentence(server: WebServer) -> None:
    server.put("/x.json", b"<html>sign in to the hotel's network</html>")
    with pytest.raises(MissingWeights, match=r"no JSON at .*; is it the right mirror\?"):
        read_json(f"{server.url}/x.json", {}, ONCE)


def test_a_server_that_recovers_is_asked_again(server: WebServer) -> None:
    page = server.put("/x.json", b'{"well": "again"}', breaks=[3, 5])
    assert read_json(f"{server.url}/x.json", {}, OFTEN) == {"well": "again"}
    assert (len(server.asked), page.breaks) == (3, [])
