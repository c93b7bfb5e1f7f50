"""One request, done once: with an idempotency key, what was answered first is what is always answered."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.cards import idempotency, objects
from sandbox.cards.call import Call
from sandbox.cards.desk import Desk
from sandbox.cards.errors import Body, GatewayError, company_failed
from sandbox.cards.idempotency import Answer
from sandbox.cards.requests import Retrieve

log = logging.getLogger(__name__)

Run = Callable[[Call[Any]], Body]


@dataclass(frozen=True)
class Asked:
    """A request whose API key and parameters are in order. `key` is its idempotency key, empty without one."""

    path: str
    encoded: str
    id: str
    params: Retrieve
    key: str


def answer(run: Run, desk: Desk, asked: Asked) -> Answer:
    if not asked.key:
        return _done(run, desk, asked)
    with desk.store.writing() as db:
        mark = idempotency.fingerprint(asked.path, asked.encoded)
        earlier = idempotency.claim(db, asked.key, mark, desk.now())
    return earlier or _first_answer(run, desk, asked)


def _first_answer(run: Run, desk: Desk, asked: Asked) -> Answer:
    """Once execution has begun its answer is kept, also a refusal and our own failure, as Stripe keeps them."""
    try:
        return _done(run, desk, asked)
    except GatewayError as error:
        return _remembered(desk, asked, error)
    except Exception:
        log.exception("The card company failed at %s", asked.path)
        return _remembered(desk, asked, company_failed())


def _done(run: Run, desk: Desk, asked: Asked) -> Answer:
    """What was done and what was answered are written in one transaction: a crash leaves both or neither."""
    with desk.store.writing() as db:
        call = Call(db, desk.now(), desk.settings.card_url, asked.id, asked.params)
        body = run(call)
        for path in asked.params.expand:
            body = objects.expanded(db, body, path)
        answer = Answer(200, body)
        if asked.key:
            idempotency.remember(db, asked.key, answer)
        return answer


def _remembered(desk: Desk, asked: Asked, error: GatewayError) -> Answer:
    answer = Answer(error.status, error.body)
    with desk.store.writing() as db:
        idempotency.remember(db, asked.key, answer)
    return answer
