"""What assets/signed-in.js asks in each open tab: how long the login still lasts, and to let it last."""

import asyncio
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.services import logins
from cecs_app.web import forms


async def get_left(request: Request) -> Response:
    return JSONResponse(asdict(await asyncio.to_thread(logins.look, wiring.deps(), forms.token(request))))


async def post_stay(request: Request) -> Response:
    return JSONResponse(asdict(await asyncio.to_thread(logins.stay, wiring.deps(), forms.token(request))))


ROUTES = [
    Route("/session/left", get_left),
    Route("/session/stay", post_stay, methods=["POST"]),
]
