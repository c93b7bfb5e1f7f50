"""GET /health: 200 when the portal can serve, 503 when its database can't be read."""

import asyncio

from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.services.deps import Deps


async def get_health(_request: Request) -> Response:
    try:
        await asyncio.to_thread(_read, wiring.deps())
    except Exception:  # whatever the database says, the answer is the same
        return JSONResponse({"status": "database unavailable"}, status_code=503)
    return JSONResponse({"status": "ready"})


def _read(deps: Deps) -> None:
    with deps.database.reading() as db:
        db.execute(text("SELECT 1"))


ROUTES = [Route("/health", get_health)]
