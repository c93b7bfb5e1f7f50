"""What an endpoint answers when our records can't be reached: said plainly, and to a machine as "come again"."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from cecs_app.language import _

AGAIN_AFTER_SECONDS = 60


async def answer_not_now(_request: Request, _error: Exception) -> Response:
    """The card company, too, delivers again what was answered so."""
    words = _(
        "We can't answer just now. The fault is ours, and it has been noted. What you saved before is kept. "
        "Go back and try again in a few minutes."
    )
    headers = {"Retry-After": str(AGAIN_AFTER_SECONDS), "Cache-Control": "no-store"}
    return PlainTextResponse(words, 503, headers)
