"""What the native forms share: reading what was posted, leading on, and back with a note of what went wrong."""

import asyncio

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cecs_app import wiring
from cecs_app.domain.access import Browser
from cecs_app.domain.errors import CecsError, InvalidFields
from cecs_app.gateways.secrets import new_token
from cecs_app.services import sessions
from cecs_app.services.desk import sessions as desk_sessions
from cecs_app.web import cookies

LONGEST = 1_000
LONGEST_AGENT = 300


async def read(request: Request) -> FormData:
    return await request.form(max_files=0, max_fields=10)


def text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value[:LONGEST] if isinstance(value, str) else ""


def token(request: Request) -> str:
    return cookies.read(request.headers.get("cookie", ""), cookies.session_name(wiring.deps().settings))


def address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def browser(request: Request) -> Browser:
    return Browser(address(request), request.headers.get("user-agent", "")[:LONGEST_AGENT])


async def begin(request: Request, form: FormData, path: str, new: str) -> Response:
    """A new login under the cookie; whatever login it held before, an educator's or a clerk's, has ended."""
    await _end_logins(token(request))
    settings = wiring.deps().settings
    response = redirect(form, path)
    cookies.set_session(response, settings, new)
    cookies.clear_flash(response, settings)
    return response


async def end(request: Request, form: FormData, path: str) -> Response:
    await _end_logins(token(request))
    settings = wiring.deps().settings
    response = redirect(form, path)
    response.delete_cookie(cookies.session_name(settings), path="/", secure=settings.is_https, httponly=True)
    cookies.clear_flash(response, settings)
    return response


def back(form: FormData, path: str, error: CecsError, **keep: str) -> Response:
    """To the form again, with a note of what went wrong and what may stay typed."""
    fields = error.fields if isinstance(error, InvalidFields) else {}
    numbers = {key: str(value) for key, value in error.data.items()}
    note = {
        "id": new_token(),
        "form": path,
        "code": error.code,
        **numbers,
        **{f"field:{name}": code for name, code in fields.items()},
        **keep,
    }
    response = redirect(form, path)
    cookies.set_flash(response, wiring.deps().settings, note)
    return response


def redirect(form: FormData, path: str) -> Response:
    settings = wiring.deps().settings
    language = text(form, "language")
    prefix = f"/{language}" if language in settings.languages[1:] else ""
    return RedirectResponse(settings.public_url.rstrip("/") + prefix + path, status_code=303)


async def _end_logins(held: str) -> None:
    for side in (sessions, desk_sessions):
        await asyncio.to_thread(side.end, wiring.deps(), held)
