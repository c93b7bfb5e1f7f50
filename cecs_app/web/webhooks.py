"""POST /webhooks/cards: the card company says that something happened. We answer at once, and ask it what."""

import asyncio

import structlog
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.gateways.cards import ForgedHint
from cecs_app.services.payments.hints import take_hint
from cecs_app.services.payments.settle import sweep_open_payments

log = structlog.get_logger()
LARGEST = 256 * 1024


async def post_card_event(request: Request) -> Response:
    """400 for what the card company did not sign. Any other failure is a 500: it delivers again."""
    payload = await _body(request)
    if payload is None:
        return JSONResponse({"error": "too large"}, status_code=413)
    try:
        is_new = await asyncio.to_thread(
            take_hint, wiring.deps(), payload, request.headers.get("stripe-signature", "")
        )
    except ForgedHint as error:
        log.warning("webhook_refused", error=str(error))
        return JSONResponse({"error": "not signed by the card company"}, status_code=400)
    # After the answer: the card company waits a few seconds only. What a crash cuts off here, the sweep does.
    return JSONResponse({"taken": is_new}, background=BackgroundTask(_settle) if is_new else None)


async def _settle() -> None:
    try:
        await asyncio.to_thread(sweep_open_payments, wiring.deps())
    except Exception as error:  # answered already: the next sweep finds it due
        log.error("settling_failed", error=type(error).__name__)


async def _body(request: Request) -> bytes | None:
    """None for more than any event is long: whoever sends that is not the card company."""
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > LARGEST:
            return None
    return bytes(read)


ROUTES = [Route("/webhooks/cards", post_card_event, methods=["POST"])]
