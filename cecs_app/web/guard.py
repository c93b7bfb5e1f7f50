"""ASGI layers around everything: origin check, security headers, and the visitor's cookie.

None of them buffers a body, so the socket and downloads stream as they came.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from cecs_app.gateways.secrets import new_token
from cecs_app.settings import Settings
from cecs_app.web import cookies
from cecs_app.web.session import is_same_origin

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'self'; object-src 'none'",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def refuse_foreign_origin(app: AsgiApp, settings: Settings) -> AsgiApp:
    """A post or a socket that another site's page began is refused, whatever cookies it carries."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if _is_state_changing(scope) and not _is_own(Headers(scope=scope).get("origin"), settings):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await PlainTextResponse("This request came from another site.", 403)(scope, receive, send)
            return
        await app(scope, receive, send)

    return guarded


def add_headers(app: AsgiApp, settings: Settings) -> AsgiApp:
    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        fresh = _needs_cookie(scope, settings)

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), settings, fresh)
            await send(message)

        await app(scope, receive, send_with_headers)

    return guarded


def _complete(headers: MutableHeaders, settings: Settings, fresh: bool) -> None:
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    if settings.is_https:
        headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
    if headers.get("content-type", "").startswith("text/html"):
        headers["Cache-Control"] = "no-store"
        if fresh and "set-cookie" not in headers:
            headers.append("Set-Cookie", _visitor_cookie(settings))


def _visitor_cookie(settings: Settings) -> str:
    """Every visitor gets a cookie with her first page: before login it only ties a sign-up to its browser."""
    secure = "; Secure" if settings.is_https else ""
    return f"{cookies.session_name(settings)}={new_token()}; Path=/; HttpOnly; SameSite=Lax{secure}"


def _needs_cookie(scope: Scope, settings: Settings) -> bool:
    header = Headers(scope=scope).get("cookie", "")
    return scope["method"] == "GET" and not cookies.read(header, cookies.session_name(settings))


def _is_state_changing(scope: Scope) -> bool:
    return scope["type"] == "websocket" or (scope["type"] == "http" and scope["method"] not in SAFE_METHODS)


def _is_own(origin: str | None, settings: Settings) -> bool:
    # Browsers send Origin with every post and socket. What has none is no browser, so no cookie of hers is at risk.
    if origin is None:
        return True
    return any(is_same_origin(origin, one) for one in (settings.public_url, settings.endpoints))
