"""POST /desk/session/ssn: shows an SSN, once, on a page of its own that no state, cache or history keeps."""

import asyncio
import re

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.errors import CecsError, InvalidFields, NotAllowed, NotFound, SignedOut
from cecs_app.services.desk import ssn
from cecs_app.services.desk.ssn import About, Asked, Shown
from cecs_app.web import forms
from cecs_app.web.headers import PAGE_WITHOUT_SCRIPTS
from cecs_app.words.showings import OTHER_REASON, REASONS
from cecs_app.words.ssn_page import ssn_page

_REFERENCE = re.compile(r"[A-Z0-9-]{1,40}")


async def post_ssn(request: Request) -> Response:
    form = await forms.read(request)
    asked = _asked(form)
    if asked is None:
        return forms.redirect(form, "/not-found")
    try:
        shown = await asyncio.to_thread(ssn.show, wiring.deps(), forms.token(request), asked, forms.browser(request))
    except CecsError as error:
        return _refused(form, asked, error)
    return _page(shown, asked)


ROUTES = [Route("/desk/session/ssn", post_ssn, methods=["POST"])]


def _asked(form: FormData) -> Asked | None:
    """None when it names nothing that could be looked up."""
    about, reference = forms.text(form, "about"), forms.text(form, "reference")
    if about not in set(About) or not _REFERENCE.fullmatch(reference):
        return None
    return Asked(About(about), reference, _reason(form), forms.text(form, "password"), forms.text(form, "code"))


def _reason(form: FormData) -> str:
    chosen = forms.text(form, "reason")
    if chosen == OTHER_REASON:
        return forms.text(form, "other_reason")
    return REASONS[int(chosen)] if chosen in {str(number) for number in range(len(REASONS))} else ""


def _refused(form: FormData, asked: Asked, error: CecsError) -> Response:
    if isinstance(error, SignedOut):
        return forms.redirect(form, "/desk/login?idle=1")
    if isinstance(error, NotFound):
        return forms.redirect(form, "/not-found")
    if isinstance(error, NotAllowed) and error.code == "not_your_duty":
        return forms.redirect(form, "/desk/not-your-duty")
    chosen = forms.text(form, "reason")
    if isinstance(error, InvalidFields) and chosen == OTHER_REASON:
        error = InvalidFields({f"other_{name}": code for name, code in error.fields.items()})
    # What she wrote herself does not come back: it may be what she was told to leave out.
    return forms.back(form, f"{_case(asked)}/ssn", error, reason=chosen[:10])


def _page(shown: Shown, asked: Asked) -> Response:
    subject, settings = shown.subject, wiring.deps().settings
    back = settings.public_url.rstrip("/") + _case(asked)
    page = ssn_page(shown.ssn, subject.name, subject.ein, subject.reference, shown.reason, back=back)
    headers = {
        "Content-Security-Policy": PAGE_WITHOUT_SCRIPTS,
        # Nothing on this page can look whether she is still there.
        "Refresh": f"{settings.staff_idle_minutes * 60}; url={back}",
    }
    return HTMLResponse(page, headers=headers)


def _case(asked: Asked) -> str:
    return f"/desk/{asked.about}/{asked.reference}"
