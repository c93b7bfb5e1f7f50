"""What the native forms share: reading what was posted, leading on, and back with a note of what went wrong."""

import asyncio

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive

from cecs_app import wiring
from cecs_app.domain.access import Browser
from cecs_app.domain.errors import CecsError, InvalidFields
from cecs_app.gateways.secrets import new_token
from cecs_app.services import sessions
from cecs_app.services.desk import sessions as desk_sessions
from cecs_app.web import cookies
from cecs_app.web.address import address_of

LONGEST = 1_000
LONGEST_AGENT = 300
LARGEST_BYTES = 256 * 1024
READ_SECONDS = 20


async def read(request: Request, most_fields: int = 10) -> FormData:
    """Raises HTTPException for what is larger, slower or of another shape than any form of ours."""
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await Request(request.scope, _Bounded(request.receive)).form(max_files=0, max_fields=most_fields)
    except TimeoutError:
        raise HTTPException(408) from None
    except UnicodeError:
        # Whoever sends it names the alphabet, and may name one that it is not in.
        raise HTTPException(400) from None


def text(form: FormData, name: str, longest: int = LONGEST) -> str:
    value = form.get(name)
    return value[:longest] if isinstance(value, str) and is_plain(value) else ""


def is_plain(value: str) -> bool:
    """No half letters, and no zero: no database keeps those."""
    return "\x00" not in value and not any("\ud800" <= one <= "\udfff" for one in value)


def token(request: Request) -> str:
    return cookies.read(request.headers.get("cookie", ""), cookies.session_name(wiring.deps().settings))


def address(request: Request) -> str:
    return address_of(request.scope, wiring.deps().settings.trusted_proxies)


def browser(request: Request) -> Browser:
    header = request.headers.get("cookie", "")
    device = cookies.read(header, cookies.device_name(wiring.deps().settings))
    return Browser(address(request), request.headers.get("user-agent", "")[:LONGEST_AGENT], device)


async def begin(request: Request, form: FormData, path: str, new: str, device: str = "") -> Response:
    """A new login under the cookie; whatever login it held before, an educator's or a clerk's, has ended.

    `device` is the cookie by which this browser is known from now on; empty while the login is not whole.
    """
    await _end_logins(token(request))
    settings = wiring.deps().settings
    response = redirect(form, path)
    cookies.set_session(response, settings, new)
    if device:
        cookies.set_device(response, settings, device)
    cookies.clear_flash(response, settings)
    return response


async def end(request: Request, form: FormData, path: str) -> Response:
    await _end_logins(token(request))
    settings = wiring.deps().settings
    response = redirect(form, path)
    cookies.clear_session(response, settings)
    cookies.clear_flash(response, settings)
    # Reflex's own token lies in the tab's storage; pages are kept nowhere.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def way_out(form: FormData, login: str) -> str:
    """To the login screen, which says why: she logged out, or her tab found that the login had run out."""
    return f"{login}?idle=1" if text(form, "idle") else f"{login}?signed-out=1"


def back(form: FormData, path: str, error: CecsError, **keep: str) -> Response:
    """To the form again, with a note of what went wrong and what may stay typed."""
    fields = error.fields if isinstance(error, InvalidFields) else {}
    numbers = {key: str(value) for key, value in error.data.items()}
    faults = {f"field:{name}": code for name, code in fields.items()}
    return lead(form, path, code=error.code, **numbers, **faults, **keep)


def lead(form: FormData, path: str, **note: str) -> Response:
    """To a screen, with a note for it alone."""
    response = redirect(form, path)
    cookies.set_flash(response, wiring.deps().settings, {"id": new_token(), "form": path, **note})
    return response


def redirect(form: FormData, path: str) -> Response:
    settings = wiring.deps().settings
    language = text(form, "language")
    prefix = f"/{language}" if language in settings.languages[1:] else ""
    return RedirectResponse(settings.public_url.rstrip("/") + prefix + path, status_code=303)


async def _end_logins(held: str) -> None:
    for side in (sessions, desk_sessions):
        await asyncio.to_thread(side.end, wiring.deps(), held)


class _Bounded:
    """What is received, up to what a form may be."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._read = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > LARGEST_BYTES:
            raise HTTPException(413)
        return message
