"""Receipts, payment slips and letters as PDFs, for whoever's cookie owns the application."""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import Elsewhere, NotAllowed, NotFound
from cecs_app.language import DEFAULT, localized, speaking
from cecs_app.services import papers, sessions
from cecs_app.services.applications.letter import letter_pdf
from cecs_app.services.deps import Deps
from cecs_app.web import forms
from cecs_app.words.paper import Size

MakePaper = Callable[[Deps, int | None, str, Size], bytes]
PAPERS: Mapping[str, MakePaper] = {"receipt": papers.receipt_pdf, "slip": papers.slip_pdf}


async def get_paper(request: Request) -> Response:
    name = request.path_params["name"]
    return await _answer(request, PAPERS.get(name), name)


async def get_letter(request: Request) -> Response:
    return await _answer(request, partial(letter_pdf, letter=request.path_params["letter"]), "letter")


async def _answer(request: Request, make: MakePaper | None, name: str) -> Response:
    """Whoever may not have it, or for whom there is none now, is led to the screen that says why."""
    deps = wiring.deps()
    who = await asyncio.to_thread(sessions.find_visitor, deps, forms.token(request))
    reference = request.path_params["reference"]
    with speaking(_language(request, deps)):
        if who is None or who.stage < Stage.ACKNOWLEDGED:
            return _to(deps, "/login")
        if make is None:
            return _to(deps, "/not-found")
        try:
            made = await asyncio.to_thread(make, deps, who.educator_id, reference, _size(request))
        except NotFound:
            return _to(deps, "/not-found")
        except (Elsewhere, NotAllowed):
            return _to(deps, f"/applications/{reference}/status")
    headers = {"Content-Disposition": f'attachment; filename="CECS-{name}.pdf"'}
    return Response(made, media_type="application/pdf", headers=headers)


def _to(deps: Deps, path: str) -> Response:
    return RedirectResponse(deps.url(localized(path)), status_code=303)


def _language(request: Request, deps: Deps) -> str:
    asked = request.query_params.get("language", "")
    return asked if asked in deps.settings.languages else DEFAULT


def _size(request: Request) -> Size:
    return Size.A4 if request.query_params.get("size") == Size.A4 else Size.LETTER


ROUTES = [
    Route("/papers/{reference}/letters/{letter}.pdf", get_letter),
    Route("/papers/{reference}/{name}.pdf", get_paper),
]
