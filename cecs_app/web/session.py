"""Whatever changes the login is a native form post: it alone can set an HttpOnly cookie.

Each ends in a redirect and a whole new document, so the page's socket is opened with the new cookie.
"""

import asyncio
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import CecsError, Elsewhere, SignedOut
from cecs_app.services import acknowledge, passwords, proving, sign_in
from cecs_app.web import forms

HOME = {
    Stage.PROVING: "/login/second-step",
    Stage.TEMPORARY: "/new-password",
    Stage.SIGNED_IN: "/register",
    Stage.REGISTERED: "/acknowledge",
    Stage.ACKNOWLEDGED: "/certificates",
}


async def post_sign_in(request: Request) -> Response:
    form = await forms.read(request)
    username, password = forms.text(form, "username"), forms.text(form, "password")
    try:
        begun = await asyncio.to_thread(sign_in.sign_in, wiring.deps(), username, password, forms.browser(request))
    except CecsError as error:
        return forms.back(form, "/login", error, username=username)
    return await forms.begin(request, form, HOME[begun.stage], begun.token, begun.device)


async def post_new_password(request: Request) -> Response:
    form = await forms.read(request)
    try:
        begun = await asyncio.to_thread(
            passwords.set_personal,
            wiring.deps(),
            forms.token(request),
            forms.browser(request),
            old=forms.text(form, "old_password"),
            new=forms.text(form, "new_password"),
            confirmation=forms.text(form, "confirm_password"),
        )
    except CecsError as error:
        return forms.back(form, "/new-password", error)
    return await forms.begin(request, form, HOME[begun.stage], begun.token, begun.device)


async def post_acknowledge(request: Request) -> Response:
    form = await forms.read(request)
    version = forms.text(form, "version")
    try:
        begun = await asyncio.to_thread(acknowledge.acknowledge, wiring.deps(), forms.token(request), version)
    except (Elsewhere, SignedOut):
        # The guard there knows where she stands, and leads on.
        return forms.redirect(form, HOME[Stage.ACKNOWLEDGED])
    except CecsError as error:
        return forms.back(form, "/acknowledge", error)
    return await forms.begin(request, form, HOME[begun.stage], begun.token)


async def post_prove_again(request: Request) -> Response:
    form = await forms.read(request)
    back = proving.way_back(forms.text(form, "next"))
    password = forms.text(form, "password")
    try:
        begun = await asyncio.to_thread(proving.prove, wiring.deps(), forms.token(request), password)
    except SignedOut:
        return forms.redirect(form, back)
    except CecsError as error:
        return forms.back(form, proving.PATH, error, next=back)
    return await forms.begin(request, form, back, begun.token)


async def post_sign_out(request: Request) -> Response:
    form = await forms.read(request)
    return await forms.end(request, form, forms.way_out(form, "/login"))


ROUTES = [
    Route("/session/sign-in", post_sign_in, methods=["POST"]),
    Route("/session/new-password", post_new_password, methods=["POST"]),
    Route("/session/acknowledge", post_acknowledge, methods=["POST"]),
    Route("/session/prove-again", post_prove_again, methods=["POST"]),
    Route("/session/sign-out", post_sign_out, methods=["POST"]),
]


def is_same_origin(origin: str, allowed: str) -> bool:
    return urlsplit(origin)[:2] == urlsplit(allowed)[:2]
