"""What the payment intent goes through while a payer tries cards on the hosted page."""

import sqlite3

from sandbox.cards import charges, events, objects
from sandbox.cards.errors import Body
from sandbox.cards.practice import Outcome

KIND = "payment_intent"


def start(db: sqlite3.Connection, session: Body, now: int) -> Body:
    """The session's intent, made when the first card is tried."""
    if session[KIND]:
        return objects.get(db, KIND, session[KIND], "intent")
    intent: Body = _fresh(session, now) | objects.get_private(db, session["id"])["payment_intent_data"]
    objects.add(db, intent, {"session": session["id"]})
    objects.save(db, session | {KIND: intent["id"]})
    return intent


def authorise(db: sqlite3.Connection, intent: Body, charge: Body, now: int) -> Body:
    """Holds the money, and takes it at once unless the merchant asked to capture it later."""
    manual = intent["capture_method"] == "manual"
    intent |= {
        "amount_capturable": intent["amount"] if manual else 0,
        "amount_received": 0 if manual else intent["amount"],
        "last_payment_error": None,
        "latest_charge": charge["id"],
        "next_action": None,
        "payment_method": charge["payment_method"],
        "status": "requires_capture" if manual else "succeeded",
    }
    if not manual:
        charges.capture(db, charge, charge["amount"], now)
    objects.save(db, intent)
    told = "amount_capturable_updated" if manual else "succeeded"
    events.record(db, f"payment_intent.{told}", intent, now)
    return intent


def challenge(db: sqlite3.Connection, intent: Body, method: Body, session: Body) -> None:
    """Nothing is charged yet: the holder is sent to the bank, and the session stays open."""
    redirect = {"return_url": session["success_url"], "url": f"{session['url']}/challenge"}
    action = {"type": "redirect_to_url", "redirect_to_url": redirect}
    changes = {"last_payment_error": None, "next_action": action, "payment_method": method["id"]}
    objects.save(db, intent | changes | {"status": "requires_action"})


def fail_challenge(db: sqlite3.Connection, intent: Body, method: Body, now: int) -> None:
    """Without a charge: the bank was never asked for money."""
    error = {
        "type": "invalid_request_error",
        "code": "payment_intent_authentication_failure",
        "message": "The provided PaymentMethod has failed authentication. You can provide a new PaymentMethod to "
        "attempt to fulfill this PaymentIntent again.",
    }
    _refuse(db, intent, error, method, now)


def decline(db: sqlite3.Connection, intent: Body, charge: Body, method: Body, outcome: Outcome, now: int) -> None:
    error = {
        "type": "card_error",
        "code": "card_declined",
        "decline_code": outcome,
        "message": charges.DECLINE_MESSAGES[outcome],
        "charge": charge["id"],
    }
    _refuse(db, intent | {"latest_charge": charge["id"]}, error, method, now)


def _refuse(db: sqlite3.Connection, intent: Body, error: Body, method: Body, now: int) -> None:
    intent |= {
        "last_payment_error": error | {"payment_method": method},
        "next_action": None,
        "payment_method": None,
        "status": "requires_payment_method",
    }
    objects.save(db, intent)
    events.record(db, "payment_intent.payment_failed", intent, now)


def _fresh(session: Body, now: int) -> Body:
    id = objects.new_id("pi_")
    return {
        "id": id,
        "object": KIND,
        "amount": session["amount_total"],
        "amount_capturable": 0,
        "amount_received": 0,
        "canceled_at": None,
        "cancellation_reason": None,
        "client_secret": objects.new_id(f"{id}_secret_"),
        "created": now,
        "currency": session["currency"],
        "customer": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "next_action": None,
        "payment_method": None,
        "payment_method_types": ["card"],
        "receipt_email": None,
        "status": "requires_payment_method",
    }
