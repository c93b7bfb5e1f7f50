"""The portal's three cookies: the session's, the one by which a browser is known again, and a short-lived note.

The note carries a form's error over a redirect.
"""

import json
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, unquote

from starlette.responses import Response

from cecs_app.settings import Settings

FLASH_SECONDS = 30
DEVICE_SECONDS = 365 * 86_400


def session_name(settings: Settings) -> str:
    """__Host- keeps other hosts and plain http from setting it; browsers take it over TLS only."""
    return "__Host-cecs_session" if settings.is_https else "cecs_session"


def flash_name(settings: Settings) -> str:
    return "__Host-cecs_flash" if settings.is_https else "cecs_flash"


def device_name(settings: Settings) -> str:
    return "__Host-cecs_device" if settings.is_https else "cecs_device"


def read(header: str, name: str) -> str:
    """The cookie's value from a raw Cookie header; empty when it is not there or the header is not readable."""
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def set_session(response: Response, settings: Settings, token: str) -> None:
    response.set_cookie(
        session_name(settings), token, path="/", httponly=True, samesite="lax", secure=settings.is_https
    )


def clear_session(response: Response, settings: Settings) -> None:
    response.delete_cookie(session_name(settings), path="/", secure=settings.is_https, httponly=True)


def set_device(response: Response, settings: Settings, token: str) -> None:
    response.set_cookie(
        device_name(settings),
        token,
        path="/",
        max_age=DEVICE_SECONDS,
        httponly=True,
        samesite="lax",
        secure=settings.is_https,
    )


def set_flash(response: Response, settings: Settings, note: dict[str, str]) -> None:
    """Only codes and what may be shown again, such as the username: never a password."""
    response.set_cookie(
        flash_name(settings),
        quote(json.dumps(note)),
        path="/",
        max_age=FLASH_SECONDS,
        httponly=True,
        samesite="lax",
        secure=settings.is_https,
    )


def clear_flash(response: Response, settings: Settings) -> None:
    response.delete_cookie(flash_name(settings), path="/", secure=settings.is_https, httponly=True)


def read_flash(header: str, settings: Settings) -> dict[str, str]:
    try:
        note = json.loads(unquote(read(header, flash_name(settings))) or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in note.items()} if isinstance(note, dict) else {}
