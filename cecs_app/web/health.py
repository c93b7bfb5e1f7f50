"""GET /health: 200 when the portal can serve, 503 when its database can't be read."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.services import health


async def get_health(_request: Request) -> Response:
    try:
        await asyncio.to_thread(health.check, wiring.deps())
    except Exception:  # whatever the database says, the answer is the same
        return JSONResponse({"status": "database unavailable"}, status_code=503)
    return JSONResponse({"status": "ready"})


ROUTES = [Route("/health", get_health)]
