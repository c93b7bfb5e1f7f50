"""The gateway's API: what it answers at which address, and the way every request takes."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.cards import intents, objects, refunds, sessions, settlement, trouble
from sandbox.cards.answering import Asked, answer
from sandbox.cards.call import Call
from sandbox.cards.desk import Desk
from sandbox.cards.errors import Body, GatewayError, wrong_key
from sandbox.cards.idempotency import Answer
from sandbox.cards.params import parse
from sandbox.cards.practice import Behaviour
from sandbox.cards.requests import (
    CancelIntent,
    CaptureIntent,
    CreateRefund,
    CreateSession,
    ListRefunds,
    ListSettlement,
    Page,
    Retrieve,
)


def retrieve_charge(call: Call[Retrieve]) -> Body:
    return objects.get(call.db, "charge", call.id, "charge")


@dataclass(frozen=True)
class Action:
    method: str
    path: str
    params: type[Retrieve]
    run: Callable[[Call[Any]], Body]


CAPTURE = Action("POST", "/v1/payment_intents/{id}/capture", CaptureIntent, intents.capture)

ACTIONS = (
    Action("POST", "/v1/checkout/sessions", CreateSession, sessions.create),
    Action("GET", "/v1/checkout/sessions/{id}", Retrieve, sessions.retrieve),
    Action("POST", "/v1/checkout/sessions/{id}/expire", Retrieve, sessions.expire),
    Action("GET", "/v1/payment_intents", Page, intents.list_all),
    Action("GET", "/v1/payment_intents/{id}", Retrieve, intents.retrieve),
    CAPTURE,
    Action("POST", "/v1/payment_intents/{id}/cancel", CancelIntent, intents.cancel),
    Action("GET", "/v1/charges/{id}", Retrieve, retrieve_charge),
    Action("POST", "/v1/refunds", CreateRefund, refunds.create),
    Action("GET", "/v1/refunds", ListRefunds, refunds.list_all),
    Action("GET", "/v1/refunds/{id}", Retrieve, refunds.retrieve),
    Action("GET", "/v1/balance_transactions", ListSettlement, settlement.list_all),
    Action("GET", "/v1/balance_transactions/{id}", Retrieve, settlement.retrieve),
)


def api_routes(desk: Desk) -> list[Route]:
    return [Route(action.path, _endpoint(action, desk), methods=[action.method]) for action in ACTIONS]


def refused(error: GatewayError) -> JSONResponse:
    return _response(Answer(error.status, error.body))


def _endpoint(action: Action, desk: Desk) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        encoded = (await request.body()).decode() if action.method == "POST" else request.url.query
        try:
            return await _answered(action, desk, _asked(action, desk, request, encoded))
        except GatewayError as error:
            return refused(error)

    return endpoint


async def _answered(action: Action, desk: Desk, asked: Asked) -> Response:
    behaviour = Behaviour.PROMPT
    if action is CAPTURE:
        behaviour = await run_in_threadpool(trouble.begin, desk, asked.id)
    await trouble.before(behaviour, desk)
    given = await run_in_threadpool(answer, action.run, desk, asked)
    return await trouble.after(behaviour, desk, _response(given))


def _asked(action: Action, desk: Desk, request: Request, encoded: str) -> Asked:
    _check_key(request, desk.settings.sandbox_card_key)
    return Asked(
        path=request.url.path,
        encoded=encoded,
        id=request.path_params.get("id", ""),
        params=parse(action.params, encoded),
        key=request.headers.get("Idempotency-Key", "") if action.method == "POST" else "",
    )


def _check_key(request: Request, card_key: str) -> None:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not hmac.compare_digest(given.encode(), card_key.encode()):
        raise wrong_key(given)


def _response(answer: Answer) -> JSONResponse:
    headers = {"Request-Id": objects.new_id("req_"), "Cache-Control": "no-store"}
    if answer.replayed:
        headers["Idempotent-Replayed"] = "true"
    return JSONResponse(answer.body, answer.status, headers)
