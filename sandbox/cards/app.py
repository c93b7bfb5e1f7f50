from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from sandbox.cards.api import api_routes, refused
from sandbox.cards.desk import Desk
from sandbox.cards.errors import unknown_address
from sandbox.cards.hosted import page_routes
from sandbox.web import shared_routes


def card_app(desk: Desk) -> Starlette:
    return Starlette(
        routes=[*api_routes(desk), *page_routes(desk), *shared_routes()],
        exception_handlers={404: _refuse_address, 405: _refuse_address},
    )


async def _refuse_address(request: Request, error: Exception) -> Response:
    return refused(unknown_address(request.method, request.url.path))
