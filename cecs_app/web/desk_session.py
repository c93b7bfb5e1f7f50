"""The desk's logins: native form posts as in session.py, and the authenticator's secret by cookie alone."""

import asyncio
import io

import segno
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.errors import CecsError
from cecs_app.domain.staff import Duty
from cecs_app.services.desk import setup, sign_in
from cecs_app.services.desk.sessions import Begun
from cecs_app.web import forms

LOGIN, SETUP = "/desk/login", "/desk/setup"
PRIVATE = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}


async def post_sign_in(request: Request) -> Response:
    form = await forms.read(request)
    username, password, code = (forms.text(form, name) for name in ("username", "password", "code"))
    try:
        begun = await asyncio.to_thread(
            sign_in.sign_in, wiring.deps(), username, password, code, forms.address(request)
        )
    except CecsError as error:
        return forms.back(form, LOGIN, error, username=username)
    return await forms.begin(request, form, _home(begun), begun.token)


async def post_setup(request: Request) -> Response:
    form = await forms.read(request)
    username, code = forms.text(form, "username"), forms.text(form, "setup_code")
    try:
        begun = await asyncio.to_thread(setup.begin, wiring.deps(), username, code, forms.address(request))
    except CecsError as error:
        return forms.back(form, SETUP, error, username=username)
    return await forms.begin(request, form, SETUP, begun.token)


async def post_finish_setup(request: Request) -> Response:
    form = await forms.read(request)
    try:
        begun = await asyncio.to_thread(
            setup.finish,
            wiring.deps(),
            forms.token(request),
            new=forms.text(form, "new_password"),
            confirmation=forms.text(form, "confirm_password"),
            code=forms.text(form, "code"),
        )
    except CecsError as error:
        return forms.back(form, SETUP, error)
    return await forms.begin(request, form, _home(begun), begun.token)


async def post_sign_out(request: Request) -> Response:
    return await forms.end(request, await forms.read(request), f"{LOGIN}?signed-out=1")


async def get_qr_code(request: Request) -> Response:
    """404 for whoever is not setting up just now."""
    found = await _find_authenticator(request)
    if found is None:
        return Response(status_code=404)
    image = io.BytesIO()
    # Dark on white in the dark as well: not every camera reads it the other way round.
    segno.make(found.address, error="m").save(image, kind="svg", scale=8, border=3, dark="#14202e", light="#fff")
    return Response(image.getvalue(), media_type="image/svg+xml", headers=PRIVATE)


async def get_key(request: Request) -> Response:
    """To be typed by hand where no camera is; 404 as above."""
    found = await _find_authenticator(request)
    return PlainTextResponse(found.key, headers=PRIVATE) if found else Response(status_code=404)


ROUTES = [
    Route("/desk/session/sign-in", post_sign_in, methods=["POST"]),
    Route("/desk/session/setup", post_setup, methods=["POST"]),
    Route("/desk/session/finish-setup", post_finish_setup, methods=["POST"]),
    Route("/desk/session/sign-out", post_sign_out, methods=["POST"]),
    Route("/desk/session/authenticator.svg", get_qr_code),
    Route("/desk/session/authenticator.txt", get_key),
]


async def _find_authenticator(request: Request) -> setup.Authenticator | None:
    try:
        return await asyncio.to_thread(setup.get_authenticator, wiring.deps(), forms.token(request))
    except setup.SetupEnded:
        return None


def _home(begun: Begun) -> str:
    return "/desk" if begun.clerk.may(Duty.READ_CASES) else "/desk/cashier"
