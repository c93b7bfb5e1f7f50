"""What the merchant is told without asking. An event is written in the transaction of what it tells of."""

import sqlite3

from sandbox.cards import objects, outbox
from sandbox.cards.errors import Body
from sandbox.cards.practice import Behaviour

API_VERSION = "2026-10-28.endive"


def record(db: sqlite3.Connection, type: str, about: Body, now: int) -> None:
    behaviour = _behaviour(db, about)
    if behaviour is Behaviour.WEBHOOK_NEVER:
        return
    event = _fresh(type, about, now)
    for _ in range(2 if behaviour is Behaviour.WEBHOOK_TWICE else 1):
        outbox.put(db, event, is_late=behaviour is Behaviour.WEBHOOK_LATE)


def _behaviour(db: sqlite3.Connection, about: Body) -> Behaviour:
    """As the card wants it that was tried last; of a session without any, prompt."""
    intent = about["id"] if about["object"] == "payment_intent" else about["payment_intent"]
    return objects.behaviour(db, intent) if intent else Behaviour.PROMPT


def _fresh(type: str, about: Body, now: int) -> Body:
    return {
        "id": objects.new_id("evt_"),
        "object": "event",
        "api_version": API_VERSION,
        "created": now,
        "data": {"object": about},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": type,
    }
