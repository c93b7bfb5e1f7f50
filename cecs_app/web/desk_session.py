"""The desk's logins: native form posts as in session.py, and the authenticator's secret by cookie alone."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.errors import CecsError
from cecs_app.domain.staff import Duty
from cecs_app.gateways.authenticators import Authenticator
from cecs_app.services.desk import setup, sign_in
from cecs_app.services.desk.sessions import Begun
from cecs_app.web import authenticators, forms

LOGIN, SETUP = "/desk/login", "/desk/setup"


async def post_sign_in(request: Request) -> Response:
    form = await forms.read(request)
    username, password, code = (forms.text(form, name) for name in ("username", "password", "code"))
    try:
        begun = await asyncio.to_thread(
            sign_in.sign_in, wiring.deps(), username, password, code, forms.browser(request)
        )
    except CecsError as error:
        return forms.back(form, LOGIN, error, username=username)
    return await forms.begin(request, form, _home(begun), begun.token, begun.device)


async def post_setup(request: Request) -> Response:
    form = await forms.read(request)
    username, code = forms.text(form, "username"), forms.text(form, "setup_code")
    try:
        begun = await asyncio.to_thread(setup.begin, wiring.deps(), username, code, forms.browser(request))
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
    form = await forms.read(request)
    return await forms.end(request, form, forms.way_out(form, LOGIN))


async def get_qr_code(request: Request) -> Response:
    return authenticators.qr_code(await _find_authenticator(request))


async def get_key(request: Request) -> Response:
    return authenticators.key(await _find_authenticator(request))


ROUTES = [
    Route("/desk/session/sign-in", post_sign_in, methods=["POST"]),
    Route("/desk/session/setup", post_setup, methods=["POST"]),
    Route("/desk/session/finish-setup", post_finish_setup, methods=["POST"]),
    Route("/desk/session/sign-out", post_sign_out, methods=["POST"]),
    Route("/desk/session/authenticator.svg", get_qr_code),
    Route("/desk/session/authenticator.txt", get_key),
]


async def _find_authenticator(request: Request) -> Authenticator | None:
    try:
        return await asyncio.to_thread(setup.get_authenticator, wiring.deps(), forms.token(request))
    except setup.SetupEnded:
        return None


def _home(begun: Begun) -> str:
    return "/desk" if begun.clerk.may(Duty.READ_CASES) else "/desk/cashier"
