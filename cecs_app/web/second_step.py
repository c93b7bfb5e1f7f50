"""The second step of login, and what is set up for it: native forms as in session.py; secrets by cookie alone."""

import asyncio
from collections.abc import Callable

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.errors import CecsError, Elsewhere, InvalidFields, SignedOut
from cecs_app.domain.second_step import Way
from cecs_app.gateways.authenticators import Authenticator
from cecs_app.language import DEFAULT, _, localized, speaking
from cecs_app.services import sessions
from cecs_app.services.deps import Deps
from cecs_app.services.second_step import authenticator, codes, holding, passkeys, prove
from cecs_app.web import authenticators, forms
from cecs_app.web.headers import PAGE_WITHOUT_SCRIPTS
from cecs_app.web.session import HOME
from cecs_app.words.recovery_codes import recovery_codes_page

STEP = "/login/second-step"
LONGEST_ANSWER = 16_000
"""Of a passkey; the largest keys make about 3,000."""


async def post_second_step(request: Request) -> Response:
    form = await forms.read(request)
    way = forms.text(form, "way")
    answer = forms.text(form, way, LONGEST_ANSWER)
    if way not in set(Way) or not answer.strip():
        return forms.back(form, STEP, InvalidFields({way: "required"}) if way in set(Way) else prove.WrongSecondStep())
    try:
        begun = await asyncio.to_thread(
            prove.prove, wiring.deps(), forms.token(request), forms.browser(request), Way(way), answer
        )
    except CecsError as error:
        return forms.back(form, STEP, _at_field(error, way))
    return await forms.begin(request, form, HOME[begun.stage], begun.token, begun.device)


async def post_authenticator(request: Request) -> Response:
    form = await forms.read(request)
    code = forms.text(form, "code")
    return await _change(
        request,
        form,
        authenticator.PAGE,
        lambda deps, token: authenticator.confirm(deps, token, code),
        "authenticator",
    )


async def post_passkey(request: Request) -> Response:
    form = await forms.read(request)
    name, answer = forms.text(form, "passkey_name"), forms.text(form, "passkey", LONGEST_ANSWER)
    return await _change(
        request, form, passkeys.PAGE, lambda deps, token: passkeys.add(deps, token, name, answer), "passkey"
    )


async def post_recovery_codes(request: Request) -> Response:
    return await _change(request, await forms.read(request), codes.PAGE, codes.make, "codes")


async def get_qr_code(request: Request) -> Response:
    return authenticators.qr_code(await _find_authenticator(request))


async def get_key(request: Request) -> Response:
    return authenticators.key(await _find_authenticator(request))


ROUTES = [
    Route("/session/second-step", post_second_step, methods=["POST"]),
    Route("/session/authenticator", post_authenticator, methods=["POST"]),
    Route("/session/authenticator.svg", get_qr_code),
    Route("/session/authenticator.txt", get_key),
    Route("/session/passkey", post_passkey, methods=["POST"]),
    Route("/session/recovery-codes", post_recovery_codes, methods=["POST"]),
]


async def _change(
    request: Request, form: FormData, page: str, change: Callable[[Deps, str], list[str]], done: str
) -> Response:
    """Back to her security page, or to `page` with what was wrong; first to the codes, where there are new ones."""
    deps, token = wiring.deps(), forms.token(request)
    try:
        made = await asyncio.to_thread(change, deps, token)
    except SignedOut:
        return forms.redirect(form, "/login")
    except Elsewhere as elsewhere:
        return forms.redirect(form, elsewhere.path)
    except CecsError as error:
        return forms.back(form, page, error, passkey_name=forms.text(form, "passkey_name")[:100])
    if not made:
        return forms.lead(form, holding.SECURITY, done=done)
    return await asyncio.to_thread(_codes_page, deps, token, form, made, done)


def _codes_page(deps: Deps, token: str, form: FormData, made: list[str], done: str) -> Response:
    """In the language of the form that made them. It goes away by itself: nothing on it can look who is there."""
    spoken = forms.text(form, "language")
    who = sessions.find_visitor(deps, token)
    with speaking(spoken if spoken in deps.settings.languages else DEFAULT):
        home, back = deps.url(localized("/")), deps.url(localized(holding.SECURITY))
        page = recovery_codes_page(made, who.username if who else "", said=_said(done), home=home, back=back)
    refresh = f"{deps.settings.session_idle_minutes * 60}; url={back}"
    return HTMLResponse(page, headers={"Content-Security-Policy": PAGE_WITHOUT_SCRIPTS, "Refresh": refresh})


def _said(done: str) -> str:
    match done:
        case "authenticator":
            return _("Your authenticator app is set up. You need it at each login from now on.")
        case "passkey":
            return _("Your passkey is set up. You need it at each login from now on.")
    return _("These are your new recovery codes. The ones you had before work no more.")


def _at_field(error: CecsError, way: str) -> CecsError:
    """What was wrong with what she typed stands beside its field."""
    is_typed = isinstance(error, prove.WrongSecondStep) and way != Way.PASSKEY
    return InvalidFields({way: error.code}) if is_typed else error


async def _find_authenticator(request: Request) -> Authenticator | None:
    try:
        return await asyncio.to_thread(authenticator.get_authenticator, wiring.deps(), forms.token(request))
    except CecsError:
        return None
