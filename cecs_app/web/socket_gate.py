"""The ASGI layer before the socket: who comes too often waits, and who says what no page of ours says is cut off.

Reflex queues whatever a socket sends, answers each unknown event with a traceback in the log, and keeps a state for
each tab that ever came. So what goes in is bounded here, before it sees it: frames.py says what is let through.
"""

import asyncio
import time
from collections import Counter
from collections.abc import MutableMapping
from typing import Any

import structlog

from cecs_app.settings import Settings
from cecs_app.web.address import address_of, household
from cecs_app.web.frames import Conversation, Events, Unheard, check_address
from cecs_app.web.guard import AsgiApp, Receive, Scope, Send
from cecs_app.web.pace import Crowd, Household, Pace

log = structlog.get_logger()

MOST_LINES, MOST_LINES_OF_ONE = 4_000, 200
"""Open at once: in all, and from one address."""
LINE_PER_SECOND, LINE_AT_ONCE = 10, 30
"""Events of one tab. A person who presses as fast as she can comes to five."""
HOUSE_PER_SECOND, HOUSE_AT_ONCE = 20, 200
"""Events of one address: a school at which a hundred people press at the same time."""
ARRIVALS_PER_SECOND, ARRIVALS_AT_ONCE = 5, 100
LONGEST_WAIT_SECONDS = 10.0
"""A tab gives up by itself after twenty."""
SEND_SECONDS = 30.0
"""Who does not read for so long is gone."""
NOTED_EVERY_SECONDS = 60.0
POLICY_VIOLATION, TRY_AGAIN_LATER = 1008, 1013
"""https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 and the registry of its section 11.7."""


class SocketGate:
    def __init__(self, app: AsgiApp, settings: Settings, events: Events) -> None:
        self._app, self._proxies, self._events = app, settings.trusted_proxies, events
        self._crowd = Crowd(_household, MOST_LINES, MOST_LINES_OF_ONE)
        self._refusals = Refusals()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        came_from = household(address_of(scope, self._proxies))
        here = self._crowd.enter(came_from, time.monotonic())
        if here is None:
            self._refusals.note("crowded")
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        try:
            await self._let_in(here, scope, receive, send)
        finally:
            self._crowd.leave(here)

    async def _let_in(self, here: Household, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            check_address(scope.get("query_string", b""))
            await _turn(here.arriving)
        except Unheard as fault:
            self._refusals.note(str(fault))
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        line = Line(here, receive, send, Conversation(self._events), self._refusals)
        await self._app(scope, line.receive, line.send)


class Line:
    """One socket, as the app behind the gate sees it."""

    def __init__(
        self, here: Household, receive: Receive, send: Send, talk: Conversation, refusals: "Refusals"
    ) -> None:
        self._here, self._receive, self._send, self._talk, self._refusals = here, receive, send, talk, refusals
        self._own = Pace(LINE_PER_SECOND, LINE_AT_ONCE, LONGEST_WAIT_SECONDS)
        self._sending = asyncio.Lock()
        self._is_open = True

    async def receive(self) -> MutableMapping[str, Any]:
        if not self._is_open:
            return _gone()
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return message
        try:
            packet = self._talk.heard(message.get("text") or message.get("bytes"))
            await _turn(self._own)
            await _turn(self._here.telling)
        except Unheard as fault:
            self._refusals.note(str(fault))
            return await self._cut(POLICY_VIOLATION)
        # Who does not read what we answer is not read either: else answers would pile up.
        async with self._sending:
            return {"type": "websocket.receive", "text": packet} if self._is_open else _gone()

    async def send(self, message: MutableMapping[str, Any]) -> None:
        if not self._is_open:
            return
        self._is_open = message["type"] != "websocket.close"
        async with self._sending:
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    await self._send(message)
            except TimeoutError:
                self._is_open = False
                self._refusals.note("deaf")

    async def _cut(self, code: int) -> MutableMapping[str, Any]:
        await self.send({"type": "websocket.close", "code": code})
        return _gone()


class Refusals:
    """How often what was refused, in one line of the log a minute, however many there are."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()
        self._noted_at = float("-inf")

    def note(self, code: str) -> None:
        self._counted[code] += 1
        now = time.monotonic()
        if now - self._noted_at >= NOTED_EVERY_SECONDS:
            log.warning("socket_refused", reasons=dict(self._counted))
            self._counted.clear()
            self._noted_at = now


def _household() -> Household:
    return Household(
        Pace(ARRIVALS_PER_SECOND, ARRIVALS_AT_ONCE, LONGEST_WAIT_SECONDS),
        Pace(HOUSE_PER_SECOND, HOUSE_AT_ONCE, LONGEST_WAIT_SECONDS),
    )


async def _turn(pace: Pace) -> None:
    """Waits for it. Raises Unheard where too many are waiting."""
    seconds = pace.turn(time.monotonic())
    if seconds is None:
        raise Unheard("hasty")
    if seconds:
        await asyncio.sleep(seconds)


def _gone() -> MutableMapping[str, Any]:
    return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
