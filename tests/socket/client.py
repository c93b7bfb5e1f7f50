"""One tab's socket, without a browser: connects with a cookie and a state token, sends events, keeps what comes back.

It speaks Engine.IO and Socket.IO over a WebSocket as Reflex's own state.js does, and anything else when told to:
    with Tab.opens(portal.url, "/login", cookie=signed_in(portal.url, username, password)) as tab:
        tab.fills()
        tab.sends(event_name(SignIn, "submit"), {"form": {...}})
        tab.waits_for(lambda: tab.var(SignIn, "errors"))
"""

import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl, quote, urlsplit

import httpx
from reflex_base.utils.format import format_event_handler
from simple_websocket import Client, ConnectionClosed

from cecs_app.settings import get_settings
from cecs_app.web import cookies

NAMESPACE = "/_event"
OPEN, PING, PONG, CONNECT, DISCONNECT, EVENT, REFUSED = "0", "2", "3", "40", "41", "42", "44"
"""Each packet begins with one of these; CONNECT, DISCONNECT, EVENT and REFUSED are followed by the namespace."""
HYDRATE = "reflex___state____state.hydrate"
BOOT = "reflex___state____state.hydrate_and_load"
VAR_SUFFIX = "_rx_state_"
PATIENCE = 15.0


class Gone(Exception):
    """The portal closed the socket, or never let it open."""


class Line(Client):
    """Names the port along with the host, as browsers do."""

    def handshake(self) -> None:
        self.host = f"{self.host}:{self.port}"
        super().handshake()


def event_name(state: Any, handler: str) -> str:
    """The name by which a browser calls a handler."""
    return format_event_handler(state.event_handlers[handler])


def signed_in(url: str, username: str, password: str, *, at: str = "/session/sign-in", **fields: str) -> str:
    """The Cookie header of somebody who has just logged in with the native form."""
    with httpx.Client(base_url=url, headers={"Origin": url}) as browser:
        browser.post(at, data={"username": username, "password": password, **fields})
        held = browser.cookies.get(cookies.session_name(get_settings()))
    assert held, f"{username} was not let in"
    return f"{cookies.session_name(get_settings())}={held}"


@dataclass
class Tab:
    """`vars` is what the browser's page now holds, by the state's full name; `updates` is all that was sent to it."""

    url: str
    path: str
    token: str
    cookie: str = ""
    params: dict[str, str] = field(default_factory=dict)
    vars: dict[str, dict[str, Any]] = field(default_factory=dict)
    updates: list[dict[str, Any]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """Every packet as it came, for looking whether a word is in any of them."""
    is_open: bool = False
    _line: Line | None = None
    _changed: threading.Condition = field(default_factory=threading.Condition)

    @classmethod
    def opens(
        cls,
        url: str,
        path: str = "/",
        *,
        cookie: str = "",
        token: str | None = None,
        origin: str | None = None,
        boots: bool = True,
        params: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Self:
        """Raises Gone when it is refused. `token` is made up unless one is stolen; `params` are the route's."""
        tab = cls(url, path, str(uuid.uuid4()) if token is None else token, cookie, params or {})
        tab.connects(url if origin is None else origin, boots=boots, headers=headers)
        return tab

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        self.closes()

    def connects(self, origin: str, *, boots: bool = True, headers: dict[str, str] | None = None) -> None:
        sent = {"Origin": origin, **({"Cookie": self.cookie} if self.cookie else {}), **(headers or {})}
        there = f"ws://{urlsplit(self.url).netloc}{NAMESPACE}/?token={quote(self.token)}&EIO=4&transport=websocket"
        try:
            self._line = Line.connect(there, headers={name: one for name, one in sent.items() if one})
        except Exception as error:
            raise Gone(f"not let in: {error}") from error
        threading.Thread(target=self._listens, args=(self._line,), daemon=True).start()
        self.says(CONNECT + NAMESPACE + "," + json.dumps({"event": self._event(BOOT, {})} if boots else {}))
        self.waits_for(lambda: self.is_open, "the socket to open")

    def fills(self) -> None:
        """Waits until Reflex says that the page is filled."""
        self.waits_for(lambda: self._root().get("is_hydrated"), "the page to be filled")

    def sends(self, name: str, payload: dict[str, Any] | None = None, *, path: str | None = None) -> None:
        self.sends_any(self._event(name, payload or {}, path))

    def sends_any(self, data: Any, event: str = "event") -> None:
        """Whatever JSON can say, as the argument of a Socket.IO event."""
        self.says(EVENT + NAMESPACE + "," + json.dumps([event, data]))

    def says(self, packet: str | bytes) -> None:
        """Raw. Raises Gone when the portal has hung up."""
        try:
            assert self._line is not None
            self._line.send(packet)
        except (ConnectionClosed, OSError) as error:
            self.is_open = False
            raise Gone(str(error)) from error

    def var(self, state: Any, name: str) -> Any:
        """As the page holds it; None when it was never told."""
        return self.vars.get(state.get_full_name(), {}).get(name)

    def redirects(self) -> list[str]:
        events = [event for update in self.updates for event in update.get("events") or []]
        return [event["payload"]["path"] for event in events if event["name"] == "_redirect"]

    def waits_for(self, what: Callable[[], Any], words: str = "it", seconds: float = PATIENCE) -> None:
        deadline = time.monotonic() + seconds
        with self._changed:
            while not what():
                if not self._line or not self._line.connected:
                    raise Gone(f"the socket closed before {words}")
                left = deadline - time.monotonic()
                assert left > 0, f"waited {seconds} s for {words}; the last: {self.texts[-2:]}"
                self._changed.wait(min(left, 0.5))

    def rests(self, seconds: float = 0.3) -> None:
        """Until nothing has come for a while."""
        seen = -1
        while seen != len(self.texts):
            seen = len(self.texts)
            time.sleep(seconds)

    def closes(self) -> None:
        self.is_open = False
        if self._line and self._line.connected:
            self._line.close()

    def _root(self) -> dict[str, Any]:
        return self.vars.get("reflex___state____state", {})

    def _event(self, name: str, payload: dict[str, Any], path: str | None = None) -> dict[str, Any]:
        shown = self.path if path is None else path
        place, query = urlsplit(shown).path, {**dict(parse_qsl(urlsplit(shown).query)), **self.params}
        return {"name": name, "payload": payload, "router_data": {"pathname": place, "asPath": shown, "query": query}}

    def _listens(self, line: Line) -> None:
        while True:
            try:
                packet = line.receive()
            except ConnectionClosed:
                break
            if packet == PING:
                line.send(PONG)
            elif isinstance(packet, str):
                self._hears(packet)
        with self._changed:
            self.is_open = False
            self._changed.notify_all()

    def _hears(self, packet: str) -> None:
        kind, _, body = packet.partition(NAMESPACE + ",")
        with self._changed:
            self.texts.append(packet)
            if kind == CONNECT:
                self.is_open = True
            elif kind == EVENT:
                self._keeps(*json.loads(body))
            self._changed.notify_all()

    def _keeps(self, event: str, data: Any = None) -> None:
        if event == "new_token":
            self.token = data
        elif event == "event":
            self.updates.append(data)
            for state, told in (data.get("delta") or {}).items():
                plain = {name.removesuffix(VAR_SUFFIX): value for name, value in told.items()}
                self.vars.setdefault(state, {}).update(plain)
