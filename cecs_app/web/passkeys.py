"""What a browser needs before it makes a passkey or signs with one: asked by assets/passkeys.js at the press of a
button. What it makes of it is posted by a native form, in second_step.py.
"""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.errors import CecsError
from cecs_app.services.deps import Deps
from cecs_app.services.second_step import passkeys
from cecs_app.web import forms


async def post_question(request: Request) -> Response:
    """For whoever has her second step still to come."""
    return await _answer(request, passkeys.ask)


async def post_offer(request: Request) -> Response:
    """For whoever proved a moment ago that it is she."""
    return await _answer(request, passkeys.offer)


ROUTES = [
    Route("/session/passkey/question", post_question, methods=["POST"]),
    Route("/session/passkey/offer", post_offer, methods=["POST"]),
]


async def _answer(request: Request, make: Callable[[Deps, str], str]) -> Response:
    """403 without a reason: the page that asked is opened again, and the guard there says it."""
    try:
        options = await asyncio.to_thread(make, wiring.deps(), forms.token(request))
    except CecsError:
        return Response(status_code=403)
    return Response(options, media_type="application/json")
