"""The moment of paying. Runs in one writing transaction, so that two tabs cannot pay one session twice."""

import sqlite3

from sandbox.cards import attempts, charges, intents, methods, objects, sessions
from sandbox.cards.errors import Body
from sandbox.cards.form import Payer
from sandbox.cards.practice import Outcome, PracticeCard


def pay(db: sqlite3.Connection, session: Body, card: PracticeCard, payer: Payer, now: int) -> Outcome:
    """Tries the card for an open session. A challenged card is charged only once its holder passed the challenge."""
    intent = attempts.start(db, session, now)
    method = methods.keep(db, card, payer, now)
    objects.set_behaviour(db, intent["id"], card.behaviour)
    match card.outcome:
        case Outcome.APPROVED:
            _charge(db, session, intent, method, now)
        case Outcome.CHALLENGED:
            attempts.challenge(db, intent, method, session)
        case refusal:
            charge = charges.attempt(db, intent, method, refusal, now)
            attempts.decline(db, intent, charge, method, refusal, now)
    return card.outcome


def challenged(db: sqlite3.Connection, session: Body) -> Body | None:
    """The payment method whose bank is asking just now."""
    intent = objects.find(db, intents.KIND, session[intents.KIND]) if session[intents.KIND] else None
    if intent is None or intent["status"] != "requires_action":
        return None
    return objects.get(db, methods.KIND, intent["payment_method"], "payment_method")


def answer_challenge(db: sqlite3.Connection, session: Body, method: Body, *, passed: bool, now: int) -> None:
    intent = objects.get(db, intents.KIND, session[intents.KIND], "intent")
    if passed:
        _charge(db, session, intent, method, now)
    else:
        attempts.fail_challenge(db, intent, method, now)


def _charge(db: sqlite3.Connection, session: Body, intent: Body, method: Body, now: int) -> None:
    charge = charges.attempt(db, intent, method, Outcome.APPROVED, now)
    intent = attempts.authorise(db, intent, charge, now)
    sessions.complete(db, session | {intents.KIND: intent["id"]}, intent, method["billing_details"], now)
