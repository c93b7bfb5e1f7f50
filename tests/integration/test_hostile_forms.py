"""Every endpoint, and bodies, addresses and cookies such as no browser sends: none ever fails, or does anything."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.domain.access import Stage
from cecs_app.services.deps import Deps
from cecs_app.web import forms
from tests.integration.test_doors import our_routes
from tests.on_record import contents
from tests.ui.visitors import cookie_of

HOME = "http://localhost:3000"
ROUTES: Any = [one for one in our_routes().routes if getattr(one, "methods", None)]
POSTS = [one for one in ROUTES if "POST" in one.methods]
PLAIN, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
WRITES = {"attempt", "event", "audit_link", "audit_head", "sign_in_session", "staff_session"}
"""Where a try may leave its trace."""


def part(name: str, value: bytes, more: str = "") -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + value + b"\r\n--x--\r\n"


BODIES: dict[str, tuple[str, bytes]] = {
    "nothing": ("", b""),
    "no kind": ("", b"username=a&password=b"),
    "json": ("application/json", b'{"username": {"$ne": null}, "password": ["a"]}'),
    "xml": ("text/xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    "a kind that is none": ("multipart/form-data; boundary=", b"--\r\n"),
    "ten thousand fields": (PLAIN, b"&".join(b"a=1" for _ in range(10_000))),
    "one name a thousand times": (PLAIN, b"&".join(b"username=a" for _ in range(1_000))),
    "one name twice": (PLAIN, b"username=a&username=b&password=a&password=b&code=1&code=2"),
    "names like lists": (PLAIN, b"username[]=a&username[$ne]=b&password[0]=c"),
    "a long field": (PLAIN, b"username=" + b"a" * 200_000),
    "a zero": (PLAIN, b"username=a%00b&password=%00&reference=%00&code=%00&name=%00"),
    "half letters": (PLAIN, b"username=%ED%A0%80&password=%ED%B0%80&language=%ED%A0%80"),
    "no letters": (PLAIN, b"username=%FF%FE&password=%C0%AF&%FF=%FF"),
    "broken numbers": (PLAIN, b"username=%&password=%zz&code=%u0041"),
    "lines": (PLAIN, b"username=a%0d%0aSet-Cookie:x=1&language=es%0d%0aX:1"),
    "another alphabet": (PARTS + "; charset=utf-7", part("username", b"+2AA-")),
    "an alphabet that is none": (PARTS + "; charset=idna", part("username", b"xn--a" + b"-" * 100)),
    "a program as alphabet": (PARTS + "; charset=unicode_escape", part("username", b"\\ud800\\x00")),
    "a file": (PARTS, part("username", b"x", '; filename="a.txt"')),
    "an end too early": (PARTS, b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n"),
    "names of objects": (PLAIN, b"__class__=a&__proto__[x]=1&constructor=1&username=%7B%7B7*7%7D%7D"),
}


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    app = Starlette(routes=ROUTES)
    with TestClient(app, base_url=HOME, follow_redirects=False, headers={"Origin": HOME}) as client:
        yield client


def filled(path: str, value: str) -> str:
    for name in ("application", "item", "reference", "letter", "name", "step", "rest:path"):
        path = path.replace("{" + name + "}", quote(value, safe=""))
    return path


@pytest.mark.parametrize("body", BODIES)
def test_no_body_makes_an_endpoint_fail_or_do_anything(client: TestClient, deps: Deps, body: str) -> None:
    client.cookies.set("cecs_session", cookie_of(deps, Stage.ACKNOWLEDGED, "mallory"))
    before = {table: rows for table, rows in contents(deps).items() if table not in WRITES}
    kind, content = BODIES[body]
    headers = {"Content-Type": kind} if kind else {}
    failed = {}
    for route in POSTS:
        answer = client.post(filled(route.path, "A-1"), content=content, headers=headers)
        if answer.status_code >= 500:
            failed[route.path] = answer.status_code
    assert failed == {}
    assert {table: rows for table, rows in contents(deps).items() if table not in WRITES} == before


HOSTILE = [
    "\x00",
    "..",
    "../../etc/passwd",
    "' OR 1=1 --",
    "%s%n",
    "é" * 300,
    "🎓",
    "a" * 6_000,
    "-1",
    "1e309",
    "{x}",
    "|",
]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda one: ascii(one[:12]))
def test_no_address_makes_an_endpoint_fail(client: TestClient, deps: Deps, value: str) -> None:
    client.cookies.set("cecs_session", cookie_of(deps, Stage.ACKNOWLEDGED, "mallory"))
    failed = {}
    for route in ROUTES:
        for method in sorted(route.methods - {"HEAD"}):
            asked = f"{filled(route.path, value)}?size={quote(value)}&language={quote(value)}&from={quote(value)}"
            answer = client.request(method, asked)
            if answer.status_code >= 500 or "evil" in answer.headers.get("location", ""):
                failed[f"{method} {route.path}"] = answer.status_code
    assert failed == {}


COOKIES = [
    "cecs_session=",
    "cecs_session=\x00",
    "cecs_session=" + "a" * 60_000,
    "cecs_session=a; cecs_session=b",
    'cecs_session="\\"; cecs_flash="',
    "cecs_flash=%7B%22code%22",
    "cecs_flash=" + quote('{"form": {"a": []}, "code": null}'),
    "cecs_flash=" + "[" * 5_000,
    "=;=;;==",
    "cecs_session=\xff\xfe",
]


@pytest.mark.parametrize("cookie", COOKIES, ids=lambda one: ascii(one[:24]))
def test_no_cookie_makes_an_endpoint_fail(client: TestClient, cookie: str) -> None:
    headers: Any = {"Cookie": cookie.encode("latin-1")}
    failed = {}
    for route in ROUTES:
        for method in sorted(route.methods - {"HEAD"}):
            answer = client.request(method, filled(route.path, "A-1"), headers=headers)
            if answer.status_code >= 500:
                failed[f"{method} {route.path}"] = answer.status_code
    assert failed == {}


def answer_to(content: AsyncIterator[bytes]) -> int:
    async def go() -> int:
        inside = httpx.ASGITransport(Starlette(routes=POSTS))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=inside, base_url=HOME) as line, asyncio.timeout(10):
            answer = await line.post("/session/sign-in", content=content, headers={"Content-Type": PLAIN})
        return answer.status_code

    return asyncio.run(go())


def test_a_form_larger_than_any_of_ours_is_not_read_to_its_end() -> None:
    read = []

    async def endless() -> AsyncIterator[bytes]:
        while len(read) < 100:
            read.append(1)
            yield b"username=" + b"a" * 65_536 + b"&"

    assert answer_to(endless()) == 413
    assert len(read) < 10


def test_a_form_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "READ_SECONDS", 0.05)

    async def trickling() -> AsyncIterator[bytes]:
        while True:
            yield b"a"
            await asyncio.sleep(0.01)

    assert answer_to(trickling()) == 408


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", "a\udfffb"])
def test_what_no_database_keeps_counts_as_nothing(value: str) -> None:
    assert forms.text(FormData({"username": value}), "username") == ""
