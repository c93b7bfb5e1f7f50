"""What happens to a socket before Reflex sees it: its state is tied to the cookie, and the cookie is kept out of it.

Reflex gives a state to whoever brings its token, which lies in the browser's session storage. It is told another one:
a hash of token and cookie together. So each cookie finds only states of its own, whatever tokens it brings.

The cookie itself goes there sealed: see state_cookies.py.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders

from cecs_app.domain.errors import NotNow
from cecs_app.gateways.secrets import token_hash
from cecs_app.services import logins
from cecs_app.services.deps import Deps
from cecs_app.web import cookies
from cecs_app.web.guard import AsgiApp, Receive, Scope, Send
from cecs_app.web.state_cookies import sealed_cookies

NEW_KEY = '42/_event,["new_token",'
Forget = Callable[[str], Awaitable[None]]


def bind_socket(app: AsgiApp, deps: Deps, forget: Forget) -> AsgiApp:
    """`forget` empties the state of a key, once the login under which its socket was opened is over."""

    async def bound(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await app(scope, receive, send)
            return
        held = cookies.read(Headers(scope=scope).get("cookie", ""), cookies.session_name(deps.settings))
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        key = state_key(asked.get("token", [""])[0], held)
        was_live = await _is_live(deps, held)
        sender = Sender(send, key)
        _senders.add(sender)
        try:
            await app(_rewritten(scope, deps, asked | {"token": [key]}), receive, sender)
        finally:
            _senders.discard(sender)
        if was_live and not await _is_still_live(deps, held):
            await forget(sender.key)

    return bound


def hang_up(key: str) -> None:
    """Cuts the line to the tab whose state bears this key, as if it were lost: the page says so, and comes again."""
    for sender in [one for one in _senders if one.key == key]:
        sender.hang_up()


class Sender:
    """Hears when Reflex, finding that another tab has this key already, gives this one a key of its own."""

    def __init__(self, send: Send, key: str) -> None:
        self._send, self.key = send, key
        self._listening = asyncio.current_task()

    def hang_up(self) -> None:
        # Engine.IO waits there for the tab's next word: cancelled, it closes the line and tells Reflex of it.
        if self._listening:
            self._listening.cancel()

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        text = message.get("text") or ""
        if text.startswith(NEW_KEY):
            self.key = json.loads(text.removeprefix(NEW_KEY).removesuffix("]"))
        await self._send(message)


def state_key(token: str, cookie: str) -> str:
    """What Reflex calls the state by; no hint of either, and fit to be a part of a key in Redis."""
    return token_hash(f"{token_hash(token)}{token_hash(cookie)}")


def _rewritten(scope: Scope, deps: Deps, query: dict[str, list[str]]) -> Scope:
    changed = {**scope, "query_string": urlencode(query, doseq=True).encode()}
    headers = MutableHeaders(scope=changed)
    if "cookie" in headers:
        headers["cookie"] = sealed_cookies(headers["cookie"], deps)
    changed["headers"] = headers.raw
    return changed


async def _is_live(deps: Deps, held: str) -> bool:
    return bool(held) and await asyncio.to_thread(logins.is_live, deps, held)


async def _is_still_live(deps: Deps, held: str) -> bool:
    """False also when nobody can say it just now."""
    try:
        return await _is_live(deps, held)
    except NotNow:
        return False


_senders: set[Sender] = set()
"""Of every line that is open in this worker."""
