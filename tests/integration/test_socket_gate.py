"""The gate before the socket: what it lets through, whom it makes wait, and on whom it hangs up."""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from structlog.testing import capture_logs

from cecs_app.settings import Settings
from cecs_app.web import socket_gate
from cecs_app.web.frames import Parameter, is_text
from cecs_app.web.socket_gate import LINE_AT_ONCE, LINE_PER_SECOND, MOST_LINES_OF_ONE, SocketGate

EVENTS = {"state.load": {}, "state.remove": {"document": Parameter(is_text)}}
LOAD = '42/_event,["event",{"name":"state.load","payload":{},"router_data":{"pathname":"/","asPath":"/","query":{}}}]'
CONNECT = "40/_event,{}"


class Browser:
    """One socket's other end: what it says, and what it was told."""

    def __init__(self, *says: str | bytes, address: str = "203.0.113.1", token: str | None = None) -> None:
        self.says, self.told, self.client = list(says), list[dict[str, Any]](), address
        self.query = f"token={uuid.uuid4() if token is None else token}&EIO=4&transport=websocket"
        self.is_gone = asyncio.Event()

    def scope(self) -> dict[str, Any]:
        return {
            "type": "websocket",
            "client": (self.client, 1),
            "headers": [],
            "path": "/_event/",
            "query_string": self.query.encode(),
        }

    async def receive(self) -> dict[str, Any]:
        if not self.says:
            await self.is_gone.wait()
            return {"type": "websocket.disconnect", "code": 1000}
        said = self.says.pop(0)
        return {"type": "websocket.receive", "bytes" if isinstance(said, bytes) else "text": said}

    async def send(self, message: Any) -> None:
        self.told.append(message)

    def was_hung_up_on(self) -> bool:
        return any(one["type"] == "websocket.close" for one in self.told)


class Portal:
    """Behind the gate: hears until the line ends."""

    def __init__(self, answer: str = "") -> None:
        self.heard, self.answer, self.lines = list[str](), answer, 0
        self.answering: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Any, receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        self.lines += 1
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.heard.append(message["text"])
            if self.answer:
                # As Reflex does: whether an answer has gone out is no reason for it to stop reading.
                self.answering.append(asyncio.create_task(send({"type": "websocket.send", "text": self.answer})))
                await asyncio.sleep(0)


def gate(portal: Portal) -> SocketGate:
    return SocketGate(portal, Settings(), EVENTS)


def visits(browser: Browser, portal: Portal | None = None) -> Portal:
    """Until it is hung up on, or has said all."""
    found = portal or Portal()

    async def go() -> None:
        visit = asyncio.create_task(gate(found)(browser.scope(), browser.receive, browser.send))
        while browser.says and not visit.done():
            await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        browser.is_gone.set()
        await visit

    asyncio.run(go())
    return found


@pytest.fixture
def in_no_time(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Waiting takes no time; how long it would have."""
    waited: list[float] = []
    now = [1_000.0]
    really = asyncio.sleep

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds
        await really(0)

    monkeypatch.setattr(socket_gate.asyncio, "sleep", sleep)
    monkeypatch.setattr(socket_gate.time, "monotonic", lambda: now[0])
    return waited


def test_what_a_page_says_is_heard() -> None:
    browser = Browser(CONNECT, LOAD, "3")
    assert visits(browser).heard == [CONNECT, LOAD, "3"]
    assert not browser.was_hung_up_on()


@pytest.mark.parametrize(
    "said", ["42/_event,[", LOAD.replace("state.load", "state.hydrate"), b"\x04", "2probe", "x" * 70_000]
)
def test_who_says_anything_else_is_hung_up_on_and_nobody_hears_it(said: str | bytes) -> None:
    browser = Browser(CONNECT, LOAD, said, LOAD)
    assert visits(browser).heard == [CONNECT, LOAD]
    assert browser.told[-1] == {"type": "websocket.close", "code": 1008}
    assert browser.says == [LOAD]


@pytest.mark.parametrize("token", ["", "x", "'; DROP TABLE account", "%00", "a" * 5_000])
def test_a_socket_without_a_tabs_token_never_reaches_the_portal(token: str) -> None:
    browser = Browser(CONNECT, token=token)
    assert visits(browser).lines == 0
    assert browser.told == [{"type": "websocket.close", "code": 1008}]


def test_who_floods_is_slowed_down_to_the_pace_and_loses_nothing(in_no_time: list[float]) -> None:
    many = 5 * LINE_AT_ONCE
    browser = Browser(CONNECT, *[LOAD] * many)
    heard = visits(browser).heard
    assert len(heard) == many + 1
    assert sum(one for one in in_no_time if one) >= (many - LINE_AT_ONCE) / LINE_PER_SECOND * 0.9


def test_one_address_has_only_so_many_sockets_and_leaves_room_for_others(in_no_time: list[float]) -> None:
    portal = Portal()

    async def go() -> list[bool]:
        door = gate(portal)
        browsers = [Browser() for _ in range(MOST_LINES_OF_ONE + 5)] + [Browser(address="198.51.100.7")]
        visits = []
        for one in browsers:
            visits.append(asyncio.create_task(door(one.scope(), one.receive, one.send)))
            await asyncio.sleep(1)
        crowded = [one.told == [{"type": "websocket.close", "code": 1013}] for one in browsers]
        for one in browsers:
            one.is_gone.set()
        for visit in visits:
            visit.cancel()
        await asyncio.gather(*visits, return_exceptions=True)
        again = Browser(address="198.51.100.8")
        again.is_gone.set()
        await door(again.scope(), again.receive, again.send)
        return [*crowded, again.was_hung_up_on()]

    turned_away = asyncio.run(go())
    assert turned_away[:MOST_LINES_OF_ONE] == [False] * MOST_LINES_OF_ONE
    assert turned_away[MOST_LINES_OF_ONE:] == [True] * 5 + [False] * 2


def test_who_does_not_read_is_not_read_either() -> None:
    """Else the answers to a flood would pile up in memory."""
    portal, browser = Portal(answer="x" * 1_000), Browser(CONNECT, *[LOAD] * 20)
    reads = asyncio.Event()

    async def send(message: Any) -> None:
        if message["type"] == "websocket.send":
            await reads.wait()

    async def go() -> tuple[int, int]:
        visit = asyncio.create_task(gate(portal)(browser.scope(), browser.receive, send))
        await asyncio.sleep(0.02)
        unread = len(portal.heard)
        reads.set()
        await asyncio.sleep(0.02)
        browser.is_gone.set()
        await visit
        return unread, len(portal.heard)

    assert asyncio.run(go()) == (1, 21)


def test_who_reads_nothing_for_long_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_gate, "SEND_SECONDS", 0.02)
    portal, browser = Portal(answer="x"), Browser(CONNECT, LOAD, LOAD)

    async def send(message: Any) -> None:
        if message["type"] == "websocket.send":
            await asyncio.Event().wait()

    async def go() -> None:
        async with asyncio.timeout(2):
            await gate(portal)(browser.scope(), browser.receive, send)

    asyncio.run(go())
    assert portal.heard == [CONNECT]


REFUSED = ["secret", b"secret", CONNECT + "[", f"{CONNECT[:-2]}[]", '40/_event,{"event": 7}', "x" * 70_000]


@pytest.mark.parametrize("said", REFUSED, ids=lambda one: ascii(one[:20]))
def test_however_many_are_refused_the_log_grows_by_one_line_and_quotes_nobody(said: str | bytes) -> None:
    async def go() -> None:
        door = gate(Portal())
        for number in range(500):
            browser = Browser(said, address=f"198.51.{number // 250}.{number % 250}")
            await door(browser.scope(), browser.receive, browser.send)

    with capture_logs() as logs:
        asyncio.run(go())
    assert len(logs) == 1
    assert "secret" not in json.dumps(logs)


def test_behind_our_own_proxy_it_is_the_callers_address_that_counts() -> None:
    async def go() -> int:
        portal = Portal()
        door = SocketGate(portal, Settings(trusted_proxies=1), EVENTS)
        for number in range(MOST_LINES_OF_ONE + 10):
            browser = Browser()
            scope = browser.scope() | {"headers": [(b"x-forwarded-for", f"198.51.100.{number % 250}".encode())]}
            asyncio.get_running_loop().call_later(0.1, browser.is_gone.set)
            asyncio.create_task(door(scope, browser.receive, browser.send))  # noqa: RUF006  ends with its browser
        await asyncio.sleep(0.2)
        return portal.lines

    assert asyncio.run(go()) == MOST_LINES_OF_ONE + 10
