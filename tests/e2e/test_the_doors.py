"""What the running portal answers to somebody with no browser and no manners, at doors that are none."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest

from tests.e2e.portal import BUILT, Portal

OUTSIDE = [
    "/../../../../etc/passwd",
    "/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/assets/../../../../../etc/passwd",
    "/assets/..%5c..%5c..%5cetc%5cpasswd",
    "//etc/passwd",
    "/assets//etc/passwd",
    "/etc/passwd%00.css",
    "/..;/..;/etc/passwd",
    "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
]
KEPT_BACK = ["/.env", "/.git/config", "/rxconfig.py", "/reflex.json", "/package.json", "/cecs.db", "/backend/states"]
BUILT_IN = ["/ping", "/_health", "/_upload", "/_upload/x", "/auth-codespace", "/_all_routes", "/docs", "/openapi.json"]


def raw(portal: Portal, path: str, *headers: str, method: str = "GET") -> bytes:
    """As it stands: no client of HTTP would send some of these."""
    place = urlsplit(portal.url)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
        lines = "".join(f"{one}\r\n" for one in headers)
        line.sendall(f"{method} {path} HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n{lines}\r\n".encode())
        return b"".join(iter(lambda: line.recv(65_536), b""))


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_out_of_what_is_served(portal: Portal, path: str) -> None:
    answer = raw(portal, path)
    assert b"root:" not in answer
    assert not answer.startswith(b"HTTP/1.1 5")


@pytest.mark.parametrize("path", [*KEPT_BACK, *BUILT_IN])
def test_what_is_no_page_is_not_there(portal: Portal, path: str) -> None:
    assert httpx.get(portal.url + path).status_code == httpx.codes.NOT_FOUND


def test_no_map_of_our_source_is_served(portal: Portal) -> None:
    built = [one for one in BUILT.rglob("*") if one.is_file()]
    assert built
    assert [one.name for one in built if one.suffix in (".map", ".py", ".jsx", ".lock")] == []
    assert httpx.get(f"{portal.url}/login/").status_code == httpx.codes.OK


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_a_page_can_only_be_read(portal: Portal, method: str) -> None:
    status = raw(portal, "/login/", "Content-Length: 0", method=method).split(b" ")[1]
    assert status in (b"400", b"404", b"405")


@pytest.mark.parametrize(
    "headers",
    [
        ["X-Forwarded-Host: evil.example"],
        ["X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example", "X-Forwarded-Port: 1"],
        ["Forwarded: host=evil.example;proto=https"],
        ["X-Original-URL: /desk", "X-Rewrite-URL: /desk"],
    ],
)
def test_what_a_proxy_might_say_leads_nobody_astray(portal: Portal, headers: list[str]) -> None:
    for path in ("/login", "/papers/A-1/receipt.pdf", "/documents/D-1"):
        assert b"evil.example" not in raw(portal, path, *headers)


def test_another_name_is_told_ours(portal: Portal) -> None:
    answer = httpx.get(f"{portal.url}/login", headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert portal.url in answer.text


def test_the_socket_answers_nobody_who_speaks_http(portal: Portal) -> None:
    for query in ("", "?EIO=4&transport=polling", "?EIO=4&transport=polling&j=0", "?EIO=4&transport=websocket"):
        answer = httpx.get(f"{portal.url}/_event/{query}")
        assert answer.status_code == httpx.codes.BAD_REQUEST
        assert "sid" not in answer.text
    assert httpx.post(f"{portal.url}/_event/?EIO=4&transport=polling", content=b"40").status_code in (400, 403)


def test_a_request_that_never_ends_its_headers_holds_up_nobody(portal: Portal) -> None:
    place = urlsplit(portal.url)
    held = [socket.create_connection((place.hostname or "", place.port or 0)) for _ in range(100)]
    for line in held:
        line.sendall(b"GET / HTTP/1.1\r\nX-a: ")
    assert httpx.get(f"{portal.url}/health", timeout=5).status_code == httpx.codes.OK
    for line in held:
        line.close()
