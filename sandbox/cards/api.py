"""The gateway's API: what it answers at which address, and the way every request takes."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.cards import idempotency, intents, objects, sessions
from sandbox.cards.call import Call
from sandbox.cards.desk import Desk
from sandbox.cards.errors import Body, GatewayError, wrong_key
from sandbox.cards.idempotency import Answer
from sandbox.cards.params import parse
from sandbox.cards.requests import CancelIntent, CaptureIntent, CreateSession, Retrieve


def retrieve_charge(call: Call[Retrieve]) -> Body:
    return objects.get(call.db, "charge", call.id, "charge")


@dataclass(frozen=True)
class Action:
    method: str
    path: str
    params: type[Retrieve]
    run: Callable[[Call[Any]], Body]


ACTIONS = (
    Action("POST", "/v1/checkout/sessions", CreateSession, sessions.create),
    Action("GET", "/v1/checkout/sessions/{id}", Retrieve, sessions.retrieve),
    Action("POST", "/v1/checkout/sessions/{id}/expire", Retrieve, sessions.expire),
    Action("GET", "/v1/payment_intents/{id}", Retrieve, intents.retrieve),
    Action("POST", "/v1/payment_intents/{id}/capture", CaptureIntent, intents.capture),
    Action("POST", "/v1/payment_intents/{id}/cancel", CancelIntent, intents.cancel),
    Action("GET", "/v1/charges/{id}", Retrieve, retrieve_charge),
)


def api_routes(desk: Desk) -> list[Route]:
    return [Route(action.path, _endpoint(action, desk), methods=[action.method]) for action in ACTIONS]


def refused(error: GatewayError) -> JSONResponse:
    return _response(Answer(error.status, error.body))


def _endpoint(action: Action, desk: Desk) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        encoded = (await request.body()).decode() if action.method == "POST" else request.url.query
        try:
            return _response(await run_in_threadpool(_answer, action, desk, request, encoded))
        except GatewayError as error:
            return refused(error)

    return endpoint


def _answer(action: Action, desk: Desk, request: Request, encoded: str) -> Answer:
    _check_key(request, desk.card_key)
    params = parse(action.params, encoded)
    id = request.path_params.get("id", "")
    key = request.headers.get("Idempotency-Key") if action.method == "POST" else None
    if not key:
        with desk.store.writing() as db:
            return _run(action, desk, Call(db, desk.now(), desk.card_url, id, params))
    with desk.store.writing() as db:
        mark = idempotency.fingerprint(request.url.path, encoded)
        earlier = idempotency.claim(db, key, mark, desk.now())
    return earlier or _first_answer(action, desk, key, id, params)


def _first_answer(action: Action, desk: Desk, key: str, id: str, params: Retrieve) -> Answer:
    """What was done and what was answered are written in one transaction: a crash leaves both or neither."""
    try:
        with desk.store.writing() as db:
            answer = _run(action, desk, Call(db, desk.now(), desk.card_url, id, params))
            idempotency.remember(db, key, answer)
            return answer
    except GatewayError as error:
        answer = Answer(error.status, error.body)
        with desk.store.writing() as db:
            idempotency.remember(db, key, answer)
        return answer
    except Exception:
        with desk.store.writing() as db:
            idempotency.release(db, key)
        raise


def _run(action: Action, desk: Desk, call: Call[Retrieve]) -> Answer:
    body = action.run(call)
    for path in call.params.expand:
        body = objects.expanded(call.db, body, path)
    return Answer(200, body)


def _check_key(request: Request, card_key: str) -> None:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not hmac.compare_digest(given.encode(), card_key.encode()):
        raise wrong_key(given)


def _response(answer: Answer) -> JSONResponse:
    headers = {"Request-Id": objects.new_id("req_"), "Cache-Control": "no-store"}
    if answer.replayed:
        headers["Idempotent-Replayed"] = "true"
    return JSONResponse(answer.body, answer.status, headers)
