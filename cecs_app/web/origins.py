"""Which name of ours a request used, and from whose page it came: compared letter by letter, never by a part."""

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from cecs_app.settings import Settings
from cecs_app.web import cookies

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
USUAL_PORTS = {"http": 80, "https": 443}
ASKED_BY_MACHINES = "/health"
"""Whoever watches over servers asks each of them by its number."""


def is_from_elsewhere(scope: MutableMapping[str, Any], settings: Settings) -> bool:
    """Whether another site's page may have begun what changes something.

    Browsers name the origin with every post and socket. What names none is no browser: it may post, such as the
    card company does, but not in the name of a cookie.
    """
    if scope["type"] == "http" and scope["method"] in SAFE_METHODS:
        return False
    headers = Headers(scope=scope)
    named = headers.getlist("origin")
    if not named:
        return scope["type"] == "websocket" or bool(
            cookies.read(headers.get("cookie", ""), cookies.session_name(settings))
        )
    return named != [named[0]] or named[0] not in _own(settings)


def is_for_another_name(scope: MutableMapping[str, Any], settings: Settings) -> bool:
    """Whoever asks chooses the Host header: it must be a name that we have."""
    if scope["path"] == ASKED_BY_MACHINES:
        return False
    named = Headers(scope=scope).getlist("host")
    own = {host for origin in _own(settings) for host in _hosts(origin)}
    return len(named) != 1 or named[0].lower() not in own


def _own(settings: Settings) -> set[str]:
    return {_origin(settings.public_url), _origin(settings.endpoints)}


def _origin(url: str) -> str:
    """As browsers write it: https://www.rfc-editor.org/rfc/rfc6454#section-6.2."""
    parts = urlsplit(url)
    port = "" if parts.port in (None, USUAL_PORTS.get(parts.scheme)) else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname}{port}"


def _hosts(origin: str) -> set[str]:
    parts = urlsplit(origin)
    return {parts.netloc} if parts.port else {parts.netloc, f"{parts.netloc}:{USUAL_PORTS[parts.scheme]}"}
