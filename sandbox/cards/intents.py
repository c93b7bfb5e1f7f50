"""The payment intent: one sum asked for once, however many cards are tried."""

import sqlite3

from sandbox.cards import charges, objects
from sandbox.cards.call import Call
from sandbox.cards.charges import decline_message
from sandbox.cards.errors import Body, unexpected_state, wrong_parameter
from sandbox.cards.practice import Outcome
from sandbox.cards.requests import CancelIntent, CaptureIntent, Retrieve

KIND = "payment_intent"


def retrieve(call: Call[Retrieve]) -> Body:
    return objects.get(call.db, KIND, call.id, "intent")


def capture(call: Call[CaptureIntent]) -> Body:
    intent = _capturable(call, "captured")
    amount = call.params.amount_to_capture or intent["amount_capturable"]
    if amount > intent["amount_capturable"]:
        message = "The amount to capture is greater than the amount that can be captured."
        raise wrong_parameter("amount_to_capture", message, "amount_too_large")
    charge = objects.get(call.db, "charge", intent["latest_charge"], "charge")
    charges.capture(call.db, charge, amount)
    intent |= {"status": "succeeded", "amount_capturable": 0, "amount_received": amount}
    objects.save(call.db, intent)
    _mark_session_paid(call.db, intent)
    return intent


def cancel(call: Call[CancelIntent]) -> Body:
    """Only an authorisation can be cancelled here: before that the merchant expires the session."""
    intent = _capturable(call, "canceled")
    charges.release(call.db, objects.get(call.db, "charge", intent["latest_charge"], "charge"))
    intent = _canceled(intent, call.params.cancellation_reason, call.now)
    objects.save(call.db, intent)
    return intent


def start(db: sqlite3.Connection, session: Body, now: int) -> Body:
    """The session's intent, made when the first card is tried."""
    if session[KIND]:
        return objects.get(db, KIND, session[KIND], "intent")
    asked = objects.get_private(db, session["id"])["payment_intent_data"]
    id = objects.new_id("pi_")
    intent: Body = {
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
    } | asked
    objects.add(db, intent, {"session": session["id"]})
    objects.save(db, session | {KIND: id})
    return intent


def authorise(db: sqlite3.Connection, intent: Body, charge: Body) -> Body:
    """Holds the money, and takes it at once unless the merchant asked to capture it later."""
    manual = intent["capture_method"] == "manual"
    intent |= {
        "amount_capturable": intent["amount"] if manual else 0,
        "amount_received": 0 if manual else intent["amount"],
        "last_payment_error": None,
        "latest_charge": charge["id"],
        "payment_method": charge["payment_method"],
        "status": "requires_capture" if manual else "succeeded",
    }
    if not manual:
        charges.capture(db, charge, charge["amount"])
    objects.save(db, intent)
    return intent


def decline(db: sqlite3.Connection, intent: Body, charge: Body, outcome: Outcome) -> None:
    error = {
        "type": "card_error",
        "code": "card_declined",
        "decline_code": outcome,
        "message": decline_message(outcome),
        "charge": charge["id"],
    }
    objects.save(db, intent | {"last_payment_error": error, "latest_charge": charge["id"]})


def abandon(db: sqlite3.Connection, id: str, now: int) -> None:
    """The session is over and this intent was never authorised."""
    objects.save(db, _canceled(objects.get(db, KIND, id, "intent"), "expired", now))


def _canceled(intent: Body, reason: str | None, now: int) -> Body:
    return intent | {
        "status": "canceled",
        "amount_capturable": 0,
        "canceled_at": now,
        "cancellation_reason": reason,
    }


def _capturable(call: Call[CaptureIntent] | Call[CancelIntent], verb: str) -> Body:
    intent = objects.get(call.db, KIND, call.id, "intent")
    if intent["status"] != "requires_capture":
        message = (
            f"This PaymentIntent could not be {verb} because it has a status of {intent['status']}. "
            f"Only a PaymentIntent with one of the following statuses may be {verb}: requires_capture."
        )
        raise unexpected_state(message, intent)
    return intent


def _mark_session_paid(db: sqlite3.Connection, intent: Body) -> None:
    id = objects.get_private(db, intent["id"])["session"]
    objects.save(db, objects.get(db, "checkout.session", id, "session") | {"payment_status": "paid"})
