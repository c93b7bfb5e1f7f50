"""Where assets/signed-in.js sends what is typed in a step of an application, a moment after it was typed."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import Elsewhere, NotAllowed, NotFound
from cecs_app.services import sessions
from cecs_app.services.applications import typed
from cecs_app.web import forms

MOST_FIELDS = 300
"""Each endorsement that can be added is one."""


async def post_typed(request: Request) -> Response:
    """204, or 404 for whoever may not, or where nothing is typed any more."""
    deps, reference, step = wiring.deps(), request.path_params["reference"], request.path_params["step"]
    who = await asyncio.to_thread(sessions.find_visitor, deps, forms.token(request))
    if who is None or who.stage < Stage.ACKNOWLEDGED:
        return Response(status_code=404)
    form = await forms.read(request, MOST_FIELDS)
    fields = {name: value for name, value in form.items() if isinstance(value, str) and forms.is_plain(name + value)}
    try:
        await asyncio.to_thread(typed.keep, deps, who.educator_id, reference, step, fields)
    except (NotFound, NotAllowed, Elsewhere):
        return Response(status_code=404)
    return Response(status_code=204)


ROUTES = [Route("/applications/{reference}/typed/{step}", post_typed, methods=["POST"])]
