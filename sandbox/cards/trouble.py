"""The trouble that some practice cards make at the call that captures them, once each.

What does not do the capture is over before the idempotency key is looked at, as if execution had never begun: Stripe
would repeat a stored error for the key, but the merchant who repeats the call must find that it works now.
"""

import asyncio

from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from sandbox.cards import objects
from sandbox.cards.desk import Desk
from sandbox.cards.errors import company_failed
from sandbox.cards.practice import Behaviour

AT_CAPTURE = {Behaviour.SLOW, Behaviour.HUNG, Behaviour.ANSWER_LOST, Behaviour.FAILING}


def begin(desk: Desk, intent: str) -> Behaviour:
    """The trouble this capture makes. It is used up with that: the next call, even at the same time, works."""
    with desk.store.writing() as db:
        found = objects.find(db, "payment_intent", intent)
        if found is None or found["status"] != "requires_capture":
            return Behaviour.PROMPT
        behaviour = objects.behaviour(db, intent)
        if behaviour not in AT_CAPTURE:
            return Behaviour.PROMPT
        objects.set_behaviour(db, intent, Behaviour.PROMPT)
        return behaviour


async def before(behaviour: Behaviour, desk: Desk) -> None:
    if behaviour is Behaviour.HUNG:
        await asyncio.sleep(desk.settings.sandbox_hung_seconds)
    if behaviour in (Behaviour.HUNG, Behaviour.FAILING):
        raise company_failed()


async def after(behaviour: Behaviour, desk: Desk, answer: JSONResponse) -> JSONResponse:
    if behaviour is Behaviour.SLOW:
        await asyncio.sleep(desk.settings.sandbox_slow_seconds)
    return BrokenOff(answer) if behaviour is Behaviour.ANSWER_LOST else answer


class BrokenOff(JSONResponse):
    """The first half of an answer. The server closes the connection when it sees that no more comes."""

    def __init__(self, whole: JSONResponse) -> None:
        self._whole = whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = bytes(self._whole.body)
        await send({"type": "http.response.start", "status": 200, "headers": self._whole.raw_headers})
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
