"""Whose page began a request, and by which name it called us: by table, on the layer that stands before everything."""

import asyncio
from typing import Any

import pytest

from cecs_app.settings import Settings
from cecs_app.web.guard import refuse_foreign_origin

HOME = "https://cecs.example"
SETTINGS = Settings(public_url=HOME, endpoint_url="http://localhost:8001")
COOKIE = "__Host-cecs_session=hers"
FOREIGN = [
    "null",
    "",
    "https://evil.example",
    "http://cecs.example",
    "https://cecs.example:8443",
    "https://cecs.example:443",
    "https://www.cecs.example",
    "https://cecs.example.evil.example",
    "https://evilcecs.example",
    "https://cecs.example@evil.example",
    "https://evil.example#https://cecs.example",
    "https://cecs.example/",
    "https://cecs.example/login",
    "https://cecs.exam\tple",
    "HTTPS://CECS.EXAMPLE",
    "https://cecs.example, https://evil.example",
    "https://cecs.example.",
    "file://",
    "chrome-extension://abc",
    "http://localhost:8002",
    "https://localhost:8001",
]
OTHER_NAMES = [
    "evil.example",
    "cecs.example.evil.example",
    "www.cecs.example",
    "cecs.example:80",
    "cecs.example@evil.example",
    "127.0.0.1",
    "",
    "cecs.example, evil.example",
]


def asked(method: str = "POST", kind: str = "http", path: str = "/session/sign-in", **headers: str | list[str]) -> Any:
    """The answer's status, or what a socket was closed with; None for what went through to the portal."""
    told: list[Any] = []
    sent = {"host": "cecs.example", **headers}
    pairs = [(name, one) for name, value in sent.items() for one in ([value] if isinstance(value, str) else value)]
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in pairs]

    async def portal(_scope: Any, _receive: Any, _send: Any) -> None:
        told.append(None)

    async def send(message: Any) -> None:
        told.append(message.get("status") or message.get("code"))

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": kind, "method": method, "path": path, "headers": raw}
    asyncio.run(refuse_foreign_origin(portal, SETTINGS)(scope, receive, send))  # type: ignore[arg-type]
    return told[0]


@pytest.mark.parametrize("origin", [HOME, "http://localhost:8001"])
def test_our_own_pages_may_post_and_open_a_socket(origin: str) -> None:
    assert asked(origin=origin, cookie=COOKIE) is None
    assert asked("GET", "websocket", "/_event/", origin=origin, cookie=COOKIE) is None


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "BREW"])
def test_whatever_changes_something_is_refused_from_another_sites_page(method: str, origin: str) -> None:
    assert asked(method, origin=origin, cookie=COOKIE) == 403


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_socket_from_another_sites_page_is_refused(origin: str) -> None:
    assert asked("GET", "websocket", "/_event/", origin=origin, cookie=COOKIE) == 1008


def test_two_origins_are_none() -> None:
    assert asked(origin=[HOME, HOME], cookie=COOKIE) == 403
    assert asked(origin=[HOME, "https://evil.example"], cookie=COOKIE) == 403


def test_who_names_no_origin_opens_no_socket_and_posts_in_nobodys_name() -> None:
    assert asked("GET", "websocket", "/_event/", cookie=COOKIE) == 1008
    assert asked("GET", "websocket", "/_event/") == 1008
    assert asked(cookie=COOKIE) == 403
    assert asked(path="/webhooks/cards") is None


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_what_only_reads_is_not_asked_where_it_comes_from(method: str) -> None:
    assert asked(method, origin="https://evil.example") is None


@pytest.mark.parametrize("header", ["x_http_method_override", "x_method_override", "x_http_method"])
def test_no_header_makes_a_reading_request_of_a_writing_one(header: str) -> None:
    assert asked("POST", origin="https://evil.example", cookie=COOKIE, **{header: "GET"}) == 403


@pytest.mark.parametrize("header", ["x_forwarded_host", "x_forwarded_proto", "forwarded", "x_original_url"])
def test_what_a_proxy_might_add_changes_nothing(header: str) -> None:
    assert asked(origin="https://evil.example", cookie=COOKIE, **{header: HOME}) == 403
    assert asked(origin=HOME, cookie=COOKIE, **{header: "https://evil.example"}) is None


@pytest.mark.parametrize("host", OTHER_NAMES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_calls_us_by_a_name_that_is_not_ours_is_told_which_is(method: str, host: str) -> None:
    assert asked(method, origin=HOME, host=host) == 421
    assert asked("GET", "websocket", "/_event/", origin=HOME, host=host) == 1008


@pytest.mark.parametrize("host", ["cecs.example", "CECS.example", "cecs.example:443", "localhost:8001"])
def test_our_own_names_are_answered(host: str) -> None:
    assert asked("GET", host=host) is None


def test_two_names_are_none() -> None:
    assert asked("GET", host=["cecs.example", "evil.example"]) == 421


def test_who_watches_over_the_servers_asks_each_by_its_number() -> None:
    assert asked("GET", path="/health", host="10.0.0.7:3000") is None
