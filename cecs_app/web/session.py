"""Whatever changes the login is a native form post: it alone can set an HttpOnly cookie.

Each ends in a redirect and a whole new document, so the page's socket is opened with the new cookie.
"""

import asyncio
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import CecsError, InvalidFields
from cecs_app.gateways.secrets import new_token
from cecs_app.services import passwords, sessions, sign_in
from cecs_app.web import cookies

LONGEST = 1_000
HOME = {
    Stage.TEMPORARY: "/new-password",
    Stage.SIGNED_IN: "/register",
    Stage.REGISTERED: "/acknowledge",
    Stage.ACKNOWLEDGED: "/certificates",
}


async def post_sign_in(request: Request) -> Response:
    form = await request.form(max_files=0, max_fields=10)
    username = _text(form, "username")
    try:
        begun = await asyncio.to_thread(
            sign_in.sign_in, wiring.deps(), username, _text(form, "password"), _address(request)
        )
    except CecsError as error:
        return _back(form, "/login", error, username=username)
    return _begin(form, begun)


async def post_new_password(request: Request) -> Response:
    form = await request.form(max_files=0, max_fields=10)
    try:
        begun = await asyncio.to_thread(
            passwords.set_personal,
            wiring.deps(),
            _token(request),
            old=_text(form, "old_password"),
            new=_text(form, "new_password"),
            confirmation=_text(form, "confirm_password"),
        )
    except CecsError as error:
        return _back(form, "/new-password", error)
    return _begin(form, begun)


async def post_sign_out(request: Request) -> Response:
    form = await request.form(max_files=0, max_fields=10)
    settings = wiring.deps().settings
    await asyncio.to_thread(sessions.end, wiring.deps(), _token(request))
    response = _redirect(form, "/login?signed-out=1")
    response.delete_cookie(cookies.session_name(settings), path="/", secure=settings.is_https, httponly=True)
    cookies.clear_flash(response, settings)
    return response


ROUTES = [
    Route("/session/sign-in", post_sign_in, methods=["POST"]),
    Route("/session/new-password", post_new_password, methods=["POST"]),
    Route("/session/sign-out", post_sign_out, methods=["POST"]),
]


def _begin(form: FormData, begun: sessions.Begun) -> Response:
    settings = wiring.deps().settings
    response = _redirect(form, HOME[begun.stage])
    cookies.set_session(response, settings, begun.token)
    cookies.clear_flash(response, settings)
    return response


def _back(form: FormData, path: str, error: CecsError, **keep: str) -> Response:
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
    response = _redirect(form, path)
    cookies.set_flash(response, wiring.deps().settings, note)
    return response


def _redirect(form: FormData, path: str) -> Response:
    settings = wiring.deps().settings
    language = _text(form, "language")
    prefix = f"/{language}" if language in settings.languages[1:] else ""
    return RedirectResponse(settings.public_url.rstrip("/") + prefix + path, status_code=303)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value[:LONGEST] if isinstance(value, str) else ""


def _token(request: Request) -> str:
    return cookies.read(request.headers.get("cookie", ""), cookies.session_name(wiring.deps().settings))


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def is_same_origin(origin: str, allowed: str) -> bool:
    return urlsplit(origin)[:2] == urlsplit(allowed)[:2]
