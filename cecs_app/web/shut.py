"""Reflex's own endpoints that no page of ours uses: not there, for anybody. Its socket alone stays open.

They tell what the portal is built with, or take files without asking from whom; documents.py is our way for those.
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
SHUT = ("/ping", "/_health", "/_upload", "/auth-codespace", "/_all_routes")


async def answer_nothing(_request: Request) -> Response:
    return PlainTextResponse("Not Found", 404)


ROUTES = [Route(path + rest, answer_nothing, methods=METHODS) for path in SHUT for rest in ("", "/{rest:path}")]
