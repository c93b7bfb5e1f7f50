"""ASGI layers around everything: origin and host check, security headers, and the visitor's cookie.

None of them buffers a body, so the socket and downloads stream as they came.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from cecs_app.gateways.secrets import new_token
from cecs_app.settings import Settings
from cecs_app.web import cookies
from cecs_app.web.built import NOTHING_BUILT, Built
from cecs_app.web.headers import Kind, headers_of
from cecs_app.web.origins import is_for_another_name, is_from_elsewhere
from cecs_app.web.session import is_same_origin

log = structlog.get_logger()
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]


def refuse_foreign_origin(app: AsgiApp, settings: Settings) -> AsgiApp:
    """What another site's page began is refused, whatever cookies it carries; and what calls us by another's name."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await app(scope, receive, send)
        elif is_for_another_name(scope, settings):
            await _refuse(421, f"This portal answers at {settings.public_url} only.", scope, receive, send)
        elif is_from_elsewhere(scope, settings):
            await _refuse(403, "This request came from another site.", scope, receive, send)
        else:
            await app(scope, receive, send)

    return guarded


def add_headers(app: AsgiApp, settings: Settings, built: Built = NOTHING_BUILT) -> AsgiApp:
    """What an endpoint says itself stands: it may only be stricter than the table in headers.py."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        fresh = _needs_cookie(scope, settings)

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), scope["path"], settings, built, fresh)
            await send(message)

        await app(scope, receive, send_with_headers)

    return guarded


def _complete(headers: MutableHeaders, path: str, settings: Settings, built: Built, fresh: bool) -> None:
    kind = built.kind(path, headers.get("content-type", ""))
    for name, value in headers_of(kind, settings, built.scripts_of(path)).items():
        headers.setdefault(name, value)
    if "location" in headers:
        headers["Location"] = _own_address(headers["location"], settings)
    if kind is Kind.PAGE and fresh and "set-cookie" not in headers:
        headers.append("Set-Cookie", _visitor_cookie(settings))


def _own_address(location: str, settings: Settings) -> str:
    """No answer leads to another site. Starlette leads from /login to /login/ by the name that the request called us,
    which whoever sends it chooses.
    """
    if any(is_same_origin(location, own) for own in (settings.public_url, settings.endpoints)):
        return location
    own, asked = urlsplit(settings.endpoints), urlsplit(location)
    return urlunsplit(asked._replace(scheme=own.scheme, netloc=own.netloc))


def _visitor_cookie(settings: Settings) -> str:
    """Every visitor gets a cookie with her first page: before login it only ties a sign-up to its browser."""
    secure = "; Secure" if settings.is_https else ""
    return f"{cookies.session_name(settings)}={new_token()}; Path=/; HttpOnly; SameSite=Lax{secure}"


def _needs_cookie(scope: Scope, settings: Settings) -> bool:
    header = Headers(scope=scope).get("cookie", "")
    return scope["method"] == "GET" and not cookies.read(header, cookies.session_name(settings))


async def _refuse(status: int, words: str, scope: Scope, receive: Receive, send: Send) -> None:
    log.warning("foreign_request_refused", kind=scope["type"], status=status, path=scope["path"])
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse(words, status)(scope, receive, send)
